package dialect

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/language"

	"baken.example/baken/internal/markdown/dialect/component"
)

// Span is [text]{attributes}: a passage in another language, or a term of the glossary.
type Span struct {
	ast.BaseInline
	// attributes is the segment between the braces.
	attributes text.Segment
}

var kindSpan = ast.NewNodeKind("Span")

func (*Span) Kind() ast.NodeKind { return kindSpan }

func (s *Span) Dump(source []byte, level int) { ast.DumpHelper(s, source, level, nil, nil) }

// Language returns the language of a span that isn't a term, or the problem with it, which is to be
// reported at [Span.Brace].
func (s *Span) Language(src []byte) (lang, problem string) {
	name, value := s.attribute(src)
	switch {
	case name == "" && value == "":
		return "", "a span without its language"
	case name != "lang":
		return "", fmt.Sprintf("a span takes its language, or a term, and nothing else, not %.80q", strings.TrimSpace(string(s.attributes.Value(src))))
	}
	if _, err := language.Parse(value); err != nil || strings.Contains(value, "_") {
		return "", fmt.Sprintf("%.80q isn't the code of a language (BCP 47)", value)
	}
	return value, ""
}

// Term returns the id of the glossary's term that a span marks, and whether it marks one.
func (s *Span) Term(src []byte) (id string, ok bool) {
	name, value := s.attribute(src)
	return value, name == "term"
}

// attribute splits the attributes into a name and a value. A single word is a value without a name.
func (s *Span) attribute(src []byte) (name, value string) {
	attributes := strings.TrimSpace(string(s.attributes.Value(src)))
	name, value, ok := strings.Cut(attributes, "=")
	if !ok {
		return "", attributes
	}
	if n := len(value); n >= 2 && value[0] == '"' && value[n-1] == '"' {
		value = value[1 : n-1]
	}
	return name, value
}

// Brace returns the offset of the opening brace.
func (s *Span) Brace() int { return s.attributes.Start - len("{") }

// brackets is goldmark's link parser, extended by spans and by bounds on the number of brackets in
// a paragraph. It mirrors goldmark's stack of open brackets, which isn't exported.
type brackets struct{ parser.InlineParser }

// openBracket is a [ or ![ that isn't closed yet.
type openBracket struct {
	node  ast.Node
	image bool
	// before is the last delimiter run of *, _ or ~ before it.
	before *parser.Delimiter
}

func (p brackets) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	b := boundsOf(pc)
	line, segment := block.PeekLine()
	if line[0] != ']' {
		if line[0] == '!' && (len(line) < 2 || line[1] != '[') {
			return nil
		}
		switch {
		case b.counts[unlinked] >= limits[unlinked].max:
			b.Exceed(unlinked, segment.Start)
			return nil
		case b.counts[bracketed] >= limits[bracketed].max:
			b.Exceed(bracketed, segment.Start)
			return nil
		}
		node := p.InlineParser.Parse(parent, block, pc)
		if node != nil {
			b.counts[bracketed]++
			b.open = append(b.open, openBracket{node, line[0] == '!', pc.LastDelimiter()})
		}
		return node
	}
	if len(b.open) == 0 {
		return nil
	}
	if b.counts[unlinked] >= limits[unlinked].max {
		b.Exceed(unlinked, segment.Start)
		return nil
	}
	opened := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	end := -1
	if len(line) > 1 && line[1] == '{' && !opened.image {
		if end = bytes.IndexByte(line, '}'); end > 0 && isQuantifier(line[len("]{"):end]) {
			end = -1
		}
	}
	if end < 0 {
		node := p.InlineParser.Parse(parent, block, pc)
		if node == nil {
			b.counts[unlinked]++
		}
		component.ReadButton(node, block)
		return node
	}
	at, pos := block.Position()
	node := p.span(parent, block, pc, opened)
	node.attributes = text.NewSegment(segment.Start+len("]{"), segment.Start+end)
	block.SetPosition(at, pos)
	block.Advance(end + 1)
	return node
}

// isQuantifier reports whether braces belong to a pattern, as in [a-z]{2,5}.
func isQuantifier(inside []byte) bool {
	return len(inside) > 0 && '0' <= inside[0] && inside[0] <= '9' && len(bytes.Trim(inside, "0123456789,")) == 0
}

// span moves the nodes after the open bracket into a span.
func (p brackets) span(parent ast.Node, block text.Reader, pc parser.Context, opened openBracket) *Span {
	next := opened.node.NextSibling()
	// Without a link definition or a following (, goldmark pops the bracket off its stack and turns
	// it into text.
	p.InlineParser.Parse(parent, block, noReferences{pc})
	bracket := parent.LastChild()
	if next != nil {
		bracket = next.PreviousSibling()
	}
	s := new(Span)
	t := bracket.(*ast.Text)
	s.SetPos(t.Segment.Stop - 1)
	// The span separates the bracket from the rest while delimiters are paired, so that an unpaired
	// one doesn't become part of the bracket's text.
	parent.InsertAfter(parent, bracket, s)
	var bottom ast.Node
	if opened.before != nil {
		bottom = opened.before
	}
	parser.ProcessDelimiters(bottom, pc)
	for n := s.NextSibling(); n != nil; n = s.NextSibling() {
		s.AppendChild(s, n)
	}
	t.Segment.Stop--
	if t.Segment.Start == t.Segment.Stop {
		parent.RemoveChild(parent, t)
	}
	return s
}

// CloseBlock implements parser.CloseBlocker.
func (p brackets) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	boundsOf(pc).nextParagraph()
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// noReferences is a context without link definitions.
type noReferences struct{ parser.Context }

func (noReferences) Reference(string) (parser.Reference, bool) { return nil, false }
