package dialect

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Directive is a line that starts with :: and a letter.
type Directive struct {
	ast.BaseBlock
	line text.Segment
}

var kindDirective = ast.NewNodeKind("Directive")

func (*Directive) Kind() ast.NodeKind { return kindDirective }

// IsRaw reports that goldmark must not parse the line for inline markup.
func (*Directive) IsRaw() bool { return true }

func (d *Directive) Dump(source []byte, level int) { ast.DumpHelper(d, source, level, nil, nil) }

// directiveParser parses directives. They may interrupt a paragraph, since a directive without a
// blank line before it would otherwise silently become text.
type directiveParser struct{}

func (directiveParser) Trigger() []byte { return []byte{':'} }

func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	i := pc.BlockOffset()
	if i < 0 || !bytes.HasPrefix(line[i:], []byte("::")) {
		return nil, parser.NoChildren
	}
	if c, _ := utf8.DecodeRune(bytes.TrimLeft(line[i:], ":")); !unicode.IsLetter(c) {
		return nil, parser.NoChildren
	}
	segment = segment.WithStart(segment.Start + i - segment.Padding)
	segment.Padding = 0
	reader.AdvanceToEOL()
	return &Directive{line: segment.TrimRightSpace(reader.Source())}, parser.NoChildren
}

func (directiveParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (directiveParser) Close(ast.Node, text.Reader, parser.Context) {}

func (directiveParser) CanInterruptParagraph() bool { return true }

func (directiveParser) CanAcceptIndentedLine() bool { return false }
