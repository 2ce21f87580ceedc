package render

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	textlanguage "golang.org/x/text/language"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/brand"
	"baken.example/baken/internal/render/locale"
	"baken.example/baken/internal/render/navigation"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/theme/icon"
)

// language holds the data that all pages in a language share, and what is made of it once.
type language struct {
	*locale.Language
	*navigation.Navigation
	terms map[string]term
	// checks are the self-checks, by the version of their set.
	checks map[*criteria.Set]*layout.CheckView
	// checkScripts are their scripts.
	checkScripts []*asset.File
	// contact, authority and glossary are the HTML of the directives of these names.
	contact, authority, glossary []byte
	// pictureSizes is the attribute sizes of pictures, escaped.
	pictureSizes string
	// search are the pages that search; nil if the site has no search.
	search *searchPages
	// entries are the terms of the glossary, in alphabetical order.
	entries []layout.GlossaryEntry
}

// term is the HTML before and after the first use of a glossary term.
type term struct{ before, after []byte }

func (r *Renderer) language(code string) (*language, diag.List, error) {
	l := &language{Language: &locale.Language{Code: code, Messages: r.Messages.In(code), View: r.siteView(code)}}
	var findings diag.List
	if err := r.search(l, &findings); err != nil || findings.HasErrors() {
		return nil, findings, err
	}
	if err := r.announce(l); err != nil {
		return nil, findings, err
	}
	var list diag.List
	l.Templates, list = r.Templates.In(l.Messages, r.Theme.Assets, l.View)
	findings.Join(list)
	if findings.HasErrors() {
		return nil, findings, nil
	}
	var err error
	if l.Dir, err = l.Messages.Text("TextDirection"); err != nil {
		return nil, findings, err
	}
	if l.contact, err = l.Templates.Append(nil, "partials/contact.html", l.View.Contact); err != nil {
		r.Templates.Report("partials/contact.html", err, &findings)
	}
	if l.authority, err = l.Templates.Append(nil, "partials/contact.html", l.View.Authority); err != nil {
		r.Templates.Report("partials/contact.html", err, &findings)
	}
	if l.pictureSizes, err = l.newPictureSizes(); err != nil {
		r.Templates.Report(pictureSizes, err, &findings)
	}
	r.glossary(l, &findings)
	l.Navigation = navigation.New(r.Site, l.Language)
	return l, findings, nil
}

// announce puts the announcement into the view that all pages share.
func (r *Renderer) announce(l *language) error {
	a := r.Site.Announcement[l.Code]
	if a == nil {
		return nil
	}
	text, err := r.fill(nil, l, content.ConfigFile, a.HTML, a.Slots, 0)
	l.View.Announcement = trusted.HTML(text)
	return err
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

// glossary renders the list of terms, and the HTML around each term in texts.
func (r *Renderer) glossary(l *language, findings *diag.List) {
	report := func(name string, err error) {
		if err != nil {
			r.Templates.Report(name, err, findings)
		}
	}
	l.terms = make(map[string]term, len(r.Site.Glossary.Terms))
	terms := slices.Clone(r.Site.Glossary.Terms)
	alphabet := collate.New(textlanguage.Make(l.Code), collate.IgnoreCase)
	slices.SortStableFunc(terms, func(a, b content.Term) int {
		return alphabet.CompareString(a.Term.In(l.Code), b.Term.In(l.Code))
	})
	for _, t := range terms {
		l.entries = append(l.entries, layout.GlossaryEntry{
			ID:         t.ID.V,
			Term:       t.Term.In(l.Code),
			Name:       t.Name.In(l.Code),
			Definition: t.Definition.In(l.Code),
		})
		view := layout.TermView{ID: "term:" + t.ID.V, Name: t.Name.In(l.Code), Definition: t.Definition.In(l.Code)}
		if p := r.Site.GlossaryPage(l.Code); p != nil {
			view.URL = p.URL + "#" + t.ID.V
		}
		var around term
		var err error
		around.before, err = l.Templates.Append(nil, "partials/term-open.html", view)
		report("partials/term-open.html", err)
		around.after, err = l.Templates.Append(nil, "partials/term-close.html", view)
		report("partials/term-close.html", err)
		l.terms[t.ID.V] = around
	}
	var err error
	l.glossary, err = l.Templates.Append(nil, "partials/glossary.html", l.entries)
	report("partials/glossary.html", err)
}
