package render

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/render/action"
	"baken.example/baken/internal/render/navigation"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/translation"
)

// page appends a page to b.
func (r *Renderer) page(b []byte, p *site.Page) ([]byte, error) {
	l := r.languages[p.Lang]
	buffers := r.buffers.Get().(*buffers)
	defer r.buffers.Put(buffers)
	view, err := r.pageView(buffers, l, p)
	if err != nil {
		return b, err
	}
	return l.Templates.Append(b, r.layoutOf(p)+".html", view)
}

func (r *Renderer) layoutOf(p *site.Page) string {
	switch {
	case p.Meta.Layout.V != "":
		return p.Meta.Layout.V
	case r.Site.CheckOf(p) != nil:
		return "check"
	case p.Parent == nil:
		return "home"
	case p.IsList():
		return "list"
	case p.IsIndex():
		return "section"
	default:
		return "page"
	}
}

// buffers are the buffers for rendering a page. They are reused for the next page, which overwrites
// their content.
type buffers struct{ text, filled, items, contents, alternates []byte }

func (r *Renderer) pageView(buffers *buffers, l *language, p *site.Page) (*layout.PageView, error) {
	buffers.contents = navigation.AppendContents(buffers.contents[:0], r.Site.Text(p).Body.Headings)
	v := &layout.PageView{
		Site:          l.View,
		Lang:          p.Lang,
		Dir:           l.Dir,
		Title:         p.Meta.Title.V,
		DocumentTitle: p.Meta.Title.V + " – " + l.View.Title,
		Description:   p.Meta.Description.V,
		URL:           p.URL,
		Canonical:     r.absolute(p.URL),
		Alternates:    r.alternates(buffers, p),
		Languages:     l.LanguageLinks(p),
		Contents:      trusted.Borrowed(buffers.contents),
		Feedback:      r.Site.AsksFeedback(p),
		OutOfStep:     r.outOfStep(p),
	}
	if v.Title == l.View.Title {
		v.DocumentTitle = v.Title // A home page may have the name of the site.
	}
	var err error
	if v.Action, err = action.For(r.Site, r.Compiled, l.Language, p); err != nil {
		return nil, err
	}
	v.Ways = action.Ways(r.Site, p)
	for _, c := range r.children(p) {
		if p.Parent == nil && v.Action != nil && v.Action.URL == c.URL {
			continue
		}
		v.Children = append(v.Children, layout.Card{URL: c.URL, Title: c.Meta.Title.V, Description: c.Meta.Description.V})
	}
	if p.Previous != nil {
		v.Previous = &layout.Link{URL: p.Previous.URL, Title: p.Previous.Label()}
	}
	if p.Next != nil && !p.IsList() { // A list leads to all its pages.
		v.Next = &layout.Link{URL: p.Next.URL, Title: p.Next.Label()}
	}
	v.EditURL = l.texts.EditURL(p.File, 0)
	if v.Menu, err = l.Menu(p); err != nil {
		return nil, err
	}
	if v.Breadcrumbs, err = l.Breadcrumbs(p.Parent); err != nil {
		return nil, err
	}
	if reviewed := site.ReviewedBy(p.Page, r.Date); !reviewed.IsZero() {
		if v.Reviewed, err = l.Date(reviewed); err != nil {
			return nil, err
		}
	}
	if day := r.Site.Changed(p, r.Date); !day.IsZero() {
		if v.Changed, err = l.Date(day); err != nil {
			return nil, err
		}
	}
	if err := r.addDated(l, p, v); err != nil {
		return nil, err
	}
	if s := p.Section(); s != nil && v.List == nil {
		v.Section = &layout.SectionView{Parent: layout.Link{URL: s.URL, Title: s.Label()}, Current: s == p}
		if buffers.items, err = l.AppendSection(buffers.items[:0], s, p); err != nil {
			return nil, err
		}
		v.Section.Items = trusted.Borrowed(buffers.items)
	}
	if v.StructuredData, err = r.structuredData(p, v); err != nil {
		return nil, err
	}
	v.Alternates += trusted.HTML([]byte(r.dataLinks(p, l)))
	v.Home = p.Parent == nil
	v.Sitemap = directs(r.Site.Text(p).Body.Slots, directive.Sitemap)
	v.Glossary = directs(r.Site.Text(p).Body.Slots, directive.Glossary)
	v.Tables = directs(r.Site.Text(p).Body.Slots, directive.DecisionTable)
	v.Conditions = directs(r.Site.Text(p).Body.Slots, directive.Conditions)
	v.Diagram = directs(r.Site.Text(p).Body.Slots, directive.DecisionDiagram)
	v.Changes = directs(r.Site.Text(p).Body.Slots, directive.Changes)
	if c := r.Site.CheckOf(p); c != nil {
		v.Check = r.checks.View(l.Code, c.Set)
	}
	v.Body, err = r.body(buffers, l, p)
	text := r.Site.Text(p).Body
	v.TextTables = text.Tables || v.Check != nil && v.Check.TextTables
	v.Figures = text.Figures
	v.Rare = text.Rare || v.Check != nil && v.Check.Rare
	v.Components = text.Components
	if slices.ContainsFunc(text.Slots, func(s hypertext.Slot) bool { return s.Kind == hypertext.SlotDirective }) {
		// A directive may insert texts of a set.
		v.TextTables = v.TextTables || strings.Contains(string(v.Body), `<div class="table`)
		v.Figures = v.Figures || strings.Contains(string(v.Body), "<figure>")
		v.Rare = v.Rare || rareHTML.MatchString(string(v.Body))
	}
	return v, err
}

