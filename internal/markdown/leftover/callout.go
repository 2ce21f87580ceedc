package leftover

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
)

// emptyCallout reports a callout without a title and a text.
func (c *checker) emptyCallout(n *ast.Blockquote) {
	kind, ok := dialect.Callout(n)
	if !ok || !isEmpty(n) {
		return
	}
	at := max(n.Pos(), 0)
	at += max(bytes.Index(c.src[at:], []byte("[!")), 0)
	c.report(at, diag.CalloutEmpty, "write its text on the lines directly below, each with > before it, or take the box out",
		fmt.Sprintf("the box [!%s] has no text: readers see its title only", kind))
}

// isEmpty reports whether readers see nothing of the blocks in a block.
func isEmpty(parent ast.Node) bool {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.HTMLBlock:
			if n.HTMLBlockType != ast.HTMLBlockType2 { // Others are reported.
				return false
			}
		case *ast.LinkReferenceDefinition:
		case *ast.Blockquote, *ast.List, *ast.ListItem:
			if !isEmpty(n) {
				return false
			}
		default:
			return false
		}
	}
	return true
}
