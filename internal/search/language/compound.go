package language

import (
	"strings"
	"unicode/utf8"
)

// Parts returns the parts of a folded word, which may be compounds themselves, or nil if it isn't a
// compound of words of the site. known reports whether a word is one; all parts are.
//
// Of all ways to split a word into known ones, with linking elements between them, Parts takes that
// with the fewest parts, then that with the longest last one.
func (l *Language) Parts(word string, known func(string) bool) []string {
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

// shortestHead is the number of letters of the shortest first part of a compound that no page has.
const shortestHead = 3

// Tail returns the last part of a folded word whose first part isn't a word of the site: the
// longest known one that has enough letters to be no chance, or that stands behind a form of an
// irregular verb (bewijs-stukken), which is verb. It reports false if there is none.
func (l *Language) Tail(word string, known func(string) bool) (tail, verb string, ok bool) {
	if l.alone == 0 {
		return "", "", false
	}
	n := 0
	for i := range word {
		if n++; n <= shortestHead {
			continue
		}
		head, tail := word[:i], word[i:]
		if utf8.RuneCountInString(tail) < l.rules.Shortest {
			break
		}
		if l.excluded[tail] || l.excluded[head] || l.isPrefix(head) || !known(tail) {
			continue
		}
		for _, link := range l.rules.Linking {
			first, found := strings.CutSuffix(head, link)
			if !found || utf8.RuneCountInString(first) < shortestHead {
				continue
			}
			if _, _, ok := l.Verb(first); ok {
				return tail, first, true
			}
		}
		if utf8.RuneCountInString(tail) >= l.alone {
			return tail, "", true
		}
	}
	return "", "", false
}

// isPrefix reports whether verbs begin with a word that isn't part of a compound.
func (l *Language) isPrefix(word string) bool {
	for _, p := range l.verbPrefixes {
		if p.text == word {
			return true
		}
	}
	return false
}
