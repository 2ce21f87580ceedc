package plaintext

import (
	"unicode/utf8"

	"baken.example/baken/internal/markdown/word"
)

// Words calls f with each word of a passage. A word consists of letters, marks, digits and
// [Omitted], and of punctuation that joins them.
func (w *Document) Words(p Passage, f func(word Passage)) {
	start := -1
	for i := p.Start; i < p.End; {
		c, size := rune(w.Text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(w.Text[i:p.End])
		}
		switch {
		case startsWord(c):
			if start < 0 {
				start = i
			}
		case start >= 0 && joins(c) && i+size < p.End && w.wordAt(i+size, p.End):
		case start >= 0:
			f(Passage{start, i})
			start = -1
		}
		i += size
	}
	if start >= 0 {
		f(Passage{start, p.End})
	}
}

func (w *Document) wordAt(i, end int) bool {
	c, _ := utf8.DecodeRune(w.Text[i:end])
	return startsWord(c)
}

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
