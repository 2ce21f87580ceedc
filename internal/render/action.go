package render

import (
	"cmp"

	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/site"
)

// action returns the view of the page that readers of p are led to, or nil.
func (r *Renderer) action(l *language, p *site.Page) (*layout.ActionView, error) {
	lead, ok := r.Site.Action(p)
	if !ok {
		return nil, nil
	}
	return r.leadView(l, lead)
}

func (r *Renderer) leadView(l *language, lead site.Lead) (*layout.ActionView, error) {
	v := &layout.ActionView{
		URL: lead.URL(), Text: cmp.Or(lead.Text, lead.Page.Meta.Title.V), Description: lead.Page.Meta.Description.V,
	}
	c := r.checkOf(lead.Page)
	if c == nil {
		return v, nil
	}
	if lead.Text == "" {
		var err error
		if v.Text, err = l.Messages.Text("ActionCheck"); err != nil {
			return nil, err
		}
	}
	var err error
	v.Facts, err = c.facts(l)
	return v, err
}

// facts returns a few words each on the number of questions of a self-check, the time that they
// take, and where the answers go.
func (c *check) facts(l *language) ([]string, error) {
	questions, err := l.Messages.Count("ActionQuestions", c.maxQuestions, struct{ Questions int }{c.maxQuestions})
	if err != nil {
		return nil, err
	}
	minutes, err := l.Messages.Count("ActionMinutes", c.minutes(), struct{ Minutes int }{c.minutes()})
	if err != nil {
		return nil, err
	}
	private, err := l.Messages.Text("ActionPrivacy")
	return []string{questions, minutes, private}, err
}

// ways returns the view of the ways in of a page, or nil.
func (r *Renderer) ways(p *site.Page) *layout.WaysView {
	w := p.Meta.Ways
	if w == nil {
		return nil
	}
	v := &layout.WaysView{Title: w.Title.V}
	for _, way := range w.Pages {
		lead := r.Site.Way(p, way)
		if lead.Page == nil {
			continue // Its dates keep it away.
		}
		v.Ways = append(v.Ways, layout.WayView{
			URL: lead.URL(), Text: cmp.Or(lead.Text, lead.Page.Meta.Title.V), Note: way.Note.V,
		})
	}
	return v
}

// placedAction appends the content of the directive ::check.
func (r *Renderer) placedAction(b []byte, l *language, c *site.Criteria) ([]byte, error) {
	p := r.Site.CheckPage(c, l.Code)
	if p == nil {
		return b, nil
	}
	v, err := r.leadView(l, site.Lead{Page: p})
	if err != nil {
		return b, err
	}
	return l.Templates.Append(b, "partials/action-box.html", v)
}
