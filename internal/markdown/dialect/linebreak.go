package dialect

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// cellBreaks parses <br> in the cell of a table as a hard line break. It is the only way to break a
// line there that code hosts know: a cell can't go on in the next line of the source.
type cellBreaks struct{}

func (cellBreaks) Trigger() []byte { return []byte{'<'} }

func (cellBreaks) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if _, cell := parent.(*extast.TableCell); !cell {
		return nil
	}
	line, segment := block.PeekLine()
	n := lineBreak(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	t := ast.NewTextSegment(segment.WithStop(segment.Start))
	t.SetHardLineBreak(true)
	return t
}

// breakTag matches the tag <br> with or without attributes, and </br>, which browsers take for <br>
// (HTML, the "in body" insertion mode).
var breakTag = regexp.MustCompile(`^<(?i:/?br)(?:[ \t][^<>\n]*)?/?>`)

// lineBreak returns the length of the tag <br> at the start of a line, or 0.
func lineBreak(line []byte) int { return len(breakTag.Find(line)) }
