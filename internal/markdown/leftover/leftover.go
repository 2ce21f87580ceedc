/*
Package leftover finds marks in a text that Markdown doesn't read: readers would see them as signs, or
not see the text that they enclose.

[Check] looks at the finished text of each block: what is left of its source once the marks that
Markdown has read are taken out. Code, escaped characters and character references never count as
marks. A table of kinds ([foreign]) has the syntax of other tools, with the way to write it here.
The other files have marks of Markdown itself that didn't take, and what its blocks leave out: the
surplus cells of a table, footnotes that nothing refers to, code that a fence doesn't end.

All patterns are regular expressions of package regexp, which takes linear time. A text without any
of the bytes that they begin with isn't searched.
*/
package leftover

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/position"
)

// Bytes of a finished text that stand for parts of the source.
const (
	// mark is a byte of a mark that Markdown has read, such as the target of a link.
	mark = '\x01'
	// atom is a byte of code or of an escaped character.
	atom = '\x02'
	// address is a byte of a bare address.
	address = '\x04'
)

// Check reports the marks that are left in a document.
func Check(document ast.Node, src []byte, report position.Report) {
	c := checker{src: src, report: report}
	c.blocks(document)
	c.footnotes(document)
	c.definitions()
}

// checker checks one document.
type checker struct {
	src    []byte
	report position.Report
	// notes are the stars that mark notes in this document; nil before they are needed.
	notes *legend
	// text is the finished text of the current block, lines are its lines.
	text  []byte
	lines []line
	depth int
	// container reports whether a ::: was reported, whose end isn't reported too.
	container bool
	defined   []*ast.LinkReferenceDefinition
	// used holds the labels of the definitions that links and pictures use.
	used map[string]bool
	// labels holds the labels of the footnotes that are published.
	labels map[string]bool
}

// line maps the finished text from the offset at on to the source from the offset source on.
type line struct{ at, source, size int }

// source returns the offset in the source of an offset in the finished text.
func (c *checker) source(at int) int {
	i := max(sort.Search(len(c.lines), func(i int) bool { return c.lines[i].at > at })-1, 0)
	return min(c.lines[i].source+at-c.lines[i].at, len(c.src))
}

// blocks checks the blocks in a block. It recurses no deeper than [dialect.MaxNesting].
func (c *checker) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph:
			if !c.pipes(n) {
				c.leaf(n)
			}
			c.boldHeading(n)
		case *ast.TextBlock:
			if !c.pipes(n) {
				c.leaf(n)
			}
		case *ast.Heading, *extast.TableCell, *extast.DefinitionTerm, *dialect.CalloutTitle, *component.Title, *component.Caption:
			c.leaf(n)
		case *ast.FencedCodeBlock:
			c.fence(n)
		case *extast.Table:
			c.table(n)
			c.blocks(n)
		case *ast.Blockquote:
			c.emptyCallout(n)
			c.blocks(n)
		case *extast.Footnote:
			if c.labels == nil {
				c.labels = make(map[string]bool)
			}
			c.labels[string(n.Ref)] = true
			c.blocks(n)
		case *ast.LinkReferenceDefinition:
			c.defined = append(c.defined, n)
		case *ast.CodeBlock, *ast.HTMLBlock, *ast.ThematicBreak, *directive.Node:
		default:
			if n.Type() == ast.TypeBlock {
				c.blocks(n)
			}
		}
	}
}

// leaf checks a block of text.
func (c *checker) leaf(n ast.Node) {
	lines := n.Lines()
	if !c.suspect(n, lines) {
		return
	}
	c.text, c.lines = c.text[:0], c.lines[:0]
	for i := range lines.Len() {
		segment := lines.At(i)
		size := len(bytes.TrimRight(c.src[segment.Start:segment.Stop], "\n"))
		c.lines = append(c.lines, line{len(c.text), segment.Start, size})
		for range size {
			c.text = append(c.text, mark)
		}
		c.text = append(c.text, '\n')
	}
	if len(c.lines) == 0 {
		return
	}
	c.finish(n)
	c.kinds(n)
	c.marks(n)
}

// suspect reports whether the text of a block has a byte that a pattern begins with, and records
// the definitions that its links use.
func (c *checker) suspect(parent ast.Node, lines *text.Segments) (found bool) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			if !found {
				found = suspicious(n.Segment.Value(c.src)) ||
					suspiciousStart(n.Segment.Value(c.src)) && beginsLine(lines, n.Segment.Start)
			}
		case *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML:
		default:
			switch n := n.(type) {
			case *ast.Link:
				c.use(n.Reference)
			case *ast.Image:
				c.use(n.Reference)
			}
			if c.depth++; c.depth <= dialect.MaxNesting {
				found = c.suspect(n, lines) || found
			}
			c.depth--
		}
	}
	return found
}

