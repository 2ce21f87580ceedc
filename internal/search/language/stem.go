package language

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"baken.example/baken/internal/search"
)

// shortestStem is the number of characters of the shortest word that the rules of stems apply to.
const shortestStem = 4

// Stemmer applies the rules of a manifest, as the script does. It is safe for concurrent use.
type Stemmer struct {
	stop     map[string]bool
	rules    []rule
	linking  []string
	shortest int
}

type rule struct {
	from *regexp.Regexp
	to   string
}

// NewStemmer compiles the rules of a manifest.
func NewStemmer(rules search.Rules) (*Stemmer, error) {
	s := &Stemmer{stop: make(map[string]bool), linking: rules.Linking, shortest: max(rules.Shortest, 1)}
	for _, w := range strings.Fields(rules.Stop) {
		s.stop[w] = true
	}
	for _, pair := range rules.Stem {
		from, err := regexp.Compile(pair[0])
		if err != nil {
			return nil, fmt.Errorf("compile the rule of stems %q: %w", pair[0], err)
		}
		s.rules = append(s.rules, rule{from, pair[1]})
	}
	return s, nil
}

// Stem returns the stem of a folded word by the rules.
func (s *Stemmer) Stem(word string) string {
	if utf8.RuneCountInString(word) < shortestStem {
		return word
	}
	for _, r := range s.rules {
		if m := r.from.FindStringSubmatchIndex(word); m != nil {
			word = r.replace(word, m)
		}
	}
	return word
}

// replace returns a word with the match m replaced, as ECMAScript does: $1 to $9 are groups.
func (r rule) replace(word string, m []int) string {
	b := append(make([]byte, 0, len(word)+8), word[:m[0]]...)
	for i := 0; i < len(r.to); i++ {
		if r.to[i] != '$' || i+1 == len(r.to) {
			b = append(b, r.to[i])
			continue
		}
		i++
		if group := 2 * int(r.to[i]-'0'); group < len(m) && m[group] >= 0 {
			b = append(b, word[m[group]:m[group+1]]...)
		}
	}
	return string(append(b, word[m[1]:]...))
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
