package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
)

// author writes the text of one page in all languages at once, block for block.
type author struct {
	speaker
	corpus *Corpus
	page   *page
	texts  []bytes.Buffer
	// notes are the footnotes so far.
	notes [][]string
	// nested says that what is being written is a footnote, which has none of its own.
	nested bool
}

// write writes a page's text in every language.
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
		a.same("::" + p.block + "\n\n")
	}
	for i, note := range a.notes {
		a.each(func(lang int) string { return fmt.Sprintf("[^%d]: %s\n", i+1, note[lang]) })
	}
	out := make([][]byte, len(a.texts))
	for i := range a.texts {
		out[i] = append(bytes.TrimRight(a.texts[i].Bytes(), "\n"), '\n')
	}
	return out
}

// passages writes an introduction and what stands below each heading, all about as long.
func (a *author) passages() {
	// Front matter takes some 250 bytes, and the last block is half a block too long on average.
	length := max(a.page.size-350, 200)
	parts := len(a.page.headings) + 1
	a.paragraph(length / parts)
	for i, h := range a.page.headings {
		a.each(func(lang int) string { return "##"[:h.level-1] + "# " + h.text[lang] + "\n\n" })
		goal := length * (i + 2) / parts
		a.paragraph(goal - a.length())
		for a.length() < goal {
			a.block(goal - a.length())
		}
	}
}

// length is the mean length of the texts so far.
func (a *author) length() int {
	n := 0
	for i := range a.texts {
		n += a.texts[i].Len()
	}
	return n / len(a.texts)
}

// each appends to every text what say returns for its language.
func (a *author) each(say func(lang int) string) {
	for lang := range a.texts {
		a.texts[lang].WriteString(say(lang))
	}
}

func (a *author) same(text string) { a.each(func(int) string { return text }) }

// sentence says a sentence; every twelfth has a link.
func (a *author) sentence() []string {
	if a.r.IntN(12) == 0 {
		return a.one(a.Links)
	}
	return a.one(a.Sentences)
}

// linkText links to another page: most often to one near by, sometimes to a passage of it, or to
// a passage of the same page.
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

// noteReference adds a footnote and refers to it.
func (a *author) noteReference() []string {
	if a.nested {
		return make([]string, len(a.texts))
	}
	a.nested = true
	a.notes = append(a.notes, a.sentence())
	a.nested = false
	out := make([]string, len(a.texts))
	for lang := range out {
		out[lang] = fmt.Sprintf("[^%d]", len(a.notes))
	}
	return out
}
