package renderer

import (
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/markdown/footnote"
)

// footnoteList renders the footnotes as a section at the end of the text.
func (r *Rendering) footnoteList(n *extast.FootnoteList) {
	r.section(n)
	r.Write(`<section class="footnotes" role="doc-endnotes" aria-label="`)
	r.Write(r.strings["Footnotes"])
	r.Write(`"><ol>`)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*extast.Footnote)
		if !ok {
			r.Unsupported(c)
			break
		}
		id := footnote.ID(note.Index)
		r.anchors = append(r.anchors, id)
		r.Write(`<li id="`, id, `">`)
		r.blocks(c)
		r.Write("</li>")
	}
	r.notes.Insert(&r.Writer.Writer, r.strings["FootnoteBack"])
	r.Write("</ol></section>")
}

// footnoteReference renders the number that links to a footnote.
func (r *Rendering) footnoteReference(n *extast.FootnoteLink) {
	r.rare = true
	r.anchors = append(r.anchors, r.notes.Reference(&r.Writer.Writer, n.Index, r.In.Link))
}

// footnoteBacklinks places a footnote's links back where the first of goldmark's is.
func (r *Rendering) footnoteBacklinks(n *extast.FootnoteBacklink) {
	if n.RefIndex == 0 {
		r.notes.Place(&r.Writer.Writer, n.Index)
	}
}
