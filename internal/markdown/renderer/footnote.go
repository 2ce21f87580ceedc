package renderer

import (
	"strconv"

	extast "github.com/yuin/goldmark/extension/ast"
)

// footnoteReference renders the number that links to a footnote. Its anchor has a colon, so that it
// differs from all headings' anchors.
func (r *Rendering) footnoteReference(n *extast.FootnoteLink) {
	r.rare = true
	for len(r.footnotes) <= n.Index {
		r.footnotes = append(r.footnotes, 0)
	}
	r.footnotes[n.Index]++
	number := strconv.Itoa(n.Index)
	id := referenceID(number, r.footnotes[n.Index])
	r.anchors = append(r.anchors, id)
	r.Write(`<sup id="`, id, `">`)
	if r.In.Link {
		r.Write(number, "</sup>")
		return
	}
	r.Write(`<a href="#fn:`, number, `" role="doc-noteref">`, number, "</a></sup>")
}

// referenceID returns the anchor of a footnote's nth reference.
func referenceID(number string, nth int) string {
	if nth == 1 {
		return "fnref:" + number
	}
	return "fnref:" + number + "-" + strconv.Itoa(nth)
}

// footnoteList renders the footnotes as a section at the end of the text.
func (r *Rendering) footnoteList(n *extast.FootnoteList) {
	r.section(n)
	r.Write(`<section class="footnotes" role="doc-endnotes" aria-label="`)
	r.Write(r.strings["Footnotes"])
	r.Write(`"><ol>`)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		footnote, ok := c.(*extast.Footnote)
		if !ok {
			r.Unsupported(c)
			break
		}
		id := "fn:" + strconv.Itoa(footnote.Index)
		r.anchors = append(r.anchors, id)
		r.Write(`<li id="`, id, `">`)
		r.blocks(c)
		r.Write("</li>")
	}
	r.insertBacklinks()
	r.Write("</ol></section>")
}

// backlinks is the place of a footnote's links back, and the number of slots before it.
type backlinks struct{ footnote, offset, slots int }

// footnoteBacklinks records the place of a footnote's links back, which is that of the first of
// goldmark's backlinks.
func (r *Rendering) footnoteBacklinks(n *extast.FootnoteBacklink) {
	if n.RefIndex == 0 {
		r.backlinks = append(r.backlinks, backlinks{n.Index, len(r.HTML), len(r.Slots)})
	}
}

// insertBacklinks inserts the links back to all rendered references of each footnote. A footnote
// may be referred to by a later one, so that all of them are rendered before.
func (r *Rendering) insertBacklinks() {
	if len(r.backlinks) == 0 {
		return
	}
	from := r.backlinks[0].offset
	text := append([]byte(nil), r.HTML[from:]...)
	r.HTML = r.HTML[:from]
	for i, b := range r.backlinks {
		r.footnoteWaysBack(b.footnote)
		end, slots := from+len(text), len(r.Slots)
		if i+1 < len(r.backlinks) {
			end, slots = r.backlinks[i+1].offset, r.backlinks[i+1].slots
		}
		shift := len(r.HTML) - b.offset
		for s := b.slots; s < slots; s++ {
			r.Slots[s].Offset += uint32(shift)
		}
		r.HTML = append(r.HTML, text[b.offset-from:end-from]...)
	}
	r.backlinks = r.backlinks[:0]
}

// footnoteWaysBack renders the links back of one footnote. The label of a link has the number that
// readers see, so that it can be said to a computer (WCAG 2.5.3).
func (r *Rendering) footnoteWaysBack(footnote int) {
	if footnote >= len(r.footnotes) {
		return
	}
	number := strconv.Itoa(footnote)
	for nth := 1; nth <= r.footnotes[footnote]; nth++ {
		r.Write(` <a href="#`, referenceID(number, nth), `" role="doc-backlink" aria-label="`, r.strings["FootnoteBack"])
		if nth == 1 {
			r.Write("\">↩\ufe0e</a>")
			continue
		}
		label := strconv.Itoa(nth)
		r.Write(" ", label, "\">↩\ufe0e<sup>", label, "</sup></a>")
	}
}
