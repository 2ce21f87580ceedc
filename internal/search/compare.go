package search

import (
	"cmp"
	"unicode/utf8"
)

// Compare compares two words as ECMAScript does, by their UTF-16 code units.
func Compare(a, b string) int {
	for {
		if a == "" || b == "" {
			return cmp.Compare(len(a), len(b))
		}
		if a[0] < utf8.RuneSelf && a[0] == b[0] {
			a, b = a[1:], b[1:]
			continue
		}
		c, n := utf8.DecodeRuneInString(a)
		d, m := utf8.DecodeRuneInString(b)
		if c != d {
			return cmp.Compare(order(c), order(d))
		}
		a, b = a[n:], b[m:]
	}
}

// order returns a number that sorts characters as their UTF-16 does: those of two code units come
// before U+E000.
func order(c rune) rune {
	if c >= 0xE000 && c <= 0xFFFF {
		return c + 0x110000
	}
	return c
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
