// Package anchor derives the anchors of headings by GitHub's algorithm.
package anchor

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// Anchors derives the anchors of one text by GitHub's algorithm, as documented by the library
// github-slugger. Its zero value is ready to use.
type Anchors struct {
	// taken holds the anchors returned, with the last number that was appended to each.
	taken map[string]int
}

// For returns the anchor for the text of a heading. It differs from all anchors returned before.
func (a *Anchors) For(text []byte) string {
	base := slug(text)
	if a.taken == nil {
		a.taken = make(map[string]int)
	}
	anchor := base
	for {
		if _, ok := a.taken[anchor]; !ok {
			a.taken[anchor] = 0
			return anchor
		}
		a.taken[base]++
		anchor = base + "-" + strconv.Itoa(a.taken[base])
	}
}

// Take takes an anchor that isn't derived from a text, and reports whether it was free.
func (a *Anchors) Take(anchor string) bool {
	if _, taken := a.taken[anchor]; taken {
		return false
	}
	if a.taken == nil {
		a.taken = make(map[string]int)
	}
	a.taken[anchor] = 0
	return true
}

// slug lower-cases letters, replaces spaces by hyphens and drops all other characters except
// hyphens, letters, digits, marks and connectors such as _. Where GitHub's result is empty, which
// can't be an anchor, slug returns "section".
func slug(text []byte) string {
	b := make([]byte, 0, len(text))
	for len(text) > 0 {
		if c := text[0]; c < utf8.RuneSelf {
			switch {
			case c == ' ':
				b = append(b, '-')
			case 'A' <= c && c <= 'Z':
				b = append(b, c+'a'-'A')
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_':
				b = append(b, c)
			}
			text = text[1:]
			continue
		}
		c, n := utf8.DecodeRune(text)
		text = text[n:]
		switch {
		case c == 'İ':
			b = append(b, "i̇"...) // the one capital whose small letter is two code points
		case unicode.In(c, slugCharacters...):
			b = utf8.AppendRune(b, unicode.ToLower(c))
		}
	}
	if len(b) == 0 {
		return "section"
	}
	return string(b)
}

var slugCharacters = []*unicode.RangeTable{
	unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic,
}
