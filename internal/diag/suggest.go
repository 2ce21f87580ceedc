package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

const (
	// longest is how many characters a word may have that something is suggested for. What is
	// longer is no slip of the pen, or not one that needs help.
	longest = 200
	// longCompared is how many candidates a word of more than 64 characters is compared with, of
	// those that may be near by their lengths and letters.
	longCompared = 200
)

// Nearest returns the candidate that word was probably meant to be: the one that is the fewest
// edits away, if that is about a third of the word's length or less (and at least one edit).
// Capitals don't count, and two letters that changed places are one edit. A single letter is near
// to any other, and so to none; a word of more than 200 characters isn't compared.
//
// It takes time for every candidate. A reader that may have any number of words to ask for has a
// [Speller].
func Nearest(word string, candidates []string) (string, bool) {
	w, ok := newWord(word)
	if !ok {
		return "", false
	}
	for i, c := range candidates {
		if c != word {
			w.compare(i, c)
		}
	}
	if w.best < 0 {
		return "", false
	}
	return candidates[w.best], true
}

// word is what candidates are compared with, and the best one so far.
type word struct {
	lower  string
	length int
	// letters has a bit for each character modulo 64.
	letters uint64
	// at has, for each character of a word of at most 64, a bit for each place where it stands:
	// those of ASCII in a table of their own.
	at    [utf8.RuneSelf]uint64
	other map[rune]uint64
	// best is the number of the best candidate, or -1; near is below how many edits another one
	// would be better.
	best, near int
	// left is how many candidates a long word may still be compared with.
	left int
}

func newWord(text string) (w *word, ok bool) {
	if len(text) > longest*utf8.UTFMax {
		return nil, false
	}
	length := utf8.RuneCountInString(text)
	if length < 2 || length > longest {
		return nil, false
	}
	w = &word{lower: strings.ToLower(text), best: -1, near: max(1, (length+1)/3) + 1, left: longCompared}
	for _, c := range w.lower {
		w.letters |= 1 << (c & 63)
		if bit := uint64(1) << (w.length & 63); c < utf8.RuneSelf {
			w.at[c] |= bit
		} else {
			if w.other == nil {
				w.other = make(map[rune]uint64)
			}
			w.other[c] |= bit
		}
		w.length++
	}
	return w, true
}

// compare looks whether a candidate is better than the best one so far.
func (w *word) compare(number int, candidate string) {
	// Each edit changes the length by one at most.
	if len(candidate) > (w.length+w.near)*utf8.UTFMax {
		return
	}
	lower := strings.ToLower(candidate)
	length := utf8.RuneCountInString(lower)
	if length >= w.length+w.near || w.length >= length+w.near {
		return
	}
	d := 0
	switch {
	case swapped(w.lower, lower):
		d = 1
	case w.length <= 64:
		d = w.distance(lower)
	default:
		if w.left == 0 || missing(w.letters, lower) >= w.near {
			return
		}
		w.left--
		d = levenshtein.ComputeDistance(w.lower, lower)
	}
	if d < w.near {
		w.best, w.near = number, d
	}
}

// missing counts the characters of one text that the other hasn't.
func missing(letters uint64, text string) (n int) {
	for _, c := range text {
		if letters&(1<<(c&63)) == 0 {
			n++
		}
	}
	return n
}

// distance counts the edits between the word, of at most 64 characters, and another text. It is the
// algorithm of Myers in the form of Hyyrö (2001), which takes a column of the table of distances at
// a time: a few operations for each character.
func (w *word) distance(text string) int {
	plus, minus := ^uint64(0), uint64(0) // where the column goes up, and down
	last := uint64(1) << (w.length - 1)
	d := w.length
	for _, c := range text {
		var equal uint64
		if c < utf8.RuneSelf {
			equal = w.at[c]
		} else {
			equal = w.other[c]
		}
		diagonal := ((equal & plus) + plus) ^ plus | equal | minus
		right, left := minus|^(diagonal|plus), plus&diagonal
		if right&last != 0 {
			d++
		}
		if left&last != 0 {
			d--
		}
		right, left = right<<1|1, left<<1
		plus, minus = left|^(diagonal|right), right&diagonal
	}
	return d
}

// swapped reports whether two texts differ by two neighbours that changed places.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// DidYouMean returns a tail for a message, `; did you mean "x"?`, or "" when no candidate is near.
func DidYouMean(word string, candidates []string) string {
	if near, ok := Nearest(word, candidates); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// MaxSuggestions is for how many different words a [Speller] looks for one that is near.
const MaxSuggestions = 50

// Speller is [DidYouMean] for a file that may have any number of words which aren't among any
// number of candidates. It looks for the first [MaxSuggestions] of them, and suggests nothing for
// the rest: an editor who has so many mistakes to mend doesn't miss it. Its zero value is ready to
// use. It is not safe for concurrent use.
type Speller struct {
	// looked counts the words for which it has.
	looked int
	last   asked
}

// asked is a word, its candidates and the answer.
type asked struct {
	word       string
	candidates *string
	count      int
	answer     string
}

// DidYouMean returns what the function of that name does, or "" where it has looked often enough.
// The candidates may not change.
func (s *Speller) DidYouMean(word string, candidates []string) string {
	if len(candidates) == 0 {
		return ""
	}
	if s.last.word == word && s.last.candidates == &candidates[0] && s.last.count == len(candidates) {
		return s.last.answer
	}
	if !s.Look() {
		return ""
	}
	s.last = asked{word, &candidates[0], len(candidates), DidYouMean(word, candidates)}
	return s.last.answer
}

// Look counts a look and reports whether it is among the first [MaxSuggestions].
func (s *Speller) Look() bool {
	s.looked++
	return s.looked <= MaxSuggestions
}

// SuggestOrList returns the end of a message about an unknown word: as [DidYouMean] does or, where
// no candidate is near, all of them.
func SuggestOrList(word string, candidates []string) string {
	if near := DidYouMean(word, candidates); near != "" {
		return near
	}
	return "; there is " + strings.Join(candidates, ", ")
}
