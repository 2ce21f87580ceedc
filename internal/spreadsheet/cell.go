// Package spreadsheet makes texts safe for the cells of files that spreadsheet programs open.
package spreadsheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// formulas are the characters that begin a formula in a spreadsheet, including the full-width forms
// (OWASP, CSV Injection).
const formulas = "=+-@＝＋－＠"

// separators are the characters after which a spreadsheet may begin a cell: if it is set to another
// separator than the comma, quotation marks inside a cell don't protect separators and line ends.
const separators = ",;|\t\r\n"

// Harmless returns a cell in which an apostrophe precedes every character that could begin a
// formula.
func Harmless(cell string) string {
	cell = Printable(cell)
	var b strings.Builder
	begins := true
	for _, r := range cell {
		if begins && strings.ContainsRune(formulas, r) {
			b.WriteByte('\'')
		}
		switch {
		case strings.ContainsRune(separators, r):
			begins = true
		case r != ' ' && r != '"':
			begins = false
		}
		b.WriteRune(r)
	}
	if first, _ := utf8.DecodeRuneInString(cell); first == '\t' || first == '\r' || first == '\n' {
		return "'" + b.String()
	}
	return b.String()
}

// Printable returns a text without control characters and bidirectional controls.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
