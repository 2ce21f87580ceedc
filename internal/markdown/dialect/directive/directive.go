// Package directive parses block directives, which stand alone on a line: ::name{argument=value}.
// It knows their names and those of their arguments; what a directive stands for is made elsewhere.
package directive

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"baken.example/baken/internal/markdown/dialect/component"
)

// Node is a line that starts with :: and a name, and that isn't prose.
type Node struct {
	ast.BaseBlock
	line text.Segment
}

var kindDirective = ast.NewNodeKind("Directive")

func (*Node) Kind() ast.NodeKind { return kindDirective }

// Start returns the offset of the directive in the source.
func (n *Node) Start() int { return n.line.Start }

// Is reports whether the directive begins with a name. It takes no time, unlike [Node.Read].
func (n *Node) Is(name string, src []byte) bool {
	return bytes.HasPrefix(n.line.Value(src), []byte("::"+name))
}

// IsRaw reports that goldmark must not parse the line for inline markup.
func (*Node) IsRaw() bool { return true }

func (n *Node) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Parser returns the parser of directives.
func Parser() parser.BlockParser { return blockParser{} }

// blockParser parses directives. They may interrupt a paragraph, since a directive without a
// blank line before it would otherwise silently become text.
type blockParser struct{}

func (blockParser) Trigger() []byte { return []byte{':'} }

func (blockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	i := pc.BlockOffset()
	if i < 0 || !bytes.HasPrefix(line[i:], []byte("::")) {
		return nil, parser.NoChildren
	}
	if !isDirective(line[i:]) {
		return nil, parser.NoChildren
	}
	segment = segment.WithStart(segment.Start + i - segment.Padding)
	segment.Padding = 0
	reader.AdvanceToEOL()
	return &Node{line: segment.TrimRightSpace(reader.Source())}, parser.NoChildren
}

func (blockParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (blockParser) Close(ast.Node, text.Reader, parser.Context) {}

func (blockParser) CanInterruptParagraph() bool { return true }

func (blockParser) CanAcceptIndentedLine() bool { return false }

// isDirective reports whether a line that begins with :: is a directive, or was meant as one. A
// line about ::before, an address such as ::ffff:10.0.0.1 and a container such as :::note of
// another tool are text.
func isDirective(line []byte) bool {
	bare := bytes.TrimLeft(line, ":")
	end := bytes.IndexFunc(bare, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) && c != '-' && c != '_' })
	if end < 0 {
		end = len(bare)
	}
	if c, _ := utf8.DecodeRune(bare); !unicode.IsLetter(c) {
		return false
	}
	name := string(bare[:min(end, 80)])
	if slices.ContainsFunc(directives, func(t Type) bool { return t.Name == name }) {
		return true
	}
	if len(line)-len(bare) > 2 {
		return false
	}
	if slices.Contains(component.Names(), name) && (end == len(bare) || bytes.IndexByte([]byte(" \t\n{["), bare[end]) >= 0) {
		return true
	}
	behind := bytes.TrimSpace(bare[end:])
	return len(behind) == 0 || behind[0] == '{' || behind[0] == '[' || end < len(bare) && bare[end] == ' ' && bytes.IndexByte(behind, '=') > 0
}
