package render

import (
	"html"
	"html/template"
	"slices"
	"sync"

	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/site"
)

// menu returns the main menu of a page, or without marked items if p is nil. Menus are cached by
// the marks of their items, of which there are few combinations.
func (r *Renderer) menu(l *language, p *site.Page) (template.HTML, error) {
	menuItems := r.Site.Menu[l.Code]
	items := make([]layout.MenuItem, len(menuItems))
	marks := make([]byte, len(menuItems))
	for i, item := range menuItems {
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
	if menu, ok := l.menus.Load(string(marks)); ok {
		return menu.(template.HTML), nil
	}
	var b []byte
	for _, item := range items {
		var err error
		if b, err = l.Templates.Append(b, "partials/menu-item.html", item); err != nil {
			return "", err
		}
	}
	menu := trusted.HTML(b)
	l.menus.Store(string(marks), menu)
	return menu, nil
}

// section caches the navigation of a section: the concatenated list items of its pages, and the
// offset of each.
type section struct {
	once   sync.Once
	items  []byte
	starts []int
	err    error
}

// sectionItems returns the list items of a section, with the current page marked if it is among
// them: all of them, or those near it and a link to the section's page. The result is valid until
// the buffers are reused.
func (l *language) sectionItems(buffers *buffers, parent, current *site.Page) (template.HTML, error) {
	value, _ := l.sections.LoadOrStore(parent, new(section))
	s := value.(*section)
	s.once.Do(func() {
		for _, child := range parent.Children {
			s.starts = append(s.starts, len(s.items))
			if s.items, s.err = l.sectionItem(s.items, child, false); s.err != nil {
				return
			}
		}
		s.starts = append(s.starts, len(s.items))
	})
	if s.err != nil {
		return "", s.err
	}
	at := slices.Index(parent.Children, current)
	from, to := near(at, len(parent.Children))
	if at < 0 {
		return trusted.Borrowed(s.items[:s.starts[to]]), nil // On its own page, which lists all.
	}
	out, err := l.sectionItem(append(buffers.items[:0], s.items[s.starts[from]:s.starts[at]]...), current, true)
	out = append(out, s.items[s.starts[at+1]:s.starts[to]]...)
	if n := len(parent.Children); err == nil && to-from < n {
		var all string
		if all, err = l.Messages.Count("SectionAll", n, struct{ Pages int }{n}); err == nil {
			out, err = l.Templates.Append(out, "partials/section-item.html", layout.SectionItem{URL: parent.URL, Title: all})
		}
	}
	buffers.items = out
	return trusted.Borrowed(out), err
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

func (l *language) sectionItem(b []byte, p *site.Page, current bool) ([]byte, error) {
	return l.Templates.Append(b, "partials/section-item.html", layout.SectionItem{URL: p.URL, Title: p.Label(), Current: current})
}

// breadcrumbs returns the breadcrumbs from the home page to parent. They are cached, because all
// children of parent share them.
func (l *language) breadcrumbs(parent *site.Page) (template.HTML, error) {
	if parent == nil {
		return "", nil
	}
	if trail, ok := l.breadcrumbTrails.Load(parent); ok {
		return trail.(template.HTML), nil
	}
	var b []byte
	for _, p := range append(ancestors(parent), parent) {
		var err error
		if b, err = l.Templates.Append(b, "partials/breadcrumb.html", layout.Link{URL: p.URL, Title: p.Label()}); err != nil {
			return "", err
		}
	}
	trail := trusted.HTML(b)
	l.breadcrumbTrails.Store(parent, trail)
	return trail, nil
}

// ancestors returns the pages above a page, the home page first.
func ancestors(p *site.Page) []*site.Page {
	var out []*site.Page
	for up := p.Parent; up != nil; up = up.Parent {
		out = append(out, up)
	}
	slices.Reverse(out)
	return out
}

// contentsFrom is the smallest number of headings for which a page has a table of contents.
const contentsFrom = 3

// contents returns the table of contents, of headings of levels 2 and 3. It doesn't use a template,
// because it differs on every page and html/template's escaping would be most of its cost.
func contents(buffers *buffers, headings []markdown.Heading) template.HTML {
	if len(headings) < contentsFrom {
		return ""
	}
	b := buffers.contents[:0]
	item, list := false, false // open elements: an li of level 2, and a ul in it
	end := func() {
		if list {
			b = append(b, "</ul>"...)
		}
		if item {
			b = append(b, "</li>"...)
		}
		item, list = false, false
	}
	for _, h := range headings {
		switch {
		case h.Level == 2:
			end()
			item = true
		case h.Level == 3 && item && !list:
			b = append(b, "<ul>"...)
			list = true
		case h.Level > 3 || !item:
			continue
		}
		b = append(b, `<li><a href="#`...)
		b = append(b, html.EscapeString(h.ID)...)
		b = append(b, `">`...)
		b = append(b, html.EscapeString(h.Text)...)
		b = append(b, "</a>"...)
		if h.Level == 3 {
			b = append(b, "</li>"...)
		}
	}
	end()
	buffers.contents = b
	return trusted.Borrowed(b)
}
