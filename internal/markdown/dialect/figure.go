package dialect

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// Figure returns the picture of a figure, a block that has nothing but a picture with a title or a
// link around one, or nil if a block is none.
func Figure(block ast.Node) *ast.Image {
	image := onlyImage(block)
	if image == nil || len(bytes.TrimSpace(image.Title)) == 0 {
		return nil
	}
	return image
}

// onlyImage returns the picture that is all of a block or of a link in it, or nil.
func onlyImage(n ast.Node) *ast.Image {
	child := n.FirstChild()
	if child == nil || child.NextSibling() != nil {
		return nil
	}
	switch child := child.(type) {
	case *ast.Image:
		return child
	case *ast.Link:
		return onlyImage(child)
	}
	return nil
}

// End returns the offset at which the inline content of a block ends in the source.
func End(n ast.Node) int {
	lines := n.Lines()
	if lines.Len() == 0 {
		return 0
	}
	return lines.At(lines.Len() - 1).Stop
}
