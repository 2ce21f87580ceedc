package render

import (
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/site"
)

// addDated adds to the view of a page the days and the related pages of its front matter, and the
// first page of its list.
func (r *Renderer) addDated(l *language, p *site.Page, v *layout.PageView) error {
	v.NoIndex = !p.Listed()
	for _, related := range r.Site.Related(p) {
		link := layout.RelatedLink{URL: related.URL(), Title: related.Page.Meta.Title.V}
		if related.Lang != p.Lang {
			link.Lang = related.Lang
		}
		v.Related = append(v.Related, link)
	}
	var err error
	if v.Date, v.Updated, err = l.Days(p); err != nil {
		return err
	}
	if v.Date != nil || v.Updated != nil {
		v.Changed = nil // What its editors state counts.
	}
	if p.IsList() {
		v.List, err = r.listView(l, p, 1)
	}
	return err
}

// listView returns a page of a list.
func (r *Renderer) listView(l *language, p *site.Page, number int) (*layout.ListView, error) {
	v := &layout.ListView{
		FeedURL: p.URL + site.ListFeed, FeedTitle: p.Meta.Title.V + " – " + l.View.Title, Number: number, Pages: p.ListPages(),
	}
	if number > 1 {
		v.NewerURL = p.ListURL(number - 1)
	}
	if number < v.Pages {
		v.OlderURL = p.ListURL(number + 1)
	}
	var err error
	if v.Pages > 1 {
		if v.Position, err = l.Messages.Format("ListPosition", struct{ Number, Pages int }{number, v.Pages}); err != nil {
			return nil, err
		}
	}
	for _, child := range p.ListItems(number) {
		item := layout.ListItem{URL: child.URL, Title: child.Meta.Title.V, Description: child.Meta.Description.V}
		if item.Date, item.Updated, err = l.Days(child); err != nil {
			return nil, err
		}
		v.Items = append(v.Items, item)
	}
	return v, nil
}

// listPages returns the further pages of all lists.
func (r *Renderer) listPages() []artifact.Artifact {
	var out []artifact.Artifact
	for _, p := range r.Site.Pages {
		if !p.IsList() {
			continue
		}
		for number := 2; number <= p.ListPages(); number++ {
			out = append(out, artifact.Artifact{
				Path: p.ListPath(number)[1:] + "index.html", MediaType: htmlType,
				Append: func(b []byte) ([]byte, error) { return r.listPage(b, p, number) },
			})
		}
	}
	return out
}

// listPage appends a further page of a list, which is the first without its text. It depends on no
// text, so that it stays as it is when only texts change.
func (r *Renderer) listPage(b []byte, p *site.Page, number int) ([]byte, error) {
	l := r.languages[p.Lang]
	list, err := r.listView(l, p, number)
	if err != nil {
		return b, err
	}
	v := &layout.PageView{
		Site: l.View, Lang: p.Lang, Dir: l.Dir, Title: p.Meta.Title.V,
		DocumentTitle: p.Meta.Title.V + " – " + list.Position + " – " + l.View.Title,
		Description:   p.Meta.Description.V + " " + list.Position + ".",
		URL:           p.ListURL(number), Canonical: r.absolute(p.ListURL(number)),
		Languages: l.LanguageLinks(p), NoIndex: !p.Listed(), List: list,
	}
	r.turnTo(number, p, v)
	below := &site.Page{Page: p.Page, URL: v.URL, Parent: p} // A further page stands below the first.
	if v.Menu, err = l.Menu(below); err != nil {
		return b, err
	}
	if v.Breadcrumbs, err = l.Breadcrumbs(p); err != nil {
		return b, err
	}
	if v.StructuredData, err = r.structuredData(below, v); err != nil {
		return b, err
	}
	return l.Templates.Append(b, r.layoutOf(p)+".html", v)
}

// turnTo leads the language links of a further page of a list to the same page in other languages,
// or to the first where there are fewer.
func (r *Renderer) turnTo(number int, p *site.Page, v *layout.PageView) {
	for i, link := range v.Languages {
		if t := p.In(link.Code); t != nil && t.IsList() && number <= t.ListPages() {
			v.Languages[i].URL = t.ListURL(number)
		}
	}
	var alternates []byte
	first, count := "", 0
	for _, t := range p.Translations {
		if !t.IsList() || number > t.ListPages() {
			continue
		}
		if count++; first == "" {
			first = t.ListURL(number)
		}
		alternates = r.alternate(alternates, t.Lang, t.ListURL(number))
	}
	if count > 1 {
		v.Alternates = trusted.HTML(r.alternate(alternates, "x-default", first))
	}
}
