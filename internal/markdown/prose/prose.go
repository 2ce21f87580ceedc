// Package prose writes the words of a text as HTML, in the typography of its language: quotation
// marks, dashes and spaces. It marks the first use of each term of the glossary, and puts the
// values of constants in their places.
package prose

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/glossary"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/position"
	"baken.example/baken/internal/markdown/typography"
	"baken.example/baken/internal/markdown/word"
)

// Language is how the texts of a site are written in one of its languages. It is immutable.
type Language struct {
	quotes  typography.Quotes
	escaped typography.Quotes
	spaces  typography.Spaces
	// spaced reports whether the language has such spaces.
	spaced bool
	// terms are the ids of the glossary's terms, in the order of the index.
	terms  []string
	index  *glossary.Index
	values constant.Values
}

// NewLanguage returns a language with its quotation marks, its colon with the space before it, the
// terms of the glossary that are marked, each with its forms, and the values of constants.
func NewLanguage(quotes typography.Quotes, colon string, terms []string, forms [][]string, values constant.Values) *Language {
	l := &Language{
		quotes: quotes, escaped: quotes.Escaped(), spaces: typography.NewSpaces(quotes, colon),
		terms: terms, index: glossary.New(forms), values: values,
	}
	l.spaced = l.spaces.Any()
	return l
}

// Writer writes the text nodes of a document. Others write its HTML in between.
type Writer struct {
	hypertext.Writer
	*Language
	// Src is the source of the document.
	Src      []byte
	Findings *position.Findings
	// In has what the current node is in.
	In Context
	// Uses are the constants that were written, some of them several times.
	Uses []hypertext.ValueUse
	// Unknown is the first node that isn't one of the dialect's where it stands; see
	// [Writer.Unsupported].
	Unknown ast.Node
	// Scratch is a buffer for text that isn't HTML. [Writer.Plain] overwrites it.
	Scratch []byte

	state typography.State
	kind  Kind
	used  termUse
}

// Context says whether a node is in a link, a span of another language, a heading or a span that
// marks a term. No terms are marked in these.
type Context struct{ Link, Foreign, Heading, Term bool }

// Kind is the form in which text is written.
type Kind uint8

const (
	// elementText is the content of an element. Terms are marked only in it.
	elementText Kind = iota
	// Attribute is the value of an attribute.
	Attribute
	// Bare is plain text.
	Bare
	// Raw is plain text with straight quotes, hyphens and full stops as written.
	Raw
)

// Begin begins the text of a block that ends at an offset of the source.
func (w *Writer) Begin(end int) {
	w.state, w.kind = typography.State{Src: w.Src, End: end}, elementText
	w.used.end = 0
}

// Follow makes the text that comes next follow a character, as far as its typography goes: 0 is
// none.
func (w *Writer) Follow(last rune) { w.state.Last = last }

// Unsupported records a node that isn't one of the dialect's where it stands. Goldmark or an
// extension made it, so that it holds text of the editor's which would silently be left out.
func (w *Writer) Unsupported(n ast.Node) {
	if w.Unknown == nil {
		w.Unknown = n
	}
}

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

// Text writes a text node in one pass: it resolves escapes and references, replaces quotes and
// dashes, marks terms, and escapes the result.
func (w *Writer) Text(n *ast.Text) {
	src, i, stop := w.Src, n.Segment.Start, n.Segment.Stop
	find := w.findsTerms()
	inWord := word.IsChar(w.state.Last)
	// done is up to where the text has been written.
	done := i
	for i < stop {
		if i == w.used.end && w.used.open {
			done = w.verbatim(done, i)
			w.closeTerm()
		}
		switch classes[src[i]] {
		case wordByte:
			if !inWord && find && i >= w.used.end && w.index.Starts[src[i]] {
				done = w.verbatim(done, i)
				w.openTerm(n, i)
			}
			inWord = true
			for i++; i < stop && classes[src[i]] == wordByte; i++ {
			}
		case highByte:
			c, size := utf8.DecodeRune(src[i:stop])
			before := inWord
			inWord = word.IsChar(c)
			if inWord && !before && find && i >= w.used.end && w.index.Starts[src[i]] {
				done = w.verbatim(done, i)
				w.openTerm(n, i)
			}
			i += size
		case specialByte:
			if alone(src, i, stop) {
				inWord = false
				i++
				continue
			}
			w.verbatim(done, i)
			i = w.special(i, stop)
			done = i
			inWord = word.IsChar(w.state.Last)
		default:
			inWord = false
			if src[i] == ' ' && w.spaced {
				done = w.space(done, i)
			}
			i++
		}
	}
	w.verbatim(done, stop)
	if w.used.open && w.used.end <= stop {
		w.closeTerm()
	}
	if n.HardLineBreak() || n.SoftLineBreak() {
		w.LineBreak(n.HardLineBreak())
	}
}

// verbatim writes a part of the source without special characters, and returns its end.
func (w *Writer) verbatim(from, to int) int {
	if from < to {
		w.HTML = append(w.HTML, w.Src[from:to]...)
		w.state.Last, _ = utf8.DecodeLastRune(w.Src[from:to])
	}
	return to
}

// space writes the source up to the space at i, and what replaces it, if anything does. It returns
// the end of the written part.
func (w *Writer) space(from, i int) int {
	if w.kind == Raw {
		return from
	}
	text := w.state.Space(i, &w.spaces)
	if text == "" {
		return from
	}
	w.verbatim(from, i)
	w.Write(text)
	w.state.Last = ' '
	return i + 1
}

