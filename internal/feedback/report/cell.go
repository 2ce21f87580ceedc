package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// formulas are what makes a spreadsheet take a cell for a formula when it begins with it, the wide
// forms of Asian scripts among them (OWASP, CSV Injection).
const formulas = "=+-@＝＋－＠"

// separators are where a spreadsheet may believe that a cell begins: where one is set to another
// separator than the comma, quotation marks in the middle of what it takes for a cell don't keep
// line ends and separators from ending it.
const separators = ",;|\t\r\n"

// harmless keeps a spreadsheet from taking a cell, or a part of it, for a formula. It puts an
// apostrophe before what could begin one.
func harmless(cell string) string {
	cell = printable(cell)
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

// printable is a text without what steers a terminal, or the direction of what stands next to it.
// The handler lets none of that in; but what people look at doesn't rely on what another program may
// have put into a database.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
