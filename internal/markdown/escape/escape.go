// Package escape escapes text for HTML, and resolves the escapes and references of Markdown.
package escape

import (
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// Text appends text, escaped for the content of an element.
func Text(dst, text []byte) []byte { return appendEscaped(dst, text, &textEscapes) }

// Attribute appends text, escaped for a double-quoted attribute.
func Attribute(dst, text []byte) []byte { return appendEscaped(dst, text, &attributeEscapes) }

// Nothing appends text unescaped, with NUL replaced by U+FFFD as in HTML.
func Nothing(dst, text []byte) []byte { return appendEscaped(dst, text, &noEscapes) }

type escapes [256]string

var (
	textEscapes      = escapes{'&': "&amp;", '<': "&lt;", '>': "&gt;", 0: "\ufffd"}
	attributeEscapes = escapes{'&': "&amp;", '<': "&lt;", '>': "&gt;", 0: "\ufffd", '"': "&quot;"}
	noEscapes        = escapes{0: "\ufffd"}
)

func appendEscaped(dst, text []byte, table *escapes) []byte {
	done := 0
	for i, c := range text {
		if e := table[c]; e != "" {
			dst = append(dst, text[done:i]...)
			dst = append(dst, e...)
			done = i + 1
		}
	}
	return append(dst, text[done:]...)
}

// Decoded appends a link's target or title with backslash escapes and character references resolved
// (CommonMark, sections 2.4 and 2.5).
func Decoded(dst, src []byte) []byte {
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case c == '\\' && i+1 < len(src) && util.IsPunct(src[i+1]):
			i++
			dst = append(dst, src[i])
		case c == '&':
			var n int
			if dst, n = Reference(dst, src[i:]); n == 0 {
				dst = append(dst, c)
			} else {
				i += n - 1
			}
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// Reference appends the characters of the character reference at the start of src, and returns the
// length of the reference, or 0 if src doesn't start with one.
func Reference(dst, src []byte) ([]byte, int) {
	const longest = len("CounterClockwiseContourIntegral")
	end := 1
	for end < len(src) && end <= longest+1 && src[end] != ';' {
		end++
	}
	if end == len(src) || src[end] != ';' || end < 2 {
		return dst, 0
	}
	name := src[1:end]
	if name[0] != '#' {
		entity, ok := util.LookUpHTML5EntityByName(string(name))
		if !ok {
			return dst, 0
		}
		return append(dst, entity.Characters...), end + 1
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	v, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || len(digits) > most {
		return dst, 0
	}
	c := rune(v)
	if v > utf8.MaxRune || c < ' ' && c != '\t' && c != '\n' || 0x7f <= c && c < 0xa0 || !utf8.ValidRune(c) {
		c = utf8.RuneError
	}
	return utf8.AppendRune(dst, c), end + 1
}
