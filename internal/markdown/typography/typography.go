// Package typography replaces straight quotes, hyphens and full stops by typographic quotation
// marks, dashes and ellipses, and spaces by no-break spaces where the language has these beside
// punctuation marks.
package typography

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/word"
)

// Quotes are the quotation marks of a language. An empty one leaves the straight quote.
type Quotes struct {
	OpenDouble, CloseDouble, OpenSingle, CloseSingle, Apostrophe string
}

// Escaped returns the quotes escaped for HTML.
func (q Quotes) Escaped() Quotes {
	e := func(s string) string { return string(escape.Attribute(nil, []byte(s))) }
	return Quotes{e(q.OpenDouble), e(q.CloseDouble), e(q.OpenSingle), e(q.CloseSingle), e(q.Apostrophe)}
}

// State is the state of replacement in the text of a block.
type State struct {
	// Src is the source, and End the end of the block's text in it.
	Src []byte
	End int
	// Last is the last character that was written; 0 at the start.
	Last rune
	// doubles and singles count the open quotes.
	doubles, singles int
}

// Replace returns the replacement of the quote, hyphens or full stops at i, before stop, and the
// number of bytes of the source that it replaces: 0 if they are written as they are.
func (s *State) Replace(i, stop int, q *Quotes) (text string, n int) {
	last := rune(0)
	switch c := s.Src[i]; c {
	case '-', '.':
		if text, n = s.repeated(i, stop, c); n > 0 {
			s.Last, _ = utf8.DecodeRuneInString(text)
		}
		return text, n
	case '"':
		text, last = s.doubleQuote(i, q)
	case '\'':
		text, last = s.singleQuote(i, q)
	}
	if text == "" {
		return "", 0
	}
	s.Last = last
	return text, 1
}

// The values of State.Last after a quote: any opening and any closing character will do.
const (
	opening = '('
	closing = ')'
)

// repeated replaces two or three hyphens, unless they start a word like the name of an option,
// and three full stops.
func (s *State) repeated(i, stop int, c byte) (string, int) {
	n := 1
	for i+n < stop && s.Src[i+n] == c {
		n++
	}
	switch {
	case c == '.' && n == 3:
		return "…", n
	case c == '-' && n <= 3 && opens(s.Last) && isLetter(s.after(i+n)):
		return "", 0
	case c == '-' && n == 2:
		return "–", n
	case c == '-' && n == 3:
		return "—", n
	}
	return "", 0
}

func (s *State) doubleQuote(i int, q *Quotes) (string, rune) {
	switch next := s.after(i + 1); {
	case !isLetter(s.Last) && !unicode.IsSpace(next) && (s.doubles == 0 || opens(s.Last)):
		s.doubles++
		return q.OpenDouble, opening
	case s.doubles > 0:
		s.doubles--
		return q.CloseDouble, closing
	}
	return "", 0 // inches, or a quote that nothing opened
}

func (s *State) singleQuote(i int, q *Quotes) (string, rune) {
	next := s.after(i + 1)
	switch {
	case isLetter(s.Last) && isLetter(next):
		return q.Apostrophe, '’'
	case !isLetter(s.Last) && !unicode.IsSpace(next) && (s.singles == 0 || opens(s.Last)):
		if s.elided(i+1) || !s.closes(i+1) {
			return q.Apostrophe, '’'
		}
		s.singles++
		return q.OpenSingle, opening
	case s.singles > 0:
		s.singles--
		return q.CloseSingle, closing
	case isLetter(s.Last):
		return q.Apostrophe, '’' // the possessive of a plural
	}
	return "", 0
}

// elided reports whether the apostrophe before i replaces omitted letters or digits: the
// rest of the word is one consonant, or the two digits of a year, with or without an s.
func (s *State) elided(i int) bool {
	switch {
	case strings.IndexByte("dklmnrst", s.Src[i]) >= 0:
		i++
	case digit(s.after(i)) && digit(s.after(i+1)):
		if i += 2; s.after(i) == 's' {
			i++
		}
	default:
		return false
	}
	next := s.after(i)
	return !isLetter(next) && next != '\''
}

// closes reports whether the single quote before i is closed. It searches no further than
// the next one that opens, so that a text is read about twice at the most.
func (s *State) closes(i int) bool {
	rest := s.Src[:s.End]
	for ; i < len(rest); i++ {
		n := bytes.IndexByte(rest[i:], '\'')
		if n < 0 {
			return false
		}
		i += n
		before, _ := utf8.DecodeLastRune(rest[:i])
		next := s.after(i + 1)
		switch {
		case isLetter(before) && isLetter(next):
		case !unicode.IsSpace(before) && !isLetter(next):
			return true
		case !unicode.IsSpace(next) && !s.elided(i+1):
			return false
		}
	}
	return false
}

// after returns the character at an offset of the source, a space at the end of the block.
func (s *State) after(i int) rune {
	if i >= s.End {
		return ' '
	}
	c, _ := utf8.DecodeRune(s.Src[i:])
	return c
}

// opens reports whether a quote may open after a character.
func opens(c rune) bool {
	return c == 0 || unicode.IsSpace(c) ||
		(unicode.IsPunct(c) || unicode.IsSymbol(c)) && !strings.ContainsRune(".,;:!?)]}…%”’»", c)
}

// isLetter reports whether a character is part of a word. An underscore isn't: beside a quote it
// delimits emphasis.
func isLetter(c rune) bool { return c != '_' && word.IsChar(c) }

func digit(c rune) bool { return '0' <= c && c <= '9' }
