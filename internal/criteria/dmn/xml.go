package dmn

import (
	"strings"
	"unicode/utf8"
)

// writer writes indented XML (https://www.w3.org/TR/xml/). Names are trusted; texts and values of
// attributes may be anything.
type writer struct {
	b     []byte
	depth int
}

// attributes are names and values in turns. One with an empty value isn't written.
type attributes []string

// element writes an element and what inside writes, or an empty one.
func (w *writer) element(name string, a attributes, inside func()) {
	w.open(name, a)
	if inside == nil {
		w.b = append(w.b, "/>\n"...)
		return
	}
	w.b = append(w.b, ">\n"...)
	w.depth++
	inside()
	w.depth--
	w.indent()
	w.b = append(w.b, "</"+name+">\n"...)
}

// expression writes an element with an expression, the element text, on one line.
func (w *writer) expression(name string, a attributes, text string) {
	w.open(name, a)
	w.b = append(w.b, "><text>"...)
	w.b = appendEscaped(w.b, text, false)
	w.b = append(w.b, "</text></"+name+">\n"...)
}

// text writes an element with a text, if there is one.
func (w *writer) text(name, text string) {
	if text == "" {
		return
	}
	w.open(name, nil)
	w.b = append(w.b, '>')
	w.b = appendEscaped(w.b, text, false)
	w.b = append(w.b, "</"+name+">\n"...)
}

func (w *writer) open(name string, a attributes) {
	w.indent()
	w.b = append(w.b, "<"+name...)
	for i := 0; i < len(a); i += 2 {
		if a[i+1] == "" {
			continue
		}
		w.b = append(w.b, " "+a[i]+`="`...)
		w.b = appendEscaped(w.b, a[i+1], true)
		w.b = append(w.b, '"')
	}
}

func (w *writer) indent() {
	w.b = append(w.b, strings.Repeat("  ", w.depth)...)
}

// appendEscaped appends character data or the value of an attribute. What XML 1.0 has no way to
// write (section 2.2) becomes U+FFFD.
func appendEscaped(b []byte, text string, attribute bool) []byte {
	for _, c := range text {
		switch {
		case c == '&':
			b = append(b, "&amp;"...)
		case c == '<':
			b = append(b, "&lt;"...)
		case c == '>':
			b = append(b, "&gt;"...)
		case c == '"' && attribute:
			b = append(b, "&quot;"...)
		case c == '\n' && attribute:
			b = append(b, "&#10;"...)
		case c == '\t' && attribute:
			b = append(b, "&#9;"...)
		case c == '\r':
			b = append(b, "&#13;"...)
		case c < ' ' && c != '\n' && c != '\t', c == 0xFFFE, c == 0xFFFF:
			b = utf8.AppendRune(b, utf8.RuneError)
		default:
			b = utf8.AppendRune(b, c)
		}
	}
	return b
}
