package render

import (
	"cmp"
	"encoding/json"
	"html/template"

	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/navigation"
	"baken.example/baken/internal/site"
)

// The types of https://schema.org in the structured data of a page.
type (
	webPage struct {
		Context       string          `json:"@context"`
		Type          string          `json:"@type"`
		Name          string          `json:"name"`
		Description   string          `json:"description"`
		URL           string          `json:"url"`
		InLanguage    string          `json:"inLanguage"`
		DatePublished string          `json:"datePublished,omitempty"`
		DateModified  string          `json:"dateModified,omitempty"`
		LastReviewed  string          `json:"lastReviewed,omitempty"`
		Publisher     *organization   `json:"publisher,omitempty"`
		IsPartOf      *webSite        `json:"isPartOf,omitempty"`
		Breadcrumb    *breadcrumbList `json:"breadcrumb,omitempty"`
		// MainEntity is what the page is about: a *webSite, *service or *definedTermSet.
		MainEntity any `json:"mainEntity,omitempty"`
	}
	webSite struct {
		Type        string        `json:"@type"`
		ID          string        `json:"@id"`
		Name        string        `json:"name"`
		URL         string        `json:"url,omitempty"`
		Description string        `json:"description,omitempty"`
		InLanguage  string        `json:"inLanguage,omitempty"`
		Publisher   *organization `json:"publisher,omitempty"`
	}
	organization struct {
		Type  string `json:"@type"`
		Name  string `json:"name"`
		URL   string `json:"url,omitempty"`
		Email string `json:"email,omitempty"`
	}
	service struct {
		Type     string        `json:"@type"`
		Name     string        `json:"name"`
		Provider *organization `json:"provider,omitempty"`
	}
	definedTermSet struct {
		Type  string        `json:"@type"`
		Name  string        `json:"name"`
		URL   string        `json:"url"`
		Terms []definedTerm `json:"hasDefinedTerm"`
	}
	definedTerm struct {
		Type        string `json:"@type"`
		Name        string `json:"name"`
		Description string `json:"description"`
		URL         string `json:"url"`
	}
	breadcrumbList struct {
		Type     string     `json:"@type"`
		Elements []listItem `json:"itemListElement"`
	}
	listItem struct {
		Type     string `json:"@type"`
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item,omitempty"`
	}
)

// structuredData returns the page's JSON-LD. The encoder escapes <, so that it can't end the script
// element.
func (r *Renderer) structuredData(p *site.Page, v *layout.PageView) (template.JS, error) {
	home := r.absolute(v.Site.HomeURL)
	data := webPage{
		Context:     "https://schema.org",
		Type:        "WebPage",
		Name:        v.Title,
		Description: v.Description,
		URL:         v.Canonical,
		InLanguage:  p.Lang,
		IsPartOf:    &webSite{Type: "WebSite", ID: home + "#site", Name: v.Site.Title},
		MainEntity:  r.mainEntity(p, v),
	}
	if c := v.Site.Contact; c.Name != "" {
		data.Publisher = &organization{Type: "Organization", Name: c.Name, URL: c.URL}
	}
	if p.Parent == nil {
		data.IsPartOf.URL, data.IsPartOf.Description, data.IsPartOf.InLanguage = home, v.Site.Description, p.Lang
		data.IsPartOf.Publisher = data.Publisher
	}
	if v.Date != nil {
		data.DatePublished = v.Date.ISO
	}
	switch {
	case v.Updated != nil:
		data.DateModified = v.Updated.ISO
	case v.Changed != nil:
		data.DateModified = v.Changed.ISO
	}
	if v.Reviewed != nil {
		data.LastReviewed = v.Reviewed.ISO
	}
	if p.Parent != nil {
		data.Breadcrumb = &breadcrumbList{Type: "BreadcrumbList"}
		for i, c := range navigation.Ancestors(p) {
			data.Breadcrumb.Elements = append(data.Breadcrumb.Elements,
				listItem{"ListItem", i + 1, c.Label(), r.absolute(c.URL)})
		}
		data.Breadcrumb.Elements = append(data.Breadcrumb.Elements,
			listItem{"ListItem", len(data.Breadcrumb.Elements) + 1, v.Title, ""})
	}
	out, err := json.Marshal(data)
	return template.JS(out), err
}

// mainEntity returns what a self-check or the glossary is about, or nil for other pages.
func (r *Renderer) mainEntity(p *site.Page, v *layout.PageView) any {
	switch {
	case r.Site.CheckOf(p) != nil:
		// The service is the one that the criteria are about: the authority doesn't provide the
		// check.
		check := &service{Type: "GovernmentService", Name: cmp.Or(r.Site.CheckOf(p).Title.In(p.Lang), v.Title)}
		if a := v.Site.Authority; a != v.Site.Contact && a.Name != "" {
			check.Provider = &organization{Type: "GovernmentOrganization", Name: a.Name, URL: a.URL}
		}
		return check
	case r.Site.GlossaryPage(p.Lang) == p:
		set := &definedTermSet{Type: "DefinedTermSet", Name: v.Title, URL: v.Canonical}
		for _, t := range r.languages[p.Lang].texts.Glossary() {
			set.Terms = append(set.Terms, definedTerm{"DefinedTerm", t.Term, t.Definition, v.Canonical + "#" + t.ID})
		}
		return set
	}
	return nil
}
