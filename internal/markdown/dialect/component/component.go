// Package component parses what a text is laid out with: blocks of text with a name (::: details
// Title, closed by :::), captions of tables, and the mark of links that look like buttons. It
// knows their syntax only; package renderer checks and renders their content.
package component

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The names of blocks.
const (
	// Details is text that opens from its title.
	Details = "details"
	// Cards is a list of links with a sentence each.
	Cards = "cards"
	// Steps is a numbered list, or headings with their texts.
	Steps = "steps"
	// Downloads is a list of links to files.
	Downloads = "downloads"
)

// Names returns the names of all blocks.
func Names() []string { return []string{Details, Cards, Steps, Downloads} }

// Block is ::: name Title, the blocks below it, and the line ::: that closes it. Its first child is
// its [Title] if it has one.
type Block struct {
	ast.BaseBlock
	Name string
	// Closed reports whether a line closes the block. Without one it reaches to the end of the
	// text, or of the list or quote around it.
	Closed bool
	// column is the offset of the colons in their line.
	column int
}

var kindBlock = ast.NewNodeKind("Component")

func (*Block) Kind() ast.NodeKind { return kindBlock }

func (b *Block) Dump(source []byte, level int) { ast.DumpHelper(b, source, level, nil, nil) }

// Title returns the title of the block, or nil.
func (b *Block) Title() *Title {
	t, _ := b.FirstChild().(*Title)
	return t
}

// Title is the text behind the name of a block.
type Title struct{ ast.BaseBlock }

var kindTitle = ast.NewNodeKind("ComponentTitle")

func (*Title) Kind() ast.NodeKind { return kindTitle }

func (t *Title) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// Parser returns the parser of blocks.
func Parser() parser.BlockParser { return blockParser{} }

// blockParser parses blocks. They may interrupt a paragraph, as lists and fences do.
type blockParser struct{}

func (blockParser) Trigger() []byte { return []byte{':'} }

func (blockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	i := pc.BlockOffset()
	if i < 0 {
		return nil, parser.NoChildren
	}
	name, title := Read(line[i:])
	if !slices.Contains(Names(), name) {
		return nil, parser.NoChildren
	}
	start := segment.Start + i - segment.Padding
	b := &Block{Name: name, column: column(reader.Source(), start)}
	b.SetPos(start)
	if title > 0 {
		t := new(Title)
		s := text.NewSegment(start+title, segment.Stop)
		s = s.TrimRightSpace(reader.Source())
		s = trimColons(s, reader.Source())
		if !s.IsEmpty() {
			t.SetPos(s.Start)
			t.Lines().Append(s)
			b.AppendChild(b, t)
		}
	}
	reader.AdvanceToEOL()
	return b, parser.HasChildren
}

// Read returns the name of the block that a line opens, which may be none of [Names], and the
// offset of its title in the line, or 0 if it has none. The name is empty if the line opens no
// block.
func Read(line []byte) (name string, title int) {
	rest := bytes.TrimLeft(line, ":")
	if len(line)-len(rest) < 3 {
		return "", 0
	}
	rest = bytes.TrimLeft(rest, " \t")
	end := bytes.IndexFunc(rest, func(c rune) bool { return (c < 'a' || c > 'z') && c != '-' })
	if end < 0 {
		end = len(rest)
	}
	if end == 0 || end > maxName || end < len(rest) && bytes.IndexByte([]byte(" \t\n"), rest[end]) < 0 {
		return "", 0
	}
	name, behind := string(rest[:end]), bytes.TrimLeft(rest[end:], " \t")
	if len(bytes.TrimSpace(behind)) == 0 {
		return name, 0
	}
	return name, len(line) - len(behind)
}

// maxName is the number of bytes of a name above which a line is text.
const maxName = 40

// trimColons takes the colons off the end of a title: Pandoc has ::: name ::: as well.
func trimColons(s text.Segment, src []byte) text.Segment {
	value := s.Value(src)
	bare := bytes.TrimRight(value, ":")
	if len(value)-len(bare) < 3 {
		return s
	}
	s = s.WithStop(s.Start + len(bare))
	return s.TrimRightSpace(src)
}

// Continue implements [parser.BlockParser]. A line of three colons or more closes the innermost
// block that begins no further to the right. Within code it closes none.
func (blockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, segment := reader.PeekLine()
	width, i := util.IndentWidth(line, reader.LineOffset())
	if width > 3 || i >= len(line) || line[i] != ':' || !closes(line[i:]) {
		return parser.Continue | parser.HasChildren
	}
	at := column(reader.Source(), segment.Start+i-segment.Padding)
	opened := pc.OpenedBlocks()
	for j := len(opened) - 1; j >= 0 && opened[j].Node != node; j-- {
		switch n := opened[j].Node.(type) {
		case *ast.FencedCodeBlock, *ast.HTMLBlock:
			return parser.Continue | parser.HasChildren
		case *Block:
			if n.column <= at {
				return parser.Continue | parser.HasChildren
			}
		}
	}
	node.(*Block).Closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

// closes reports whether a line that begins with a colon closes a block.
func closes(line []byte) bool {
	rest := bytes.TrimLeft(line, ":")
	return len(line)-len(rest) >= 3 && util.IsBlank(rest)
}

// column returns the offset of a place in its line.
func column(src []byte, at int) int { return at - 1 - bytes.LastIndexByte(src[:at], '\n') }

func (blockParser) Close(ast.Node, text.Reader, parser.Context) {}

func (blockParser) CanInterruptParagraph() bool { return true }

func (blockParser) CanAcceptIndentedLine() bool { return false }
