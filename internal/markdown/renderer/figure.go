package renderer

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/markdown/dialect"
)

// figure renders a block that has nothing but a picture with a title, or a link around one, as a
// figure with the title as its caption. It reports whether the block is such a one.
func (r *Rendering) figure(block ast.Node) bool {
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
	r.Elsewhere(title)
	r.Write("</figcaption></figure>")
	return true
}
