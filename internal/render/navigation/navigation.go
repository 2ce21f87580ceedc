// Package navigation makes the navigation of the pages in a language: the main menu, the switch of
// languages, the pages of a section, breadcrumbs and tables of contents. Pages have most of it in
// common, which is made once.
package navigation

import (
	"html/template"
	"slices"
	"sync"

	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/locale"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/site"
)

// Navigation makes the navigation of the pages in a language. It is immutable, except for its
// caches, and may be used concurrently. It depends on no text of a page.
type Navigation struct {
	l    *locale.Language
	menu []site.MenuItem
	// homes lead to the home page of each language; there are none on a site in one language.
	homes []layout.LanguageLink
	// sections caches the *section of each page that has children, menus the main menu as
	// template.HTML for each combination of marked items.
	sections, menus sync.Map
	// trails caches the breadcrumbs below each page as template.HTML.
	trails sync.Map
}

// New returns the navigation of the pages of a site in a language.
func New(s *site.Site, l *locale.Language) *Navigation {
	n := &Navigation{l: l, menu: s.Menu[l.Code]}
	if len(s.Languages) > 1 {
		for _, lang := range s.Config.Languages {
			n.homes = append(n.homes, layout.LanguageLink{Code: lang.Code.V, Name: lang.Name.V, URL: s.Address(lang.Code.V + "/")})
		}
	}
	return n
}

// Menu returns the main menu of a page, or without marked items if p is nil. Menus are cached by
// the marks of their items, of which there are few combinations.
func (n *Navigation) Menu(p *site.Page) (template.HTML, error) {
	items := make([]layout.MenuItem, len(n.menu))
	marks := make([]byte, len(n.menu))
	for i, item := range n.menu {
		m := item.Page
		items[i] = layout.MenuItem{URL: item.URL, Title: item.Title, Outside: m == nil, Current: m != nil && m == p}
		if m == nil {
			continue
		}
		for up := p; up != nil && up.Parent != nil && !items[i].Inside; up = up.Parent {
			items[i].Inside = up.Parent == m
		}
		switch {
		case items[i].Current:
			marks[i] = 'c'
		case items[i].Inside:
			marks[i] = 'i'
		}
	}
	if menu, ok := n.menus.Load(string(marks)); ok {
		return menu.(template.HTML), nil
	}
	var b []byte
	for _, item := range items {
		var err error
		if b, err = n.l.Templates.Append(b, "partials/menu-item.html", item); err != nil {
			return "", err
		}
	}
	menu := trusted.HTML(b)
	n.menus.Store(string(marks), menu)
	return menu, nil
}

// LanguageLinks returns the language switch of a page, with links to the home pages if p is nil. It
// is empty on a site in one language.
func (n *Navigation) LanguageLinks(p *site.Page) []layout.LanguageLink {
	out := slices.Clone(n.homes)
	if p == nil {
		return out
	}
	for i := range out {
		if t := p.In(out[i].Code); t != nil {
			out[i].URL, out[i].Current = t.URL, t == p
		} else {
			out[i].Missing = true
		}
	}
	return out
}

// section caches the navigation of a section: the concatenated list items of its pages, and the
// offset of each.
type section struct {
	once   sync.Once
	items  []byte
	starts []int
	err    error
}

// AppendSection appends the list items of the section of a page, parent, with the current page
// marked if it is among them: all of them, or those near it and a link to the section's page.
func (n *Navigation) AppendSection(b []byte, parent, current *site.Page) ([]byte, error) {
	value, _ := n.sections.LoadOrStore(parent, new(section))
	s := value.(*section)
	s.once.Do(func() {
		for _, child := range parent.Children {
			s.starts = append(s.starts, len(s.items))
			if s.items, s.err = n.sectionItem(s.items, child, false); s.err != nil {
				return
			}
		}
		s.starts = append(s.starts, len(s.items))
	})
	if s.err != nil {
		return b, s.err
	}
	at := slices.Index(parent.Children, current)
	from, to := near(at, len(parent.Children))
	if at < 0 {
		return append(b, s.items[:s.starts[to]]...), nil // On its own page, which lists all.
	}
	b, err := n.sectionItem(append(b, s.items[s.starts[from]:s.starts[at]]...), current, true)
	b = append(b, s.items[s.starts[at+1]:s.starts[to]]...)
	if pages := len(parent.Children); err == nil && to-from < pages {
		var all string
		if all, err = n.l.Messages.Count("SectionAll", pages, struct{ Pages int }{pages}); err == nil {
			b, err = n.l.Templates.Append(b, "partials/section-item.html", layout.SectionItem{URL: parent.URL, Title: all})
		}
	}
	return b, err
}

const (
	// maxItems is the number of pages up to which the navigation of a section has all of them. Of
	// hundreds, each page would be mostly a list of the others.
	maxItems = 40
	// neighbours is how many pages it has before and behind the current one otherwise.
	neighbours = 10
)

// near returns the range of the pages of a section of n that its navigation has, around the page at
// an index; a negative index stands for the section's own page.
func near(at, n int) (from, to int) {
	if n <= maxItems {
		return 0, n
	}
	from = min(max(0, at-neighbours), n-2*neighbours-1)
	return from, from + 2*neighbours + 1
}

func (n *Navigation) sectionItem(b []byte, p *site.Page, current bool) ([]byte, error) {
	return n.l.Templates.Append(b, "partials/section-item.html", layout.SectionItem{URL: p.URL, Title: p.Label(), Current: current})
}

// Breadcrumbs returns the breadcrumbs from the home page to parent. They are cached, because all
// children of parent share them.
func (n *Navigation) Breadcrumbs(parent *site.Page) (template.HTML, error) {
	if parent == nil {
		return "", nil
	}
	if trail, ok := n.trails.Load(parent); ok {
		return trail.(template.HTML), nil
	}
	var b []byte
	for _, p := range append(Ancestors(parent), parent) {
		var err error
		if b, err = n.l.Templates.Append(b, "partials/breadcrumb.html", layout.Link{URL: p.URL, Title: p.Label()}); err != nil {
			return "", err
		}
	}
	trail := trusted.HTML(b)
	n.trails.Store(parent, trail)
	return trail, nil
}

// Ancestors returns the pages above a page, the home page first.
func Ancestors(p *site.Page) []*site.Page {
	var out []*site.Page
	for up := p.Parent; up != nil; up = up.Parent {
		out = append(out, up)
	}
	slices.Reverse(out)
	return out
}
