package markdown

import "unicode"

// wordRune tells whether a word can begin with a character.
func wordRune(c rune) bool {
	if c < 0x80 {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return c == Omitted || unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsNumber(c)
}

// joins tells whether a character between two others of a word belongs to it: an apostrophe, a
// hyphen, the marks in a number or an address.
func joins(c rune) bool {
	switch c {
	case '\'', '’', '-', '\u2010', '\u2011', '.', ',', ':', '/', '@', '_', '&', '\u00ad':
		return true
	}
	return false
}
