package component

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// buttonMark stands behind a link that looks like a button.
var buttonMark = []byte("{.button}")

var buttonAttribute = []byte("button")

// ReadButton reads the mark of a button behind a link that was parsed from a block.
func ReadButton(link ast.Node, block text.Reader) {
	if _, ok := link.(*ast.Link); !ok {
		return
	}
	if line, _ := block.PeekLine(); bytes.HasPrefix(line, buttonMark) {
		link.SetAttribute(buttonAttribute, true)
		block.Advance(len(buttonMark))
	}
}

// IsButton reports whether a link is marked as a button.
func IsButton(link *ast.Link) bool {
	_, ok := link.Attribute(buttonAttribute)
	return ok
}
