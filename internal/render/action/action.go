// Package action says where a page leads its readers: to the page that they come for, with a few
// words on what a self-check there takes, and along the ways in that its front matter names.
package action

import (
	"cmp"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/locale"
	"baken.example/baken/internal/site"
)

// For returns the view of the page that readers of p are led to, or nil. Sets are those of the
// site, in all their versions.
func For(s *site.Site, sets map[*criteria.Set]*compiled.Set, l *locale.Language, p *site.Page) (*layout.ActionView, error) {
	lead, ok := s.Action(p)
	if !ok {
		return nil, nil
	}
	return View(s, sets, l, lead)
}

// View returns the view of a page that readers are led to. Sets are as in [For].
func View(s *site.Site, sets map[*criteria.Set]*compiled.Set, l *locale.Language, lead site.Lead) (*layout.ActionView, error) {
	v := &layout.ActionView{
		URL: lead.URL(), Text: cmp.Or(lead.Text, lead.Page.Meta.Title.V), Description: lead.Page.Meta.Description.V,
	}
	c := s.CheckOf(lead.Page)
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
	v.Facts, err = facts(l, sets[c.Set].Sheet.Most)
	return v, err
}

// facts returns a few words each on the number of questions of a self-check, the time that they
// take, and where the answers go.
func facts(l *locale.Language, most int) ([]string, error) {
	questions, err := l.Messages.Count("ActionQuestions", most, struct{ Questions int }{most})
	if err != nil {
		return nil, err
	}
	minutes, err := l.Messages.Count("ActionMinutes", Minutes(most), struct{ Minutes int }{Minutes(most)})
	if err != nil {
		return nil, err
	}
	private, err := l.Messages.Text("ActionPrivacy")
	return []string{questions, minutes, private}, err
}

// secondsPerQuestion is the estimated time for a question, including the time to read the result.
const secondsPerQuestion = 25

// Minutes returns the estimated time for a self-check of a number of questions.
func Minutes(questions int) int { return (questions*secondsPerQuestion + 59) / 60 }

// Ways returns the view of the ways in of a page, or nil.
func Ways(s *site.Site, p *site.Page) *layout.WaysView {
	w := p.Meta.Ways
	if w == nil {
		return nil
	}
	v := &layout.WaysView{Title: w.Title.V}
	for _, way := range w.Pages {
		lead := s.Way(p, way)
		if lead.Page == nil {
			continue // Its dates keep it away.
		}
		v.Ways = append(v.Ways, layout.WayView{
			URL: lead.URL(), Text: cmp.Or(lead.Text, lead.Page.Meta.Title.V), Note: way.Note.V,
		})
	}
	return v
}
