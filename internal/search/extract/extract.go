package extract

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/search"
	"baken.example/baken/internal/site"
)

// Fill appends the content of a slot in a text of a file; before is the HTML of the text up to the
// slot. It is called for [hypertext.SlotDirective] and [hypertext.SlotFileNote], and
// concurrently.
type Fill func(b []byte, file string, before []byte, slot *hypertext.Slot) ([]byte, error)

// Rendering is what the texts of pages need of templates and strings.
type Rendering struct {
	// Words are the strings of the language.
	Words phrase.Strings
	// Fill fills slots. Without it, slots have no text.
	Fill Fill
	// Version is comparable. Two renderings with equal versions fill the slots of a page alike.
	Version any
}

// Source holds the pages of a language. It implements [search.Source].
type Source struct {
	Rendering
	site     *site.Site
	language string
	pages    []*site.Page
	// terms are the names of the terms of the glossary, by id.
	terms map[string]string
	// scanners holds *scanner.
	scanners *sync.Pool
}

// New returns the pages of a site in a language, except for those that are kept out of search. They
// are in the order of the model.
func New(s *site.Site, language string, r Rendering) *Source {
	out := &Source{
		Rendering: r, site: s, language: language, terms: make(map[string]string, len(s.Glossary.Terms)),
		scanners: &sync.Pool{New: func() any { return new(scanner) }},
	}
	for _, p := range s.Pages {
		if p.Lang == language && s.Searched(p) {
			out.pages = append(out.pages, p)
		}
	}
	for _, t := range s.Glossary.Terms {
		out.terms[t.ID.V] = t.Term.In(language)
	}
	return out
}

// Len returns the number of pages.
func (s *Source) Len() int { return len(s.pages) }

// Page returns the page of the model that page i is read from.
func (s *Source) Page(i int) *site.Page { return s.pages[i] }

// URL returns the address of page i.
func (s *Source) URL(i int) string { return s.pages[i].URL }

// version identifies the content of a page.
type version struct {
	document *content.Document
	url      string
	// rendering is nil for a page whose text is all in its document.
	rendering any
}

// Version returns a comparable value that identifies the content of page i. It is that of another
// source in which the page reads alike, if both are of one session, in which unchanged documents
// stay the same.
func (s *Source) Version(i int) any {
	p := s.pages[i]
	v := version{document: s.site.Text(p), url: p.URL}
	if p.Meta.Ways != nil || p.Meta.Criteria.V != "" || slices.ContainsFunc(v.document.Body.Slots, isFilled) {
		v.rendering = s.Rendering.Version
	}
	return v
}

// isFilled reports whether a slot has text of its own.
func isFilled(s hypertext.Slot) bool {
	return s.Kind == hypertext.SlotDirective || s.Kind == hypertext.SlotFileNote
}

// Read reads page i into p, which is empty. A slot that can't be filled has no text: the page's
// artifact returns the same error, which fails the build.
func (s *Source) Read(i int, p *search.Page) {
	page := s.pages[i]
	p.Key = page.File
	p.URL, p.Title, p.Description = page.URL, page.Meta.Title.V, page.Meta.Description.V
	if label := page.Label(); label != p.Title {
		p.Label = label
	}
	for _, k := range page.Meta.Keywords {
		p.Keywords = append(p.Keywords, k.V)
	}
	document := s.site.Text(page)
	c := s.scanners.Get().(*scanner)
	defer s.scanners.Put(c)
	c.reset(s, p)
	c.ways(page.Meta.Ways, page)
	html, err := document.AppendHTML(c.html[:0])
	if err == nil {
		c.text(page.File, html, document.Body)
		c.links(page.File, html, document.Body)
	}
	c.html = html
	if set := s.site.CheckOf(page); set != nil {
		c.check(set)
	}
	c.finish()
}

// ways adds the ways in of a home page.
func (c *scanner) ways(w *content.Ways, of *site.Page) {
	if w == nil {
		return
	}
	c.plain(w.Title.V)
	for _, way := range w.Pages {
		if lead := c.source.site.Way(of, way); lead.Page != nil {
			c.plain(cmp.Or(lead.Text, lead.Page.Meta.Title.V))
			c.page.Links = append(c.page.Links, search.Link{Key: lead.Page.File, Anchor: lead.Fragment, Text: lead.Text})
			c.plain(way.Note.V)
		}
	}
}

// Synonyms returns the spellings of each term of the glossary, what it stands for, and its words in
// the other languages of the site: readers know some of them (partnership, GDPR). Terms of several
// words in those don't count: each of their words would stand for the term.
func (s *Source) Synonyms() [][]string {
	terms := s.site.Glossary.Terms
	out := make([][]string, 0, len(terms))
	for i := range terms {
		t := &terms[i]
		var words []string
		for _, w := range []string{t.Term.In(s.language), t.Name.In(s.language)} {
			if w != "" {
				words = append(words, w)
			}
		}
		for _, form := range t.Forms[s.language] {
			words = append(words, form.V)
		}
		for _, lang := range s.site.Languages {
			if w := t.Term.In(lang); len(words) > 0 && w != "" && !strings.ContainsFunc(w, unicode.IsSpace) && !contains(words, w) {
				words = append(words, w)
			}
		}
		if len(words) > 1 {
			out = append(out, words)
		}
	}
	return out
}

// contains reports whether a list has a word, in whatever case.
func contains(words []string, word string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, word) })
}