// LineBreak writes a line break, which shows in an element if it is a hard one.
func (w *Writer) LineBreak(hard bool) {
	switch kind := w.kind; {
	case kind == elementText && hard:
		w.Write("<br>")
	case kind == elementText || kind == Raw:
		w.Write("\n")
	default:
		w.Write(" ")
	}
	w.state.Last = ' '
}

// alone reports whether a special character is a single hyphen or full stop, the most common
// case.
func alone(src []byte, i, stop int) bool {
	c := src[i]
	return (c == '-' || c == '.') && (i+1 == stop || src[i+1] != c)
}

// special writes the replacement of the special character at i, and returns the offset after it.
func (w *Writer) special(i, stop int) int {
	switch c := w.Src[i]; c {
	case '\\':
		if i+1 < stop && util.IsPunct(w.Src[i+1]) {
			return w.run(i+1, stop)
		}
	case '&':
		var buf [8]byte
		if decoded, n := escape.Reference(buf[:0], w.Src[i:stop]); n > 0 {
			w.literal(decoded)
			return i + n
		}
	case '"', '\'', '-', '.':
		if s, n := w.typographic(i, stop); n > 0 {
			w.Write(s)
			return i + n
		}
		return w.run(i, stop)
	}
	w.literal(w.Src[i : i+1])
	return i + 1
}

// run writes the character at i literally, and a whole run if it is a hyphen or full stop.
func (w *Writer) run(i, stop int) int {
	c, from := w.Src[i], i
	for i++; (c == '-' || c == '.') && i < stop && w.Src[i] == c; i++ {
	}
	w.literal(w.Src[from:i])
	return i
}

// typographic is [typography.State.Replace] for the present kind of text.
func (w *Writer) typographic(i, stop int) (string, int) {
	switch w.kind {
	case Raw:
		return "", 0
	case Bare:
		return w.state.Replace(i, stop, &w.quotes)
	default:
		return w.state.Replace(i, stop, &w.escaped)
	}
}

// literal writes characters, escaped for the present kind of text.
func (w *Writer) literal(s []byte) {
	switch w.kind {
	case elementText:
		w.HTML = escape.Text(w.HTML, s)
	case Attribute:
		w.HTML = escape.Attribute(w.HTML, s)
	default:
		w.HTML = escape.Nothing(w.HTML, s)
	}
	w.state.Last, _ = utf8.DecodeLastRune(s)
}

// Attribute writes the text of a node, without markup, in the value of an attribute.
func (w *Writer) Attribute(n ast.Node) { w.without(Attribute, n, w.state.End) }

// without writes the text of a node in a block that ends at an offset, without markup, as a kind of
// text other than elementText.
func (w *Writer) without(kind Kind, n ast.Node, end int) {
	state, outer := w.state, w.kind
	w.state, w.kind = typography.State{Src: w.Src, End: end}, kind
	w.texts(n)
	w.state, w.kind = state, outer
}

// texts writes the text of the nodes in a node, without markup.
func (w *Writer) texts(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			if n.IsRaw() {
				w.literal(n.Value(w.Src))
			} else {
				w.Text(n)
			}
		case *ast.AutoLink:
			w.literal(n.Label(w.Src))
		case *dialect.Value:
			w.Value(n)
		case *ast.Image:
			if w.kind != Raw {
				w.texts(n)
			}
		case *ast.Emphasis, *ast.Link, *ast.CodeSpan, *dialect.Span, *extast.Strikethrough:
			w.texts(n)
		case *ast.RawHTML, *extast.FootnoteLink, *extast.FootnoteBacklink, *extast.TaskCheckBox:
		default:
			w.Unsupported(n)
		}
	}
}

// Plain returns the text of a node in a block that ends at an offset of the source, without markup.
// It is valid until the next call.
func (w *Writer) Plain(kind Kind, n ast.Node, end int) []byte {
	html := w.HTML
	w.HTML = w.Scratch[:0]
	w.without(kind, n, end)
	w.Scratch, w.HTML = w.HTML, html
	return w.Scratch
}

// Elsewhere writes a text that isn't in the source, such as a title: without terms, whose places in
// the file aren't known.
func (w *Writer) Elsewhere(title []byte) {
	src, state, kind, link := w.Src, w.state, w.kind, w.In.Link
	w.Src, w.In.Link = title, true
	w.state, w.kind = typography.State{Src: title, End: len(title)}, elementText
	w.Text(ast.NewTextSegment(text.NewSegment(0, len(title))))
	w.Src, w.state, w.kind, w.In.Link = src, state, kind, link
}

// Value writes a constant: its value, or the directive as it is written where that is wrong or the
// constant isn't known. Anchors have it as written too, as on GitHub, so that they stay the same.
func (w *Writer) Value(n *dialect.Value) {
	written := n.Segment.Value(w.Src)
	if p := n.Problem; p != nil {
		w.Findings.Report(p.Offset, p.Code, p.Hint, p.Message)
		w.literal(written)
		return
	}
	w.Uses = append(w.Uses, hypertext.ValueUse{Reference: n.Reference, Pos: w.Findings.At(n.Segment.Start)})
	value, ok := w.values.Text(n.Reference)
	if !ok || w.kind == Raw {
		w.literal(written)
		return
	}
	w.literal([]byte(value))
}
