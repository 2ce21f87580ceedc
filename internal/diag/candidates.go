package diag

import (
	"fmt"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// Candidates are words that many misspelt words are compared with. What [Nearest] computes of each
// candidate again and again is computed once, and most of them are ruled out by their lengths and
// letters. It is immutable.
type Candidates struct {
	words []string
	// summaries are parallel to words.
	summaries []summary
}

// summary is the length of a candidate in lower case, in characters, and a bit for each character
// that it has, modulo 64.
type summary struct {
	length  int
	letters uint64
}

// NewCandidates returns candidates, which own the slice.
func NewCandidates(words []string) *Candidates {
	c := &Candidates{words, make([]summary, len(words))}
	for i, text := range words {
		lower := strings.ToLower(text)
		s := summary{length: utf8.RuneCountInString(lower)}
		for _, letter := range lower {
			s.letters |= 1 << (letter & 63)
		}
		c.summaries[i] = s
	}
	return c
}

// Nearest returns the same as the function of that name.
func (c *Candidates) Nearest(text string) (string, bool) {
	w, ok := newWord(text)
	if !ok {
		return "", false
	}
	for i, s := range c.summaries {
		if max(s.length, w.length)-min(s.length, w.length) >= w.near {
			continue
		}
		// Each edit but a swap brings in one character at most, and takes one away. Of long words
		// compare itself bounds how many it looks at.
		if w.length <= 64 && (bits.OnesCount64(w.letters&^s.letters) >= w.near || bits.OnesCount64(s.letters&^w.letters) >= w.near) {
			continue
		}
		if c.words[i] != text {
			w.compare(i, c.words[i])
		}
	}
	if w.best < 0 {
		return "", false
	}
	return c.words[w.best], true
}

// DidYouMean returns the same as the function of that name.
func (c *Candidates) DidYouMean(text string) string {
	if near, ok := c.Nearest(text); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
