package typography

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spaces are the no-break spaces that a language has beside punctuation marks. They replace the
// plain spaces that are typed there, so that no line begins or ends with a mark.
type Spaces struct {
	// open and closing stand inside of double quotation marks, colon before a colon and high before
	// a semicolon, an exclamation mark and a question mark.
	open, closing, colon, high string
	// openMark and closeMark are the double quotation marks.
	openMark, closeMark rune
}

// narrow is the space before the marks of French that are as high as a letter.
const narrow = "\u202f"

// NewSpaces returns the spaces of a language by its quotation marks and its colon, which come with
// their spaces: a language that has one before the colon has a narrow one before ; ! and ? too.
func NewSpaces(q Quotes, colon string) Spaces {
	var s Spaces
	if mark, space := cutMark(q.OpenDouble, strings.TrimLeftFunc); space != "" {
		s.openMark, s.open = mark, space
	}
	if mark, space := cutMark(q.CloseDouble, strings.TrimRightFunc); space != "" {
		s.closeMark, s.closing = mark, space
	}
	if space := strings.TrimRight(colon, ":"); space != "" && strings.TrimSpace(space) == "" {
		s.colon, s.high = space, narrow
	}
	return s
}

// cutMark returns the only mark in a text, and the space beside it.
func cutMark(text string, trim func(string, func(rune) bool) string) (mark rune, space string) {
	space = trim(text, func(r rune) bool { return !unicode.IsSpace(r) })
	trimmed := strings.TrimSpace(text)
	mark, size := utf8.DecodeRuneInString(trimmed)
	if size != len(trimmed) || strings.TrimSpace(space) != "" {
		return 0, ""
	}
	return mark, space
}

// Any reports whether the language has such spaces.
func (s *Spaces) Any() bool { return s.open+s.closing+s.colon != "" }

// Space returns the replacement of the space at i; it is empty for one that stays as it is.
func (s *State) Space(i int, spaces *Spaces) string {
	last, _ := utf8.DecodeLastRune(s.Src[:i])
	switch next := s.after(i + 1); {
	case i == 0 || unicode.IsSpace(last) || unicode.IsSpace(next):
		return ""
	case last == spaces.openMark:
		return spaces.open
	case next == spaces.closeMark:
		return spaces.closing
	case next == ':' && s.ends(i+2):
		return spaces.colon
	case (next == ';' || next == '!' || next == '?') && s.ends(i+2):
		return spaces.high
	}
	return ""
}

// ends reports whether a mark before i ends a part of a sentence, unlike that of an address or a
// time.
func (s *State) ends(i int) bool {
	next := s.after(i)
	return unicode.IsSpace(next) || strings.ContainsRune(`!?.,…»”’"')]*_`, next)
}
