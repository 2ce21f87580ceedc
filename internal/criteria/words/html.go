package words

import (
	"cmp"
	"html"
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
)

// Page says how a document stands on a page.
type Page struct {
	// Level is the level of its first headings (h2: 2).
	Level int
	// Prefix goes before its anchors, where the page has another document too.
	Prefix string
	// Edit returns the URL where a line of the file can be edited. It may be nil.
	Edit func(line int) string
	// Prose renders Markdown in the language of the document as HTML. Without it Markdown is
	// written as it is.
	Prose func(content.Localized) ([]byte, error)
}

// AppendHTML appends the document as HTML. The error is one of Prose, or that of
// [phrase.Words.Err].
func (d *Document) AppendHTML(b []byte, p Page) ([]byte, error) {
	w := writer{b: b, Page: p, doc: d}
	w.raw(`<div class="conditions">`)
	w.contents()
	for i := range d.Sections {
		w.section(&d.Sections[i])
	}
	w.raw(`</div>`)
	if w.err == nil {
		w.err = d.words.Err()
	}
	return w.b, w.err
}

// writer appends HTML.
type writer struct {
	b []byte
	Page
	doc *Document
	err error
}

func (w *writer) raw(s string) { w.b = append(w.b, s...) }

func (w *writer) text(s string) { w.raw(html.EscapeString(s)) }

func (w *writer) tag(name, text string) {
	w.raw(`<` + name + `>`)
	w.text(text)
	w.raw(`</` + name + `>`)
}

// contents appends links to all entries.
func (w *writer) contents() {
	w.raw(`<ul class="index">`)
	for i := range w.doc.Sections {
		s := &w.doc.Sections[i]
		w.raw(`<li>`)
		w.link(Link{s.Heading, s.Anchor})
		if s.Entries[0].Title == "" {
			continue
		}
		w.raw(`<ul>`)
		for _, e := range s.Entries {
			w.raw(`<li>`)
			w.link(Link{cmp.Or(e.Short, e.Title), e.Anchor})
		}
		w.raw(`</ul>`)
	}
	w.raw(`</ul>`)
}

func (w *writer) section(s *Section) {
	tag := "h" + strconv.Itoa(min(w.Level, 6))
	w.raw(`<` + tag + ` id="` + w.anchor(s.Anchor) + `">`)
	w.text(s.Heading)
	w.raw(`</` + tag + `>`)
	if s.Lead != "" {
		w.tag("p", s.Lead)
	}
	for i := range s.Entries {
		e := &s.Entries[i]
		w.raw(`<div>`)
		if e.Title != "" {
			w.heading(e)
		}
		w.entry(e)
		w.raw(`</div>`)
	}
}

func (w *writer) heading(e *Entry) {
	tag := "h" + strconv.Itoa(min(w.Level+1, 6))
	w.raw(`<` + tag + ` id="` + w.anchor(e.Anchor) + `">`)
	if e.Name {
		w.tag("code", e.Title)
	} else {
		w.text(e.Title)
	}
	w.raw(`</` + tag + `>`)
}

// anchor returns an anchor as it is in an attribute.
func (w *writer) anchor(of string) string { return html.EscapeString(w.Prefix + of) }

func (w *writer) link(l Link) {
	w.raw(`<a href="#` + w.anchor(l.Anchor) + `">`)
	w.text(l.Text)
	w.raw(`</a>`)
}

func (w *writer) entry(e *Entry) {
	for i := range e.Sentences {
		w.sentence(&e.Sentences[i], "p")
	}
	if e.Value != "" {
		w.raw(`<p>`)
		w.tag("b", e.Value)
		w.raw(`</p>`)
	}
	if e.Answers != nil {
		w.raw(`<ul>`)
		for _, a := range e.Answers {
			w.raw(`<li>`)
			w.text(a.Label)
			if a.Note != "" {
				w.raw(` <small>`)
				w.text("(" + a.Note + ")")
				w.raw(`</small>`)
			}
		}
		w.raw(`</ul>`)
	}
	w.items(e.Parts)
	w.grounds(&e.Grounds, e.Title != "")
	if e.Counts != nil {
		w.raw(`<p>`)
		w.text(w.doc.words.Text("WordsCounts") + " ")
		for i, l := range e.Counts {
			if i > 0 {
				w.raw(`; `)
			}
			w.link(l)
		}
		w.raw(`</p>`)
	}
	w.at(e.Anchor, e.Line)
}

