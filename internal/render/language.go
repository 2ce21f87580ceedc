package render

import (
	"path"
	"strings"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/brand"
	"baken.example/baken/internal/render/locale"
	"baken.example/baken/internal/render/navigation"
	"baken.example/baken/internal/render/searchpage"
	"baken.example/baken/internal/render/slot"
	"baken.example/baken/internal/theme/icon"
)

// language holds the data that all pages in a language share, and what is made of it once.
type language struct {
	*locale.Language
	*navigation.Navigation
	texts *slot.Filler
	// searchPath is that of the page that searches; "" if the site has no search.
	searchPath string
}

func (r *Renderer) language(in slot.Input, code string) (*language, diag.List, error) {
	l := &language{Language: &locale.Language{Code: code, Messages: r.Messages.In(code), View: r.siteView(code)}}
	path, findings, err := searchpage.Path(r.Site, code, l.Messages)
	if err != nil || findings.HasErrors() {
		return nil, findings, err
	}
	if l.searchPath = path; path != "" {
		l.View.SearchURL = r.Site.Address(path)
	}
	if l.View.Announcement, err = slot.Announcement(in, l.Language); err != nil {
		return nil, findings, err
	}
	var list diag.List
	l.Templates, list = r.Templates.In(l.Messages, r.Theme.Assets, l.View)
	findings.Join(list)
	if findings.HasErrors() {
		return nil, findings, nil
	}
	if l.Dir, err = l.Messages.Text("TextDirection"); err != nil {
		return nil, findings, err
	}
	l.texts, list = slot.New(in, l.Language)
	findings.Join(list)
	l.Navigation = navigation.New(r.Site, l.Language)
	return l, findings, nil
}

func (r *Renderer) siteView(code string) layout.SiteView {
	c := r.Site.Config
	v := layout.SiteView{
		Title:       c.Title.In(code),
		Description: c.Description.In(code),
		HomeURL:     r.Site.Address(code + "/"),
		FeedURL:     r.Site.Address(code + "/feed.xml"),
		Base:        r.Site.Base().Path,
		Preview:     r.Preview,
		Manifest:    r.Site.Address(brand.ManifestPath(code)),
		CardURL:     r.absolute(r.Site.Address(brand.CardPath(code))),
		Locale:      openGraphLocale(code),
		Contact: layout.ContactView{
			Name:        c.Contact.Name.In(code),
			Email:       c.Contact.Email.V,
			Phone:       c.Contact.Phone.V,
			PhoneNumber: phoneNumber(c.Contact.Phone.V),
			URL:         c.Contact.URL.V,
		},
	}
	for _, other := range r.Site.Languages {
		if other != code {
			v.OtherLocales = append(v.OtherLocales, openGraphLocale(other))
		}
	}
	if r.mark != nil {
		v.TouchIcon = r.Site.Address(brand.TouchIcon)
	}
	r.look(code, &v)
	v.Authority = v.Contact
	if a := c.Authority; a != nil {
		v.Authority = layout.ContactView{Name: a.Name.In(code), Email: a.Email.V, URL: a.URL.V}
	}
	for _, name := range r.Theme.Assets.Names() {
		f := r.Theme.Assets.Get(name)
		link := layout.AssetLink{URL: r.Site.Address(f.Path), Integrity: f.Integrity}
		switch {
		case name == icon.Drawing:
			v.Icon = link
		case strings.Contains(name, "/"):
		case path.Ext(name) == ".css":
			v.Styles = append(v.Styles, link)
		case path.Ext(name) == ".js":
			v.Scripts = append(v.Scripts, link)
		}
	}
	for _, p := range r.Site.Footer[code] {
		v.Footer = append(v.Footer, layout.MenuItem{URL: p.URL, Title: p.Title, Outside: p.Page == nil})
	}
	return v
}

// phoneNumber removes all characters from a telephone number that a tel: URL doesn't need (RFC
// 3966).
func phoneNumber(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, s)
}
