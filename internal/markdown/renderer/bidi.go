package renderer

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/markdown/target"
)

// leftToRight writes the attribute that isolates code, an address or a number from a text that is
// written from right to left, whose direction would move its punctuation (Unicode Standard Annex
// #9). It writes nothing in other texts.
func (r *Rendering) leftToRight() {
	if r.rightToLeft {
		r.Write(` dir="ltr"`)
	}
}

// isAddress reports whether the text of a link is its own address, so that a print that shows
// addresses behind links would show it twice, and a text from right to left would turn it round.
func (r *Rendering) isAddress(n ast.Node, t target.Target) bool {
	if t.Kind != target.Foreign {
		return false
	}
	text, ok := r.linkText(r.Scratch[:0], n)
	return ok && t.IsNamed(string(bytes.TrimSpace(text)))
}

// linkText appends the text of a link, and reports whether that is all that the link shows.
func (r *Rendering) linkText(b []byte, n ast.Node) (text []byte, ok bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		ok = true
		switch c := c.(type) {
		case *ast.Text:
			b = append(b, c.Value(r.Src)...)
		case *ast.AutoLink:
			b = append(b, c.Label(r.Src)...)
		case *ast.CodeSpan, *ast.Emphasis:
			b, ok = r.linkText(b, c)
		default:
			ok = false
		}
		if !ok || len(b) > maxAddress {
			return b, false
		}
	}
	return b, ok
}

// maxAddress is the length of the longest text in bytes that is compared with an address.
const maxAddress = 4 << 10
