package dialect

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// headings bounds the number of headings, and takes {#id} from their end.
type headings struct{ parser.BlockParser }

func (h headings) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, pos := reader.Position()
	node, state := h.BlockParser.Open(parent, reader, pc)
	if node != nil && !boundsOf(pc).Take(headingCount, 1, pos.Start) {
		reader.SetPosition(line, pos)
		return nil, parser.NoChildren
	}
	return node, state
}

// Close completes a heading: one that is underlined gets its lines here.
func (h headings) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	lines := node.Lines()
	if node.Parent() == nil || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	if start, id := headingID(last.Value(reader.Source())); id != nil {
		at := last.Stop - len(last.Value(reader.Source())) + start
		node.SetAttribute(idAttribute, HeadingID{string(id), at})
		last = last.WithStop(at)
		lines.Set(lines.Len()-1, last.TrimRightSpace(reader.Source()))
	}
}

// HeadingID is the anchor that a heading has been given, and its offset in the source.
type HeadingID struct {
	ID     string
	Offset int
}

var idAttribute = []byte("id")

// IDOf returns the anchor that a heading has been given by {#id} at its end, as in PHP Markdown
// Extra, and whether it has one.
func IDOf(heading *ast.Heading) (id HeadingID, ok bool) {
	v, _ := heading.Attribute(idAttribute)
	id, ok = v.(HeadingID)
	return id, ok
}

// headingID returns the id in {#id} at the end of a line, and the offset of the brace. The id is
// nil if there is none, or one with other characters than letters, digits, hyphens and underscores.
func headingID(line []byte) (start int, id []byte) {
	line = bytes.TrimRight(line, " \t\n")
	start = bytes.LastIndexByte(line, '{')
	if start < 0 || start > 0 && line[start-1] == '\\' || !bytes.HasPrefix(line[start:], []byte("{#")) || line[len(line)-1] != '}' {
		return 0, nil
	}
	id = line[start+len("{#") : len(line)-1]
	for rest := id; len(rest) > 0; {
		c, n := utf8.DecodeRune(rest)
		if !unicode.In(c, unicode.L, unicode.M, unicode.Nd) && c != '-' && c != '_' {
			return 0, nil
		}
		rest = rest[n:]
	}
	if len(id) == 0 {
		return 0, nil
	}
	return start, id
}
