package query

import (
	"regexp"
	"strings"

	"baken.example/baken/internal/search/language"
)

const (
	// before is the number of words of an excerpt in front of the first word that is marked, and
	// words the number of all its words.
	before, words = 6, 30
	// shortestMark is the number of letters of the shortest form that is marked where a word begins
	// or ends with it, and shortestInside of that where a word has it anywhere: in forms of
	// compounds.
	shortestMark, shortestInside = 4, 6
)

// Excerpt is a part of a text in pieces, of which each second one is marked: the first isn't.
type Excerpt struct {
	Pieces []string
	// Before and After report whether the text goes on in front of and behind the excerpt.
	Before, After bool
}

// Excerpt returns the part of a text that has the most of the words that were looked for.
func (a *Answer) Excerpt(text string) Excerpt {
	text = flat(text)
	type word struct{ start, end, slot int }
	var all []word
	end := 0
	language.Words([]byte(text), func(from, to int, w []byte) {
		slot := a.slot(string(w))
		if from < end { // A part of a word with a hyphen.
			if last := &all[len(all)-1]; last.slot < 0 {
				last.slot = slot
			}
			return
		}
		end = to
		all = append(all, word{from, to, slot})
	})
	from, most := 0, 0
	for i, w := range all {
		if w.slot < 0 {
			continue
		}
		seen, count := make([]bool, len(a.Slots)), 0
		for _, next := range all[i:min(len(all), i+words-before)] {
			if next.slot >= 0 && !seen[next.slot] {
				seen[next.slot] = true
				count++
			}
		}
		if count > most {
			from, most = max(0, i-before), count
		}
	}
	to := min(len(all), from+words)
	if to == len(all) {
		from = max(0, min(from, to-words))
	}
	if len(all) == 0 {
		return Excerpt{Pieces: []string{text}}
	}
	x := Excerpt{Before: from > 0, After: to < len(all)}
	at, stop := 0, len(text)
	if x.Before {
		at = all[from].start
	}
	if x.After {
		stop = all[to-1].end
	}
	for _, w := range all[from:to] {
		if w.slot >= 0 {
			x.Pieces = append(x.Pieces, text[at:w.start], text[w.start:w.end])
			at = w.end
		}
	}
	x.Pieces = append(x.Pieces, text[at:stop])
	return x
}

// unended matches the end of a block, such as an option or a cell, without a mark of its own.
var unended = regexp.MustCompile(`(^|[^!,.:;?…\n])\n+`)

// flat returns a text in which the ends of blocks show on one line. Line feeds that are left count as
// spaces in HTML.
func flat(text string) string { return unended.ReplaceAllString(text, "$1 · ") }

// slot returns the number of the slot that a word of a text belongs to; -1 if to none.
func (a *Answer) slot(word string) int {
	for i, s := range a.Slots {
		for _, f := range s.Forms {
			n := length(f)
			if word == f || n >= shortestMark && (strings.HasPrefix(word, f) || strings.HasSuffix(word, f)) || n >= shortestInside && strings.Contains(word, f) {
				return i
			}
		}
	}
	return -1
}
