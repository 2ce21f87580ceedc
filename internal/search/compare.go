package search

import (
	"cmp"
	"unicode/utf8"
)

// Compare compares two words, in UTF-8, as ECMAScript does: by their UTF-16 code units.
func Compare(a, b string) int {
	n := min(len(a), len(b))
	i := 0
	for i < n && a[i] == b[i] {
		i++
	}
	if i == n {
		return cmp.Compare(len(a), len(b))
	}
	return cmp.Compare(order(a[i]), order(b[i]))
}

// order returns a number that sorts bytes as the UTF-16 of their characters does: characters of two
// code units, which begin with 0xF0 or more, come before U+E000, which begins with 0xEE.
func order(c byte) int {
	if c == 0xEE || c == 0xEF {
		return int(c) + 0x100
	}
	return int(c)
}

// Reverse returns a word with its characters in reverse order.
func Reverse(word string) string {
	out := make([]byte, 0, len(word))
	for word != "" {
		_, n := utf8.DecodeLastRuneInString(word)
		out = append(out, word[len(word)-n:]...)
		word = word[:len(word)-n]
	}
	return string(out)
}
