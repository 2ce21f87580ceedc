package forward

import (
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/search/language"
)

// nameWeight is what the name of a page or section in addresses counts, and shortestName the number
// of its letters.
const (
	nameWeight   = 0.3
	shortestName = 3
)

// lastSegment returns the last part of the path of an address, decoded.
func lastSegment(address string) string {
	segment, err := url.PathUnescape(path.Base(address))
	if err != nil {
		return ""
	}
	return segment
}

// countName counts what the address of the current section calls it, as in /faq/ or #set:outcomes,
// if that is one word, which the section doesn't have. Several words mostly repeat the heading, and
// stand for the section only together.
func (r *reader) countName(name string, share float32) {
	if utf8.RuneCountInString(name) < shortestName || strings.ContainsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) }) ||
		r.words.stemmer.Stop(language.Fold(name)) {
		return
	}
	r.further(name, share*nameWeight, headingLength)
}
