package language

import (
	"strings"
	"unicode/utf8"
)

// Parts returns the words for which an occurrence of a folded word counts in part, or nil: forms of
// the same word that don't begin with the same three letters (gemeld for melden, namen for naam), and
// the parts of a compound, which may be compounds themselves. known reports whether a word is one of
// the site's; all words returned are.
func (l *Language) Parts(word string, known func(string) bool) []string {
	return append(l.related(word, known), l.split(word, known)...)
}

// split returns the parts of a compound. Of all ways to split a word into known ones, with linking
// elements between them, it takes that with the fewest parts, then that with the longest last one.
func (l *Language) split(word string, known func(string) bool) []string {
	shortest := l.rules.Shortest
	if len(l.rules.Linking) == 0 || utf8.RuneCountInString(word) < 2*shortest {
		return nil
	}
	// tails[i] are the parts of word[i:].
	tails := make([][]string, len(word)+1)
	for i := len(word) - shortest; i >= 0; i-- {
		if !utf8.RuneStart(word[i]) {
			continue
		}
		n := 0
		for j := i; j <= len(word); j++ {
			if j < len(word) && !utf8.RuneStart(word[j]) {
				continue
			}
			if n++; n <= shortest || i == 0 && j == len(word) {
				continue
			}
			part := word[i:j]
			if l.excluded[part] || !known(part) {
				continue
			}
			if j == len(word) {
				tails[i] = []string{part}
				continue
			}
			for _, link := range l.rules.Linking {
				k := j + len(link)
				if !strings.HasPrefix(word[j:], link) || tails[k] == nil {
					continue
				}
				if better(tails[k], tails[i]) {
					tails[i] = append([]string{part}, tails[k]...)
				}
			}
		}
	}
	return tails[0]
}

// better reports whether a split with another part before a tail is better than the best so far.
func better(tail, best []string) bool {
	switch {
	case best == nil:
		return true
	case len(tail)+1 != len(best):
		return len(tail)+1 < len(best)
	}
	return len(tail[len(tail)-1]) > len(best[len(best)-1])
}
