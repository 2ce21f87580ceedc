package dialect

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// fences is goldmark's parser of fenced code, which marks the blocks that a fence closes. The
// others end with the text or with the quote or list around them (CommonMark, section 4.5).
type fences struct{ parser.BlockParser }

func (f fences) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := f.BlockParser.Continue(node, reader, pc)
	if state&parser.Continue == 0 {
		node.SetAttribute(closedAttribute, true)
	}
	return state
}

var closedAttribute = []byte("closed")

// Closed reports whether a block of fenced code has a closing fence.
func Closed(code *ast.FencedCodeBlock) bool {
	_, closed := code.Attribute(closedAttribute)
	return closed
}