// rareHTML matches the HTML of what text/rare.css is for.
var rareHTML = regexp.MustCompile(`<(blockquote|pre)\b|"doc-noteref"|class="task|type="checkbox" disabled`)

// directs reports whether a text has a directive.
func directs(slots []hypertext.Slot, directive string) bool {
	return slices.ContainsFunc(slots, func(s hypertext.Slot) bool {
		return s.Kind == hypertext.SlotDirective && s.Target == directive
	})
}

// children returns the pages that p links to as cards: on the home page those of the main menu, so
// that pages such as privacy are linked only from the footer. A list by date has none.
func (r *Renderer) children(p *site.Page) []*site.Page {
	if p.IsList() {
		return nil
	}
	if menu := r.Site.MenuPages(p.Lang); p.Parent == nil && len(menu) > 0 {
		return menu
	}
	return p.Children
}

// outOfStep returns the notice on a page that lacks something that readers find in its original, or
// nil for other pages.
func (r *Renderer) outOfStep(p *site.Page) *layout.OutOfStepView {
	verdict := r.Site.Verdict(p)
	notice := verdict.Notice()
	if notice == translation.NoNotice {
		return nil
	}
	of := p.Original
	v := &layout.OutOfStepView{
		Newer: notice == translation.Newer, Title: of.Meta.Title.V, URL: of.URL, Code: of.Lang, Dir: r.languages[of.Lang].Dir,
	}
	for _, l := range r.Site.Config.Languages {
		if l.Code.V == of.Lang {
			v.Language = l.Name.V
		}
	}
	return v
}

// body returns a page's text with its slots filled. The result is valid until the buffers are
// reused.
func (r *Renderer) body(buffers *buffers, l *language, p *site.Page) (template.HTML, error) {
	text, err := r.Site.Text(p).AppendHTML(buffers.text[:0])
	if err != nil {
		return "", fmt.Errorf("%s: %w", p.File, err)
	}
	b, err := l.texts.AppendBody(buffers.filled[:0], p, text)
	if err != nil {
		return "", err
	}
	buffers.text, buffers.filled = text, b
	return trusted.Borrowed(b), nil
}
