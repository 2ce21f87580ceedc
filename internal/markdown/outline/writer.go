package outline

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/markdown/escape"
)

// mark encodes a node of a section. It is written after the control character U+0001, so that it
// can't be confused with text.
type mark byte

const (
	blockMark       mark = 'p'
	headingMark     mark = 'h'
	listMark        mark = 'l'
	numberedMark    mark = 'n'
	itemMark        mark = 'i'
	tableMark       mark = 't'
	cellMark        mark = 'c'
	codeMark        mark = 'C'
	quoteMark       mark = 'q'
	definitionsMark mark = 'd'
	componentMark   mark = 'b'
	captionMark     mark = 'T'
	videoMark       mark = 'v'

	emphasisMark mark = 'e'
	strongMark   mark = 'E'
	strikeMark   mark = 's'
	linkMark     mark = 'a'
	codeSpanMark mark = 'k'
	imageMark    mark = 'I'
	spanMark     mark = 'S'
	footnoteMark mark = 'f'
	tickedMark   mark = 'X'
	untickedMark mark = 'x'
	endMark      mark = '.'
)

// writer writes a section in a canonical form.
type writer struct {
	out []byte
	// size is the number of bytes of out that are text.
	size int
	// space reports whether a space is to be written before the next text.
	space bool
}

func (w *writer) reset() { w.out, w.size, w.space = w.out[:0], 0, false }

func (w *writer) fingerprint() Fingerprint { return sum(w.out) }

// mark writes a mark within a paragraph.
func (w *writer) mark(m mark) { w.out = append(w.out, 1, byte(m)) }

// block writes the mark of a block, and drops white space before it.
func (w *writer) block(m mark) {
	w.space = false
	w.mark(m)
}

// untypographic returns the ASCII characters that a typographic one replaces: "" for invisible
// characters, and "?" for any other character.
func untypographic(c rune) string {
	switch c {
	case '\u201c', '\u201d', '\u201e', '\u201f', '\u00ab', '\u00bb':
		return `"`
	case '\u2018', '\u2019', '\u201a', '\u201b', '\u2039', '\u203a':
		return "'"
	case '\u2026':
		return "..."
	case '\u2013':
		return "--"
	case '\u2014':
		return "---"
	case '\u00a0', '\u202f':
		return " "
	case '\u00ad', '\u200b', '\ufeff':
		return ""
	default:
		return "?"
	}
}

// special reports for each byte whether it may start a character that isn't written as it is.
var special = func() (table [256]bool) {
	for _, c := range " \t\n\r\\&\x00" {
		table[c] = true
	}
	// The first bytes of the characters of untypographic.
	for _, c := range []byte{0xc2, 0xe2, 0xef} {
		table[c] = true
	}
	return table
}()

// text writes text of the source, with escapes and references resolved.
func (w *writer) text(src []byte) {
	for i := 0; i < len(src); {
		from := i
		for i < len(src) && (!special[src[i]] || i > from && singleSpace(src, i)) {
			i++
		}
		w.put(src[from:i])
		if i < len(src) {
			i += w.special(src[i:])
		}
	}
}

// singleSpace reports whether the special character at i is a single space between words, the most
// common case.
func singleSpace(src []byte, i int) bool {
	return src[i] == ' ' && i+1 < len(src) && !special[src[i+1]]
}

// special writes the canonical form of the special character at the start of src, and returns its
// length.
func (w *writer) special(src []byte) int {
	switch c := src[0]; c {
	case ' ', '\t', '\n', '\r':
		w.space = true
		return 1
	case '\\':
		if len(src) > 1 && util.IsPunct(src[1]) {
			w.put(src[1:2])
			return 2
		}
	case '&':
		var buf [8]byte
		if decoded, n := escape.Reference(buf[:0], src); n > 0 {
			w.characters(decoded)
			return n
		}
	case 0:
		return 1
	default:
		_, size := utf8.DecodeRune(src)
		w.characters(src[:size])
		return size
	}
	w.put(src[:1])
	return 1
}

// characters writes characters, with typographic ones replaced.
func (w *writer) characters(s []byte) {
	for len(s) > 0 {
		c, size := utf8.DecodeRune(s)
		switch p := untypographic(c); p {
		case "?":
			w.put(s[:size])
		case " ":
			w.space = true
		default:
			w.put([]byte(p))
		}
		s = s[size:]
	}
}

// put writes text unchanged, after a pending space.
func (w *writer) put(s []byte) {
	if len(s) == 0 {
		return
	}
	if w.space && w.size > 0 {
		w.out = append(w.out, ' ')
	}
	w.space = false
	w.out = append(w.out, s...)
	w.size += len(s)
}

// line writes a line of code without trailing white space.
func (w *writer) line(s []byte) {
	s = bytes.TrimRight(s, " \t\r\n")
	w.out = append(w.out, s...)
	w.out = append(w.out, '\n')
	w.size += len(s)
}
