package dialect

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/constant"
)

// Value is a directive in a line, :value{set.constant}, which stands for a constant.
type Value struct {
	ast.BaseInline
	constant.Reference
	// Problem is a mistake in the directive, with its offset in the source, or nil.
	Problem *constant.Problem
	// Segment is the directive in the source.
	Segment text.Segment
}

var kindValue = ast.NewNodeKind("Value")

func (*Value) Kind() ast.NodeKind { return kindValue }

func (v *Value) Dump(source []byte, level int) { ast.DumpHelper(v, source, level, nil, nil) }

// valueParser parses values.
type valueParser struct{}

func (valueParser) Trigger() []byte { return []byte{':'} }

func (valueParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < len(constant.Open) || line[1] == ' ' || line[1] == '/' {
		return nil
	}
	r, length, problem := constant.Parse(string(line[:min(len(line), maxValue)]))
	if length == 0 {
		return nil
	}
	v := &Value{Reference: r, Segment: segment.WithStop(segment.Start + length)}
	v.SetPos(segment.Start)
	if problem != nil {
		problem.Offset += segment.Start
	} else if block.PrecendingCharacter() == ':' {
		problem = &constant.Problem{
			Offset: segment.Start, Code: diag.DirectiveUnknown, Hint: "take one of the colons out",
			Message: ":value{…} begins with one colon, since it stands in a line",
		}
	}
	v.Problem = problem
	block.Advance(length)
	return v
}

// maxValue is the number of bytes of a line within which a value ends.
const maxValue = 400
