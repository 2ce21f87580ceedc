package forward

import (
	"baken.example/baken/internal/search/language"
)

// SynonymShare is the share of an occurrence that counts for the words that mean the same by the
// glossary.
const SynonymShare = 0.5

// Synonyms are the words and phrases of the glossary that stand for each other.
type Synonyms struct {
	// phrases are those of several words, by their first.
	phrases map[string][]phrase
	// Words are those of one word, with the words that it stands for.
	Words map[string][]string
}

// phrase is a sequence of words.
type phrase struct {
	words []string
	// others are the words of what means the same.
	others []string
}

// NewSynonyms returns the synonyms of groups of words and phrases, as [search.Source] has them.
func NewSynonyms(groups [][]string) *Synonyms {
	s := &Synonyms{phrases: map[string][]phrase{}, Words: map[string][]string{}}
	for _, group := range groups {
		forms := make([][]string, len(group))
		for i, form := range group {
			language.Words([]byte(form), func(_, _ int, word []byte) { forms[i] = append(forms[i], string(word)) })
		}
		for i, form := range forms {
			if len(form) == 0 {
				continue
			}
			var others []string
			for j, other := range forms {
				if i != j {
					others = append(others, other...)
				}
			}
			if len(form) == 1 {
				s.Words[form[0]] = append(s.Words[form[0]], others...)
			} else {
				s.phrases[form[0]] = append(s.phrases[form[0]], phrase{form, others})
			}
		}
	}
	return s
}

// at reports whether the phrase stands at the start of a text, given as ids of words.
func (p *phrase) at(run []int32, ids map[string]int32) bool {
	if len(run) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		if id, found := ids[w]; !found || id != run[i] {
			return false
		}
	}
	return true
}
