package markdown

import "baken.example/baken/internal/markdown/word"

// startsWord reports whether a word can start with a character. Unlike [word.IsChar] it excludes
// '_', which only joins the parts of a word, and includes [Omitted], which stands for a word.
func startsWord(c rune) bool {
	return word.IsChar(c) && c != '_' || c == Omitted
}

// joins reports whether a character joins two parts of one word: an apostrophe, a hyphen, the
// punctuation in a number or an address.
func joins(c rune) bool {
	switch c {
	case '\'', '’', '-', '\u2010', '\u2011', '.', ',', ':', '/', '@', '_', '&', '\u00ad':
		return true
	}
	return false
}
