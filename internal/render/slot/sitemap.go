package slot

import (
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/site"
)

// sitemap appends the list of all pages in the language of a page, without those that search
// engines are to leave out.
func (fl *Filler) sitemap(b []byte, file string) ([]byte, error) {
	shown := fl.Site.Resolve(file, "").Page
	var items func(pages []*site.Page) ([]layout.SitemapItem, error)
	items = func(pages []*site.Page) (out []layout.SitemapItem, err error) {
		for _, p := range pages {
			if !p.Listed() && len(p.Children) == 0 {
				continue
			}
			item := layout.SitemapItem{URL: p.URL, Title: p.Meta.Title.V, Current: p == shown}
			if p.Parent != nil && p.Parent.IsList() {
				if item.Date, _, err = fl.l.Days(p); err != nil {
					return nil, err
				}
			}
			if item.Children, err = items(p.Children); err != nil {
				return nil, err
			}
			if n := len(p.Children); p.IsList() && n > 0 {
				if item.Folded, err = fl.l.Messages.Count("SectionAll", n, struct{ Pages int }{n}); err != nil {
					return nil, err
				}
			}
			out = append(out, item)
		}
		return out, nil
	}
	all, err := items(fl.Site.Top(fl.l.Code))
	if err != nil {
		return b, err
	}
	if home := fl.Site.Home(fl.l.Code); home != nil {
		all = append([]layout.SitemapItem{{URL: home.URL, Title: home.Label(), Current: home == shown}}, all...)
	}
	return fl.l.Templates.Append(b, "partials/sitemap.html", all)
}
