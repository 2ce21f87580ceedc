package component

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Caption is the caption of the table behind it.
type Caption struct{ ast.BaseBlock }

var kindCaption = ast.NewNodeKind("TableCaption")

func (*Caption) Kind() ast.NodeKind { return kindCaption }

func (c *Caption) Dump(source []byte, level int) { ast.DumpHelper(c, source, level, nil, nil) }

// CaptionOf returns the caption of a table, or nil.
func CaptionOf(table ast.Node) *Caption {
	c, _ := table.PreviousSibling().(*Caption)
	return c
}

// captionMark begins a caption, as in Pandoc.
var captionMark = []byte("Table:")

// Captions returns the transformer that makes captions of the paragraphs above and below tables
// that begin with Table:, and puts each in front of its table. One between two tables is that of
// the table above, unless nothing separates it from the one below.
func Captions() parser.ASTTransformer { return captions{} }

type captions struct{}

func (captions) Transform(document *ast.Document, reader text.Reader, _ parser.Context) {
	src := reader.Source()
	if !bytes.Contains(src, captionMark) {
		return
	}
	var tables []*extast.Table
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *extast.Table:
			if entering {
				tables = append(tables, n)
			}
			return ast.WalkSkipChildren, nil
		}
		if n.Type() == ast.TypeInline || n.Kind() == ast.KindParagraph {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, t := range tables {
		if above, ok := t.PreviousSibling().(*ast.Paragraph); ok && touches(above, t, src) {
			caption(above, t, src)
		}
	}
	for _, t := range tables {
		if CaptionOf(t) != nil || lastRow(t, src) {
			continue
		}
		if below, ok := t.NextSibling().(*ast.Paragraph); ok && caption(below, t, src) {
			continue
		}
		if above, ok := t.PreviousSibling().(*ast.Paragraph); ok {
			caption(above, t, src)
		}
	}
}

// touches reports whether no blank line stands between a paragraph and the table below it.
func touches(p *ast.Paragraph, t *extast.Table, src []byte) bool {
	lines := p.Lines()
	at := t.FirstChild().Pos()
	if lines.Len() == 0 || at < 0 {
		return false
	}
	last := lines.At(lines.Len() - 1)
	last = last.TrimRightSpace(src)
	return at >= last.Stop && bytes.Count(src[last.Stop:at], []byte{'\n'}) == 1
}

// caption makes a paragraph the caption of a table, and reports whether it is one.
func caption(p *ast.Paragraph, t *extast.Table, src []byte) bool {
	return move(p, p, t, src)
}

// lastRow makes the last row of a table its caption, if its line has no cells: without a blank line
// Markdown reads a caption as a row.
func lastRow(t *extast.Table, src []byte) bool {
	row, ok := t.LastChild().(*extast.TableRow)
	if !ok || row.FirstChild() == nil || row.Pos() < 0 || row.Pos() > len(src) {
		return false
	}
	line, _, _ := bytes.Cut(src[row.Pos():], []byte{'\n'})
	return bytes.IndexByte(line, '|') < 0 && move(row.FirstChild(), row, t, src)
}

// move moves the content of a block that begins with the mark into a caption in front of a table,
// and removes a node, the block or its row.
func move(block, remove ast.Node, t *extast.Table, src []byte) bool {
	lines := block.Lines()
	if lines.Len() == 0 {
		return false
	}
	line := lines.At(0)
	line = line.TrimLeftSpace(src)
	if !bytes.HasPrefix(line.Value(src), captionMark) {
		return false
	}
	line = line.WithStart(line.Start + len(captionMark))
	line = line.TrimLeftSpace(src)
	if line.IsEmpty() {
		return false
	}
	c := new(Caption)
	c.SetPos(line.Start)
	c.Lines().Append(line)
	for i := 1; i < lines.Len(); i++ {
		c.Lines().Append(lines.At(i))
	}
	for n := block.FirstChild(); n != nil; n = block.FirstChild() {
		t, ok := n.(*ast.Text)
		if !ok || t.Segment.Stop > line.Start {
			if ok && t.Segment.Start < line.Start {
				t.Segment = t.Segment.WithStart(line.Start)
			}
			break
		}
		block.RemoveChild(block, t)
	}
	for n := block.FirstChild(); n != nil; n = block.FirstChild() {
		c.AppendChild(c, n)
	}
	remove.Parent().RemoveChild(remove.Parent(), remove)
	t.Parent().InsertBefore(t.Parent(), t, c)
	return true
}
