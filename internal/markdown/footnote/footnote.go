// Package footnote links footnotes with the references to them, in both directions.
package footnote

import (
	"strconv"

	"baken.example/baken/internal/markdown/hypertext"
)

// Links are the links of one text. Its zero value has none.
type Links struct {
	// references counts the references that were written, by the number of the footnote.
	references []int
	backlinks  []backlinks
}

// Reference writes the number that links to a footnote; within a link it is only a number. It
// returns the anchor, which has a colon, so that it differs from all headings' anchors.
func (l *Links) Reference(w *hypertext.Writer, footnote int, inLink bool) (id string) {
	for len(l.references) <= footnote {
		l.references = append(l.references, 0)
	}
	l.references[footnote]++
	number := strconv.Itoa(footnote)
	id = referenceID(number, l.references[footnote])
	w.Write(`<sup id="`, id, `">`)
	if inLink {
		w.Write(number, "</sup>")
		return id
	}
	w.Write(`<a href="#fn:`, number, `" role="doc-noteref">`, number, "</a></sup>")
	return id
}

// ID returns the anchor of a footnote.
func ID(footnote int) string { return "fn:" + strconv.Itoa(footnote) }

// referenceID returns the anchor of a footnote's nth reference.
func referenceID(number string, nth int) string {
	if nth == 1 {
		return "fnref:" + number
	}
	return "fnref:" + number + "-" + strconv.Itoa(nth)
}

// backlinks is the place of a footnote's links back, and the number of slots before it.
type backlinks struct{ footnote, offset, slots int }

// Place records that the links back of a footnote come at the end of the HTML.
func (l *Links) Place(w *hypertext.Writer, footnote int) {
	l.backlinks = append(l.backlinks, backlinks{footnote, len(w.HTML), len(w.Slots)})
}

// PlacedAfter reports whether links back come after an offset of the HTML.
func (l *Links) PlacedAfter(offset int) bool {
	n := len(l.backlinks)
	return n > 0 && l.backlinks[n-1].offset > offset
}

// Insert inserts the links back to all references of each footnote, which are called label. A
// footnote may be referred to by a later one, so that all of them are written before.
func (l *Links) Insert(w *hypertext.Writer, label string) {
	if len(l.backlinks) == 0 {
		return
	}
	from := l.backlinks[0].offset
	text := append([]byte(nil), w.HTML[from:]...)
	w.HTML = w.HTML[:from]
	for i, b := range l.backlinks {
		l.waysBack(w, b.footnote, label)
		end, slots := from+len(text), len(w.Slots)
		if i+1 < len(l.backlinks) {
			end, slots = l.backlinks[i+1].offset, l.backlinks[i+1].slots
		}
		shift := len(w.HTML) - b.offset
		for s := b.slots; s < slots; s++ {
			w.Slots[s].Offset += uint32(shift)
		}
		w.HTML = append(w.HTML, text[b.offset-from:end-from]...)
	}
	l.backlinks = l.backlinks[:0]
}

// waysBack writes the links back of one footnote. The label of a link has the number that readers
// see, so that it can be said to a computer (WCAG 2.5.3).
func (l *Links) waysBack(w *hypertext.Writer, footnote int, label string) {
	if footnote >= len(l.references) {
		return
	}
	number := strconv.Itoa(footnote)
	for nth := 1; nth <= l.references[footnote]; nth++ {
		w.Write(` <a href="#`, referenceID(number, nth), `" role="doc-backlink" aria-label="`, label)
		if nth == 1 {
			w.Write("\">↩\ufe0e</a>")
			continue
		}
		reference := strconv.Itoa(nth)
		w.Write(" ", reference, "\">↩\ufe0e<sup>", reference, "</sup></a>")
	}
}
