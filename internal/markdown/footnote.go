package markdown

import (
	"strconv"

	extast "github.com/yuin/goldmark/extension/ast"
)

// footnoteReference renders the number that links to a footnote. Its anchor has a colon, so that it
// differs from all headings' anchors.
func (r *rendering) footnoteReference(n *extast.FootnoteLink) {
	for len(r.footnotes) <= n.Index {
		r.footnotes = append(r.footnotes, 0)
	}
	r.footnotes[n.Index]++
	number := strconv.Itoa(n.Index)
	id := referenceID(number, r.footnotes[n.Index])
	r.anchors = append(r.anchors, id)
	r.write(`<sup id="`, id, `">`)
	if r.inLink {
		r.write(number, "</sup>")
		return
	}
	r.write(`<a href="#fn:`, number, `" role="doc-noteref">`, number, "</a></sup>")
}

// referenceID returns the anchor of a footnote's nth reference.
func referenceID(number string, nth int) string {
	if nth == 1 {
		return "fnref:" + number
	}
	return "fnref:" + number + "-" + strconv.Itoa(nth)
}

// footnoteList renders the footnotes as a section at the end of the text.
func (r *rendering) footnoteList(n *extast.FootnoteList) {
	r.section(n)
	r.write(`<section class="footnotes" role="doc-endnotes" aria-label="`)
	r.write(r.strings["Footnotes"])
	r.write(`"><ol>`)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		footnote, ok := c.(*extast.Footnote)
		if !ok {
			r.unsupported(c)
			break
		}
		id := "fn:" + strconv.Itoa(footnote.Index)
		r.anchors = append(r.anchors, id)
		r.write(`<li id="`, id, `">`)
		r.blocks(c)
		r.write("</li>")
	}
	r.write("</ol></section>")
}

// footnoteBacklinks renders the links back to all rendered references of a footnote, in the place
// of the first of goldmark's backlinks.
func (r *rendering) footnoteBacklinks(n *extast.FootnoteBacklink) {
	if n.RefIndex > 0 || n.Index >= len(r.footnotes) {
		return
	}
	number := strconv.Itoa(n.Index)
	for nth := 1; nth <= r.footnotes[n.Index]; nth++ {
		r.write(` <a href="#`, referenceID(number, nth), `" role="doc-backlink" aria-label="`)
		r.write(r.strings["FootnoteBack"])
		r.write("\">↩\ufe0e")
		if nth > 1 {
			r.write("<sup>", strconv.Itoa(nth), "</sup>")
		}
		r.write("</a>")
	}
}
