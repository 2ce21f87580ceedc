package dialect

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/markdown/dialect/component"
)

// HasText reports whether a node has visible content: text or a picture.
func HasText(n ast.Node, src []byte) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if !util.IsBlank(c.Value(src)) {
				return true
			}
		case *ast.AutoLink, *ast.Image, *Value:
			return true
		case *ast.RawHTML:
		default:
			if HasText(c, src) {
				return true
			}
		}
	}
	return false
}

// IsTask reports whether a list item starts with a check box.
func IsTask(item ast.Node) bool {
	if first := item.FirstChild(); first != nil && first.Type() == ast.TypeBlock {
		_, ok := first.FirstChild().(*extast.TaskCheckBox)
		return ok
	}
	return false
}

// Interactive returns a phrase for content of a node that can't be in a term or in the title of
// text that opens: interactive content, as both are buttons, or a picture; "" if there is none.
func Interactive(s ast.Node) (content string) {
	_ = ast.Walk(s, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Link, *ast.AutoLink:
			content = "a link"
		case *extast.FootnoteLink:
			content = "a footnote"
		case *ast.Image:
			content = "a picture"
		default:
			return ast.WalkContinue, nil
		}
		return ast.WalkStop, nil
	})
	return content
}

// Content returns the first of a node and its siblings that readers see, or nil.
func Content(n ast.Node) ast.Node {
	for ; n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *component.Title, *ast.LinkReferenceDefinition:
		case *ast.HTMLBlock:
			if n.HTMLBlockType != ast.HTMLBlockType2 {
				return n
			}
		default:
			return n
		}
	}
	return nil
}

// EnclosingBlock returns the block that an inline node stands in, or nil.
func EnclosingBlock(n ast.Node) ast.Node {
	for n != nil && n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	return n
}

// OffsetOf returns the offset of a node in a source of some size, or else that of the nearest node
// around it that has one.
func OffsetOf(n ast.Node, size int) int {
	for ; n != nil; n = n.Parent() {
		if pos := n.Pos(); pos >= 0 && pos <= size {
			return pos
		}
	}
	return 0
}
