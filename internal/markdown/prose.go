package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/typography"
	"baken.example/baken/internal/markdown/word"
)

// prose is the state of the text in one block.
type prose struct {
	typography.State
	kind textKind
}

// textKind is what text is written for.
type textKind uint8

const (
	// elementText is the content of elements, the only kind in which terms are marked.
	elementText textKind = iota
	// attributeText is an attribute's value.
	attributeText
	// bareText isn't escaped.
	bareText
	// rawText isn't escaped and keeps straight quotes.
	rawText
)

// classes of bytes in text, for those that need a look.
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

// text writes a piece of text in one pass: it resolves escapes and references, sets quotes and
// dashes, marks terms, and escapes what comes out.
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

// verbatim writes a piece of the source in which nothing is special, and returns its end.
func (r *rendering) verbatim(from, to int) int {
	if from < to {
		r.out = append(r.out, r.src[from:to]...)
		r.prose.Last, _ = utf8.DecodeLastRune(r.src[from:to])
	}
	return to
}

func (r *rendering) lineBreak(hard bool) {
	switch kind := r.prose.kind; {
	case kind == elementText && hard:
		r.write("<br>")
	case kind == elementText || kind == rawText:
		r.write("\n")
	default:
		r.write(" ")
	}
	r.prose.Last = ' '
}

// alone tells whether what is special is a hyphen or full stop by itself, as most are.
func alone(src []byte, i, stop int) bool {
	c := src[i]
	return (c == '-' || c == '.') && (i+1 == stop || src[i+1] != c)
}

// special writes what the special character at i stands for and returns where to go on.
func (r *rendering) special(i, stop int) int {
	switch c := r.src[i]; c {
	case '\\':
		if i+1 < stop && util.IsPunct(r.src[i+1]) {
			return r.run(i+1, stop)
		}
	case '&':
		var room [8]byte
		if decoded, n := escape.Reference(room[:0], r.src[i:stop]); n > 0 {
			r.literal(decoded)
			return i + n
		}
	case '"', '\'', '-', '.':
		if s, n := r.typographic(i, stop); n > 0 {
			r.write(s)
			return i + n
		}
		return r.run(i, stop)
	}
	r.literal(r.src[i : i+1])
	return i + 1
}

// run writes a character that stands for itself, and as many hyphens or full stops as there are.
func (r *rendering) run(i, stop int) int {
	c, from := r.src[i], i
	for i++; (c == '-' || c == '.') && i < stop && r.src[i] == c; i++ {
	}
	r.literal(r.src[from:i])
	return i
}

// typographic is [typography.State.Replace] for the kind of text that is written.
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

// literal writes characters that stand for themselves.
func (r *rendering) literal(s []byte) {
	switch r.prose.kind {
	case elementText:
		r.out = escape.Text(r.out, s)
	case attributeText:
		r.out = escape.Attribute(r.out, s)
	default:
		r.out = escape.Nothing(r.out, s)
	}
	r.prose.Last, _ = utf8.DecodeLastRune(s)
}

// inText writes the text of a node, without marks, for something else than an element.
func (r *rendering) inText(kind textKind, n ast.Node) {
	outer := r.prose
	r.prose = prose{kind: kind, State: typography.State{Src: r.src, End: outer.End}}
	r.texts(n)
	r.prose = outer
}

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
		case *ast.Image:
			if r.prose.kind != rawText {
				r.texts(n)
			}
		case *ast.RawHTML, *extast.FootnoteLink:
		default:
			r.texts(n)
		}
	}
}

// toPlain returns the text of a node, without marks. It is valid until the next call.
func (r *rendering) toPlain(kind textKind, n ast.Node) []byte {
	html := r.out
	r.out = r.plain[:0]
	r.inText(kind, n)
	r.plain, r.out = r.out, html
	return r.plain
}