// at appends the address of an entry, and the link that edits its line.
func (w *writer) at(anchor string, line int) {
	w.raw(`<p class="at">`)
	w.link(Link{"#" + w.Prefix + anchor, anchor})
	if w.Edit != nil && line > 0 {
		if url := w.Edit(line); url != "" {
			w.raw(` <a href="` + html.EscapeString(url) + `">`)
			w.text(w.doc.words.Format("WordsEdit", struct{ Line int }{line}))
			w.raw(`</a>`)
		}
	}
	w.raw(`</p>`)
}

// sentence appends a sentence as an element, and its list behind it, or in it if it is an item of a
// list itself.
func (w *writer) sentence(s *Sentence, element string) {
	w.raw(`<` + element + `>`)
	rest := s.Text
	if before, after, found := strings.Cut(rest, s.Result); found && s.Result != "" {
		w.text(before)
		if s.Verdict == criteria.Pending {
			w.tag("b", s.Result)
		} else {
			w.raw(`<b class="kind ` + s.Verdict.String() + `">`)
			w.text(s.Result)
			w.raw(`</b>`)
		}
		rest = after
	}
	w.linked(rest, s.Links)
	if element == "p" {
		w.raw(`</p>`)
	}
	if s.Parts == nil {
		return
	}
	w.raw(`<ul>`)
	for i := range s.Parts {
		w.sentence(&s.Parts[i], "li")
	}
	w.raw(`</ul>`)
}

// linked appends a text with links, each on the first place behind the one before.
func (w *writer) linked(text string, links []Link) {
	for _, l := range links {
		if before, after, found := strings.Cut(text, l.Text); found {
			w.text(before)
			w.link(l)
			text = after
		}
	}
	w.text(text)
}

func (w *writer) items(items []Item) {
	if items == nil {
		return
	}
	w.tag("p", w.doc.words.Text("WordsParts"))
	w.raw(`<ul>`)
	for i := range items {
		item := &items[i]
		w.raw(`<li id="` + w.anchor(item.Anchor) + `">`)
		w.prose(item.Text)
		w.sentence(&item.When, "p")
	}
	w.raw(`</ul>`)
}

func (w *writer) grounds(g *Grounds, lead bool) {
	if len(g.References) > 0 {
		if lead {
			w.tag("p", w.doc.words.Text("WordsGrounds"))
		}
		w.raw(`<ul class="grounds">`)
		for _, r := range g.References {
			w.raw(`<li>`)
			if r.URL != "" {
				w.raw(`<a href="` + html.EscapeString(r.URL) + `">`)
				w.text(r.Text)
				w.raw(`</a>`)
			} else {
				w.text(r.Text)
			}
		}
		w.raw(`</ul>`)
	} else if g.Prose != nil && lead {
		w.tag("p", w.doc.words.Text("WordsGrounds"))
	}
	w.prose(g.Prose)
}

// prose appends Markdown.
func (w *writer) prose(t content.Localized) {
	if t == nil || w.err != nil {
		return
	}
	if w.Prose == nil {
		for paragraph := range slices.Values(paragraphs(t.In(w.doc.words.Lang()))) {
			w.tag("p", paragraph)
		}
		return
	}
	var b []byte
	b, w.err = w.Prose(t)
	w.b = append(w.b, b...)
}

// paragraphs returns the paragraphs of Markdown, each in one line.
func paragraphs(text string) (out []string) {
	for p := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return out
}
