// Package anchor has the anchors of pages, to which the fragments of links lead: those in a text,
// the terms of the glossary on a page that lists it, and the parts of criteria sets in words.
package anchor

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/edition"
	"baken.example/baken/internal/site/tree"
)

// Anchors are the anchors of the pages of a site. It is immutable.
type Anchors struct {
	pages    *tree.Tree
	catalog  *edition.Catalog
	glossary *content.Glossary
	// glossaries are the pages that list the glossary, by language.
	glossaries map[string]*tree.Page
}

// New collects the pages that list the glossary. The findings are about anchors that a page would
// have twice because of it.
func New(pages *tree.Tree, catalog *edition.Catalog, glossary *content.Glossary) (*Anchors, diag.List) {
	a := &Anchors{pages, catalog, glossary, map[string]*tree.Page{}}
	var findings diag.List
	for _, p := range pages.Pages {
		a.addGlossaryPage(p, &findings)
	}
	return a, findings
}

// With returns the anchors of the same pages with other texts, in which the glossary is listed
// where it was.
func (a *Anchors) With(pages *tree.Tree) *Anchors {
	next := *a
	next.pages = pages
	return &next
}

// GlossaryPage returns the page in a language that lists the glossary, or nil.
func (a *Anchors) GlossaryPage(lang string) *tree.Page { return a.glossaries[lang] }

// Has reports whether a page has the anchor of a fragment, terms of the glossary and parts of
// criteria sets included.
func (a *Anchors) Has(p *tree.Page, fragment string) bool {
	_, found := slices.BinarySearch(a.pages.Text(p).Body.Anchors, fragment)
	if !found && a.glossaries[p.Lang] == p {
		found = slices.ContainsFunc(a.glossary.Spellings(p.Lang), func(t markdown.Term) bool { return t.ID == fragment })
	}
	return found || a.hasConditions(p, fragment)
}

// All returns the anchors of a page in no order, without terms of the glossary.
func (a *Anchors) All(p *tree.Page) []string {
	return append(a.conditions(p), a.pages.Text(p).Body.Anchors...)
}

// addGlossaryPage records a page that lists the glossary, the first in its language, and checks
// that headings don't have the ids of terms (HTML, 3.2.6: an id is unique in its document).
func (a *Anchors) addGlossaryPage(p *tree.Page, findings *diag.List) {
	listed := false
	for _, slot := range a.pages.Text(p).Body.Slots {
		if slot.Kind != hypertext.SlotDirective || slot.Target != directive.Glossary {
			continue
		}
		if listed {
			findings.Add(p.File, slot.Pos(), diag.GlossaryConflict, "keep one of the two", "::glossary stands on this page twice")
		}
		listed = true
	}
	if !listed {
		return
	}
	if a.glossaries[p.Lang] == nil {
		a.glossaries[p.Lang] = p
	}
	for _, h := range a.pages.Text(p).Body.Headings {
		if slices.ContainsFunc(a.glossary.Terms, func(t content.Term) bool { return t.ID.V == h.ID }) {
			findings.Add(p.File, h.Pos, diag.GlossaryConflict, "give the heading other words, or the term another id",
				"heading %q has the anchor %q, and so has a term of the glossary on this page", h.Text, h.ID)
		}
	}
}
