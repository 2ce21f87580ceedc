package language

import (
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/search"
)

// shortestStem is the number of characters of the shortest word that the rules of stems apply to.
const shortestStem = 4

// Stemmer applies the rules of a manifest, as the script does. It is safe for concurrent use.
type Stemmer struct {
	stop     map[string]bool
	rules    []*rule
	base     []*rule
	linking  []string
	shortest int
}

// NewStemmer compiles the rules of a manifest.
func NewStemmer(rules search.Rules) (*Stemmer, error) {
	s := &Stemmer{stop: make(map[string]bool), linking: rules.Linking, shortest: max(rules.Shortest, 1)}
	for _, w := range strings.Fields(rules.Stop) {
		s.stop[w] = true
	}
	for _, pair := range rules.Stem {
		r, err := newRule(pair[0], pair[1])
		if err != nil {
			return nil, err
		}
		s.rules = append(s.rules, r)
	}
	for _, pair := range rules.Base {
		r, err := newRule(pair[0], pair[1])
		if err != nil {
			return nil, err
		}
		s.base = append(s.base, r)
	}
	return s, nil
}

// Stem returns the stem of a folded word by the rules.
func (s *Stemmer) Stem(word string) string {
	if utf8.RuneCountInString(word) < shortestStem {
		return word
	}
	for _, r := range s.rules {
		word, _ = r.apply(word)
	}
	return word
}

// Base returns another form of a word, by the rules, which has the word's stem where the word
// itself hasn't: the past of a participle. It reports false if there is none.
func (s *Stemmer) Base(word string) (form string, ok bool) {
	for _, r := range s.base {
		if form, ok = r.apply(word); ok {
			return form, true
		}
	}
	return "", false
}

// Stop reports whether a folded word is one that a query with any other word ignores.
func (s *Stemmer) Stop(word string) bool { return s.stop[word] }

// Split splits a folded word that isn't known into two known ones, with the letters of a linking
// element between them: the second is as long as possible, then the linking element the first in
// its list. It reports whether there is such a split.
func (s *Stemmer) Split(word string, known func(string) bool) (parts [2]string, ok bool) {
	if len(s.linking) == 0 {
		return parts, false
	}
	n := 0
	for i := range word {
		if n++; n <= s.shortest {
			continue
		}
		for _, link := range s.linking {
			last, found := strings.CutPrefix(word[i:], link)
			if found && utf8.RuneCountInString(last) >= s.shortest && known(last) && known(word[:i]) {
				return [2]string{word[:i], last}, true
			}
		}
	}
	return parts, false
}
