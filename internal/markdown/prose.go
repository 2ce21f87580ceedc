package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/typography"
	"baken.example/baken/internal/markdown/word"
)

// prose is the state of the text in one block.
type prose struct {
	typography.State
	kind textKind
}

// textKind is the context in which text is written.
type textKind uint8

const (
	// elementText is the content of an element. Terms are marked only in it.
	elementText textKind = iota
	// attributeText is the value of an attribute.
	attributeText
	// bareText is plain text.
	bareText
	// rawText is plain text with straight quotes, hyphens and full stops as written.
	rawText
)

// class classifies bytes of text, so that most can be skipped over.
type class uint8

const (
	wordByte class = iota + 1
	highByte
	specialByte
)

var classes = func() (table [256]class) {
	for c := range table {
		switch {
		case c >= utf8.RuneSelf:
			table[c] = highByte
		case word.IsChar(rune(c)):
			table[c] = wordByte
		}
	}
	for _, c := range "\x00&<>\"'\\-." {
		table[c] = specialByte
	}
	return table
}()

// text writes a text node in one pass: it resolves escapes and references, replaces quotes and
// dashes, marks terms, and escapes the result.
func (r *rendering) text(n *ast.Text) {
	src, i, stop := r.src, n.Segment.Start, n.Segment.Stop
	find := r.findsTerms()
	inWord := word.IsChar(r.prose.Last)
	// done is up to where the text has been written.
	done := i
	for i < stop {
		if i == r.used.end && r.used.open {
			done = r.verbatim(done, i)
			r.closeTerm()
		}
		switch classes[src[i]] {
		case wordByte:
			if !inWord && find && i >= r.used.end && r.index.Starts[src[i]] {
				done = r.verbatim(done, i)
				r.openTerm(n, i)
			}
			inWord = true
			for i++; i < stop && classes[src[i]] == wordByte; i++ {
			}
		case highByte:
			c, size := utf8.DecodeRune(src[i:stop])
			before := inWord
			inWord = word.IsChar(c)
			if inWord && !before && find && i >= r.used.end && r.index.Starts[src[i]] {
				done = r.verbatim(done, i)
				r.openTerm(n, i)
			}
			i += size
		case specialByte:
			if alone(src, i, stop) {
				inWord = false
				i++
				continue
			}
			r.verbatim(done, i)
			i = r.special(i, stop)
			done = i
			inWord = word.IsChar(r.prose.Last)
		default:
			inWord = false
			if src[i] == ' ' && r.spaced {
				done = r.space(done, i)
			}
			i++
		}
	}
	r.verbatim(done, stop)
	if r.used.open && r.used.end <= stop {
		r.closeTerm()
	}
	if n.HardLineBreak() || n.SoftLineBreak() {
		r.lineBreak(n.HardLineBreak())
	}
}

// verbatim writes a part of the source without special characters, and returns its end.
func (r *rendering) verbatim(from, to int) int {
	if from < to {
		r.HTML = append(r.HTML, r.src[from:to]...)
		r.prose.Last, _ = utf8.DecodeLastRune(r.src[from:to])
	}
	return to
}

// space writes the source up to the space at i, and what replaces it, if anything does. It returns
// the end of the written part.
func (r *rendering) space(from, i int) int {
	if r.prose.kind == rawText {
		return from
	}
	text := r.prose.Space(i, &r.spaces)
	if text == "" {
		return from
	}
	r.verbatim(from, i)
	r.Write(text)
	r.prose.Last = ' '
	return i + 1
}

func (r *rendering) lineBreak(hard bool) {
	switch kind := r.prose.kind; {
	case kind == elementText && hard:
		r.Write("<br>")
	case kind == elementText || kind == rawText:
		r.Write("\n")
	default:
		r.Write(" ")
	}
	r.prose.Last = ' '
}

// alone reports whether a special character is a single hyphen or full stop, the most common
// case.
func alone(src []byte, i, stop int) bool {
	c := src[i]
	return (c == '-' || c == '.') && (i+1 == stop || src[i+1] != c)
}

// special writes the replacement of the special character at i, and returns the offset after it.
func (r *rendering) special(i, stop int) int {
	switch c := r.src[i]; c {
	case '\\':
		if i+1 < stop && util.IsPunct(r.src[i+1]) {
			return r.run(i+1, stop)
		}
	case '&':
		var buf [8]byte
		if decoded, n := escape.Reference(buf[:0], r.src[i:stop]); n > 0 {
			r.literal(decoded)
			return i + n
		}
	case '"', '\'', '-', '.':
		if s, n := r.typographic(i, stop); n > 0 {
			r.Write(s)
			return i + n
		}
		return r.run(i, stop)
	}
	r.literal(r.src[i : i+1])
	return i + 1
}

// run writes the character at i literally, and a whole run if it is a hyphen or full stop.
func (r *rendering) run(i, stop int) int {
	c, from := r.src[i], i
	for i++; (c == '-' || c == '.') && i < stop && r.src[i] == c; i++ {
	}
	r.literal(r.src[from:i])
	return i
}

// typographic is [typography.State.Replace] for the present kind of text.
func (r *rendering) typographic(i, stop int) (string, int) {
	switch r.prose.kind {
	case rawText:
		return "", 0
	case bareText:
		return r.prose.Replace(i, stop, &r.quotes)
	default:
		return r.prose.Replace(i, stop, &r.escaped)
	}
}

// literal writes characters, escaped for the present kind of text.
func (r *rendering) literal(s []byte) {
	switch r.prose.kind {
	case elementText:
		r.HTML = escape.Text(r.HTML, s)
	case attributeText:
		r.HTML = escape.Attribute(r.HTML, s)
	default:
		r.HTML = escape.Nothing(r.HTML, s)
	}
	r.prose.Last, _ = utf8.DecodeLastRune(s)
}

// inText writes the text of a node, without markup, as a kind of text other than elementText.
func (r *rendering) inText(kind textKind, n ast.Node) {
	outer := r.prose
	r.prose = prose{kind: kind, State: typography.State{Src: r.src, End: outer.End}}
	r.texts(n)
	r.prose = outer
}

// texts writes the text of the nodes in a node, without markup.
func (r *rendering) texts(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			if n.IsRaw() {
				r.literal(n.Value(r.src))
			} else {
				r.text(n)
			}
		case *ast.AutoLink:
			r.literal(n.Label(r.src))
		case *dialect.Value:
			r.value(n)
		case *ast.Image:
			if r.prose.kind != rawText {
				r.texts(n)
			}
		case *ast.Emphasis, *ast.Link, *ast.CodeSpan, *dialect.Span, *extast.Strikethrough:
			r.texts(n)
		case *ast.RawHTML, *extast.FootnoteLink, *extast.FootnoteBacklink, *extast.TaskCheckBox:
		default:
			r.unsupported(n)
		}
	}
}

// toPlain returns the text of a node, without markup. It is valid until the next call.
func (r *rendering) toPlain(kind textKind, n ast.Node) []byte {
	html := r.HTML
	r.HTML = r.plain[:0]
	r.inText(kind, n)
	r.plain, r.HTML = r.HTML, html
	return r.plain
}
