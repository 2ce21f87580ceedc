package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
)

// author writes the text of one page in all languages at once. Each language has the same blocks in
// the same order.
type author struct {
	speaker
	corpus *Corpus
	page   *page
	// texts holds the text so far in each language.
	texts []bytes.Buffer
	// notes are the footnotes so far, each in every language.
	notes [][]string
	// inNote reports whether a footnote is being written. Footnotes have no footnotes themselves.
	inNote bool
}

// write returns the Markdown of a page without its front matter, in the order of the languages.
func (c *Corpus) write(p *page, r *rand.Rand) [][]byte {
	a := &author{
		speaker: speaker{vocabulary: c.vocabulary, r: r},
		corpus:  c,
		page:    p,
		texts:   make([]bytes.Buffer, len(c.vocabulary.Languages)),
	}
	a.link, a.footnote = a.linkText, a.noteReference
	a.passages()
	if p.block != "" {
		a.writeAll("::" + p.block + "\n\n")
	}
	for i, note := range a.notes {
		a.writeEach(func(lang int) string { return fmt.Sprintf("[^%d]: %s\n", i+1, note[lang]) })
	}
	out := make([][]byte, len(a.texts))
	for i := range a.texts {
		out[i] = append(bytes.TrimRight(a.texts[i].Bytes(), "\n"), '\n')
	}
	return out
}

// passages writes an introduction, and each heading with a passage of about the same length.
func (a *author) passages() {
	// The texts are shorter than the file by 350 bytes: some 250 of front matter, and some 100 by
	// which the last block exceeds the length on average.
	length := max(a.page.size-350, 200)
	parts := len(a.page.headings) + 1
	a.paragraph(length / parts)
	for i, h := range a.page.headings {
		a.writeEach(func(lang int) string { return "##"[:h.level-1] + "# " + h.text[lang] + "\n\n" })
		goal := length * (i + 2) / parts
		a.paragraph(goal - a.length())
		for a.length() < goal {
			a.block(goal - a.length())
		}
	}
}

// length returns the mean length of the texts so far, in bytes.
func (a *author) length() int {
	n := 0
	for i := range a.texts {
		n += a.texts[i].Len()
	}
	return n / len(a.texts)
}

// writeEach appends to the text in each language the result of text for it.
func (a *author) writeEach(text func(lang int) string) {
	for lang := range a.texts {
		a.texts[lang].WriteString(text(lang))
	}
}

// writeAll appends a text, such as markup, to the texts in all languages.
func (a *author) writeAll(text string) { a.writeEach(func(int) string { return text }) }

// sentence returns a random sentence in every language. One in twelve has a link.
func (a *author) sentence() []string {
	if a.r.IntN(12) == 0 {
		return a.one(a.Links)
	}
	return a.one(a.Sentences)
}

// linkText returns a Markdown link in every language, to the page that target chooses or to one of
// its headings.
func (a *author) linkText() []string {
	to := a.target()
	at := -1
	if n := len(to.headings); n > 0 && (to == a.page || a.r.IntN(3) == 0) {
		at = a.r.IntN(n)
	}
	out := make([]string, len(a.texts))
	for lang := range out {
		text, href := to.title[lang], a.page.href(to, a.corpus.code(lang))
		if at >= 0 {
			text, href = to.headings[at].text[lang], href+"#"+to.headings[at].anchor[lang]
		}
		out[lang] = "[" + text + "](" + href + ")"
	}
	return out
}

// target chooses the page that a link leads to: half of the time a page of the same section, else
// the parent, any page or, for a link to one of its headings, the same page. It isn't a draft.
func (a *author) target() *page {
	p := a.page
	to := p
	switch n := a.r.IntN(20); {
	case n < 10:
		near := p.section().children
		if len(near) > 0 {
			to = near[a.r.IntN(len(near))]
		}
	case n < 13 && p.parent != nil:
		to = p.parent
	case n < 18:
		to = a.corpus.pages[a.r.IntN(len(a.corpus.pages))]
	}
	if to.draft || to == p && len(p.headings) == 0 {
		return a.corpus.pages[0]
	}
	return to
}

// noteReference adds a footnote and returns the reference to it in every language, which is empty
// within a footnote.
func (a *author) noteReference() []string {
	if a.inNote {
		return make([]string, len(a.texts))
	}
	a.inNote = true
	a.notes = append(a.notes, a.sentence())
	a.inNote = false
	out := make([]string, len(a.texts))
	for lang := range out {
		out[lang] = fmt.Sprintf("[^%d]", len(a.notes))
	}
	return out
}
