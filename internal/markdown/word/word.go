// Package word defines which characters words consist of.
package word

import (
	"unicode"
	"unicode/utf8"
)

// IsChar reports whether a character is part of a word: a letter, a mark, a number or '_', as \w in
// Unicode regular expressions (UTS #18, annex C) without its join controls.
func IsChar(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'
	}
	return unicode.In(c, unicode.L, unicode.N, unicode.M)
}
