// Package anchor makes the anchors of headings as GitHub does.
package anchor

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// Anchors makes the anchors of one text by GitHub's algorithm, as the library github-slugger
// documents it. Its zero value has made none.
type Anchors struct {
	// taken counts, for each anchor, the numbers that were tried after it.
	taken map[string]int
}

// For returns the anchor for the text of a heading, unlike all that it returned before.
func (a *Anchors) For(text []byte) string {
	base := slugged(text)
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

// slugged lowers letters, makes spaces hyphens and drops everything but those, letters, digits,
// marks and connectors such as _. On GitHub nothing may be left; here that can't be an anchor.
func slugged(text []byte) string {
	b := make([]byte, 0, len(text))
	for len(text) > 0 {
		c, n := utf8.DecodeRune(text)
		text = text[n:]
		switch {
		case c == ' ':
			b = append(b, '-')
		case c == 'İ':
			b = append(b, "i̇"...) // the one capital whose small letter is two code points
		case c == '-' || unicode.In(c, slugCharacters...):
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
