package render

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/collate"
	textlanguage "golang.org/x/text/language"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/render/brand"
	"baken.example/baken/internal/theme/icon"
)

// language holds the data that all pages in a language share.
type language struct {
	code      string
	dir       string
	templates *layout.Set
	messages  *message.Localizer
	view      layout.SiteView
	terms     map[string]term
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
	// sections caches the *section of each page that has children, menus the main menu as
	// template.HTML for each combination of marked items.
	sections, menus sync.Map
	// breadcrumbTrails caches the breadcrumbs below each page as template.HTML, dates each *Date by
	// its day.
	breadcrumbTrails, dates sync.Map
}

// term is the HTML before and after the first use of a glossary term.
type term struct{ before, after []byte }

func (r *Renderer) language(code string) (*language, diag.List, error) {
	l := &language{code: code, messages: r.Messages.In(code), view: r.siteView(code)}
	var findings diag.List
	if err := r.search(l, &findings); err != nil || findings.HasErrors() {
		return nil, findings, err
	}
	if err := r.announce(l); err != nil {
		return nil, findings, err
	}
	var list diag.List
	l.templates, list = r.Templates.In(l.messages, r.Theme.Assets, l.view)
	findings.Join(list)
	if findings.HasErrors() {
		return nil, findings, nil
	}
	var err error
	if l.dir, err = l.messages.Text("TextDirection"); err != nil {
		return nil, findings, err
	}
	if l.contact, err = l.templates.Append(nil, "partials/contact.html", l.view.Contact); err != nil {
		r.Templates.Report("partials/contact.html", err, &findings)
	}
	if l.authority, err = l.templates.Append(nil, "partials/contact.html", l.view.Authority); err != nil {
		r.Templates.Report("partials/contact.html", err, &findings)
	}
	if l.pictureSizes, err = l.newPictureSizes(); err != nil {
		r.Templates.Report(pictureSizes, err, &findings)
	}
	r.glossary(l, &findings)
	return l, findings, nil
}

// announce puts the announcement into the view that all pages share.
func (r *Renderer) announce(l *language) error {
	a := r.Site.Announcement[l.code]
	if a == nil {
		return nil
	}
	text, err := r.fill(nil, l, content.ConfigFile, a.HTML, a.Slots, 0)
	l.view.Announcement = trusted(text)
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
		Locale:      locale(code),
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
			v.OtherLocales = append(v.OtherLocales, locale(other))
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
		v.Footer = append(v.Footer, layout.Link{URL: p.URL, Title: p.Label()})
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
	alphabet := collate.New(textlanguage.Make(l.code), collate.IgnoreCase)
	slices.SortStableFunc(terms, func(a, b content.Term) int {
		return alphabet.CompareString(a.Term.In(l.code), b.Term.In(l.code))
	})
	for _, t := range terms {
		l.entries = append(l.entries, layout.GlossaryEntry{
			ID:         t.ID.V,
			Term:       t.Term.In(l.code),
			Name:       t.Name.In(l.code),
			Definition: t.Definition.In(l.code),
		})
		view := layout.TermView{ID: "term:" + t.ID.V, Name: t.Name.In(l.code), Definition: t.Definition.In(l.code)}
		if p := r.Site.GlossaryPage(l.code); p != nil {
			view.URL = p.URL + "#" + t.ID.V
		}
		var around term
		var err error
		around.before, err = l.templates.Append(nil, "partials/term-open.html", view)
		report("partials/term-open.html", err)
		around.after, err = l.templates.Append(nil, "partials/term-close.html", view)
		report("partials/term-close.html", err)
		l.terms[t.ID.V] = around
	}
	var err error
	l.glossary, err = l.templates.Append(nil, "partials/glossary.html", l.entries)
	report("partials/glossary.html", err)
}

// date returns a day in the format of the language.
func (l *language) date(d content.Date) (*layout.Date, error) {
	if date, ok := l.dates.Load(d.Unix()); ok {
		return date.(*layout.Date), nil
	}
	month, err := l.messages.Text("Month" + strconv.Itoa(int(d.Month())))
	if err != nil {
		return nil, err
	}
	text, err := l.messages.Format("DateFormat", struct {
		Day, Year int
		Month     string
	}{d.Day(), d.Year(), month})
	if err != nil {
		return nil, err
	}
	date := &layout.Date{ISO: d.Format(time.DateOnly), Text: text}
	l.dates.Store(d.Unix(), date)
	return date, nil
}