// suspiciousStart reports whether a line that starts like a segment may match a pattern for the
// starts of lines.
func suspiciousStart(s []byte) bool {
	if len(s) == 0 {
		return false
	}
	switch s[0] {
	case '#', '!', '?', ':', '/', '.', '-', '+', '=', '\\', ';', '\'', '(':
		return true
	case 'i', 'e', 'h', 'v', 't', 'x':
		return startsWord(s)
	}
	return s[0] >= 0xc2 && (bullet().Match(s) || quoteFence().Match(s) || bytes.HasPrefix(s, []byte("–")) || bytes.HasPrefix(s, []byte("—")))
}

// beginsLine reports whether one of the lines of a block begins at an offset in the source. Most
// segments that begin with a mark of punctuation don't: they follow a link.
func beginsLine(lines *text.Segments, offset int) bool {
	i := sort.Search(lines.Len(), func(i int) bool { return lines.At(i).Start >= offset })
	return i < lines.Len() && lines.At(i).Start == offset
}

// The classes of the bytes that patterns begin with.
const (
	alone    = iota + 1 // a pattern begins with the byte
	doubled             // a pattern begins with two of them
	named               // a pattern begins with the byte and a small letter
	variable            // a pattern begins with two of them, or the byte and a letter or a backslash
)

// classes are the classes of bytes, or 0.
var classes = [256]byte{
	'[': alone, ']': alone, '{': alone, '*': alone, '~': alone, '`': alone, '<': alone, '^': alone,
	'_': doubled, '=': doubled, '+': doubled, '%': doubled, '\'': doubled,
	'$': variable,
	':': named,
}

// suspicious reports whether a segment has a byte or a pair of bytes that a pattern begins with.
func suspicious(s []byte) bool {
	for i, b := range s {
		switch classes[b] {
		case 0:
		case alone:
			return true
		case doubled:
			if i+1 < len(s) && s[i+1] == b {
				return true
			}
		case variable:
			if i+1 < len(s) && (s[i+1] == b || s[i+1] == '\\' || 'A' <= s[i+1] && s[i+1] <= 'z') {
				return true
			}
		case named:
			if i+1 < len(s) && 'a' <= s[i+1] && s[i+1] <= 'z' {
				return true
			}
		}
	}
	return false
}

func (c *checker) use(reference *ast.ReferenceLink) {
	if reference == nil {
		return
	}
	if c.used == nil {
		c.used = make(map[string]bool)
	}
	c.used[util.ToLinkReference(reference.Value)] = true
}

// finish writes the text of the nodes in a node into the finished text.
func (c *checker) finish(parent ast.Node) {
	if c.depth > dialect.MaxNesting {
		return
	}
	c.depth++
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			c.put(n.Segment.Start, n.Segment.Stop)
		case *ast.CodeSpan:
			for t := n.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					c.fill(t.Segment.Start, t.Segment.Stop, atom)
				}
			}
		case *ast.AutoLink:
			label := n.Label(c.src)
			if from := max(n.Pos(), 0); from < len(c.src) {
				if i := bytes.Index(c.src[from:], label); i >= 0 {
					c.fill(from+i, from+i+len(label), address)
				}
			}
		case *ast.Image, *ast.RawHTML:
		default:
			c.finish(n)
		}
	}
	c.depth--
}

// place returns the part of the finished text that stands for a range of the source in one line.
func (c *checker) place(start, stop int) []byte {
	i := sort.Search(len(c.lines), func(i int) bool { return c.lines[i].source > start }) - 1
	if i < 0 {
		return nil
	}
	l := c.lines[i]
	from := min(start-l.source, l.size)
	return c.text[l.at+from : l.at+min(max(stop-l.source, from), l.size)]
}

func (c *checker) fill(start, stop int, b byte) {
	part := c.place(start, stop)
	for i := range part {
		part[i] = b
	}
}

// put copies a range of the source, without escaped characters and character references.
func (c *checker) put(start, stop int) {
	part := c.place(start, stop)
	n := copy(part, c.src[start:stop])
	for i := 0; i < n; i++ {
		length := 0
		switch part[i] {
		case '\\':
			if i+1 < n && util.IsPunct(part[i+1]) {
				length = 2
			}
		case '&':
			var buf [8]byte
			_, length = escape.Reference(buf[:0], part[i:n])
		}
		for range length {
			part[i] = atom
			i++
		}
		if length > 0 {
			i--
		}
	}
}

// maxQuoted is the maximum length in bytes of a text that a message quotes.
const maxQuoted = 240

// quoted returns the start of a range of the finished text as it stands in the source, up to the
// end of the line, for a message.
func (c *checker) quoted(start, stop int) string {
	from := c.source(start)
	s := c.src[from:min(from+min(stop-start, maxQuoted), len(c.src))]
	if stop-start > maxQuoted {
		for len(s) > 0 && !utf8.RuneStart(s[len(s)-1]) {
			s = s[:len(s)-1]
		}
		s = s[:max(len(s)-1, 0)]
	}
	s, _, _ = bytes.Cut(s, []byte("\n"))
	return string(bytes.TrimSpace(s))
}

// clear takes a range that has been reported out of the finished text.
func (c *checker) clear(start, stop int) {
	for i := start; i < stop; i++ {
		if c.text[i] != '\n' {
			c.text[i] = atom
		}
	}
}
