package dialect

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// delimiters bounds the runs of *, _ and ~ in a paragraph. Struck-out text has two tildes: GitHub
// takes one as well, which swallows the second half of "5~10 euro or 20~30 euro".
type delimiters struct{ parser.InlineParser }

func (d delimiters) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, pos := block.Position()
	if block.Peek() == '~' {
		if block.PrecendingCharacter() == '~' {
			return nil // The run was parsed as a whole and isn't strikethrough.
		}
		if line, _ := block.PeekLine(); len(line) < 2 || line[1] != '~' {
			return nil
		}
	}
	b := boundsOf(pc)
	if b.counts[emphasis] >= limits[emphasis].max {
		b.Exceed(emphasis, pos.Start)
		return nil
	}
	n := d.InlineParser.Parse(parent, block, pc)
	if n != nil {
		b.counts[emphasis]++
	}
	return n
}

// codeSpans bounds the runs of backticks without a closing run in a paragraph: goldmark searches
// for one from each of them to the end of the paragraph.
type codeSpans struct{ parser.InlineParser }

func (c codeSpans) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	b := boundsOf(pc)
	if b.counts[openCode] >= limits[openCode].max {
		line, segment := block.PeekLine()
		n := len(line) - len(bytes.TrimLeft(line, "`"))
		b.Exceed(openCode, segment.Start)
		block.Advance(n)
		return ast.NewTextSegment(segment.WithStop(segment.Start + n))
	}
	n := c.InlineParser.Parse(parent, block, pc)
	if _, ok := n.(*ast.CodeSpan); !ok {
		b.counts[openCode]++
	}
	return n
}

// footnoteReferences counts footnote references as brackets. A reference begins with [^ or ![^
// only: goldmark takes any character for the bracket behind an exclamation mark, and drops it.
type footnoteReferences struct{ parser.InlineParser }

func (f footnoteReferences) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[^")) && !bytes.HasPrefix(line, []byte("![^")) {
		return nil
	}
	if !boundsOf(pc).Take(bracketed, 2, segment.Start) {
		return nil
	}
	return f.InlineParser.Parse(parent, block, pc)
}

// definitions bounds the lines in a paragraph of link definitions.
type definitions struct{ parser.ParagraphTransformer }

func (d definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	first := lines.At(0)
	if bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " \t"), []byte("[")) {
		if lines.Len() > limits[definitionLines].max {
			boundsOf(pc).Exceed(definitionLines, first.Start)
			return
		}
		d.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// tables bounds the columns and cells of tables, with the cells that goldmark adds to short rows.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	b := boundsOf(pc)
	columns := 0
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		columns = max(columns, delimiterColumns(line.Value(reader.Source())))
	}
	if columns == 0 {
		return
	}
	if columns > limits[tableColumns].max {
		b.Exceed(tableColumns, node.Pos())
		return
	}
	if b.Take(tableCells, columns*lines.Len(), node.Pos()) {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// delimiterColumns returns the number of columns of a table's delimiter row, or 0 for any other
// line.
func delimiterColumns(line []byte) int {
	columns, table, cell := 0, false, false
	for _, c := range line {
		switch c {
		case '|':
			table, cell = true, false
		case ':':
			table = true
		case '-':
			if !cell {
				columns++
			}
			cell = true
		case ' ', '\t', '\n':
		default:
			return 0
		}
	}
	if !table {
		return 0
	}
	return columns
}
