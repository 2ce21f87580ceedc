package dialect

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// taskBoxes parses [ ] and [x] at the start of an item as a box, except for the text of a link:
// goldmark takes the x of [x](target) for a box, and publishes the target as text. GFM (Task list
// items) wants white space behind a box; a word directly behind it is accepted.
type taskBoxes struct{ parser.InlineParser }

func newTaskBoxes() parser.InlineParser { return taskBoxes{extension.NewTaskCheckBoxParser()} }

func (p taskBoxes) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) > len("[x]") && line[2] == ']' && (line[3] == '(' || line[3] == '[') {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}
