package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/typography"
)

// figure renders a block that has nothing but a picture with a title, or a link around one, as a
// figure with the title as its caption. It reports whether the block is such a one.
func (r *rendering) figure(block ast.Node) bool {
	image := dialect.Figure(block)
	if image == nil {
		return false
	}
	title := bytes.TrimSpace(image.Title)
	start := len(r.HTML)
	r.Write("<figure>")
	empty := len(r.HTML)
	r.captioned = true
	r.leaf(block)
	r.captioned = false
	if len(r.HTML) == empty { // The picture was reported.
		r.HTML = r.HTML[:start]
		return true
	}
	r.figures = true
	r.Write("<figcaption>")
	r.caption(title)
	r.Write("</figcaption></figure>")
	return true
}

// caption writes a title as text: with typographic quotes, without terms, whose places in the file
// aren't known.
func (r *rendering) caption(title []byte) {
	src, outer, inLink := r.src, r.prose, r.inLink
	r.src, r.inLink = title, true
	r.prose = prose{State: typography.State{Src: title, End: len(title)}}
	r.text(ast.NewTextSegment(text.NewSegment(0, len(title))))
	r.src, r.prose, r.inLink = src, outer, inLink
}
