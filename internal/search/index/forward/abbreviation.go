package forward

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/search/language"
)

// explainedWeight is what an abbreviation counts once more where the text of a page explains it
// first.
const explainedWeight float32 = 1.2

// countExplained counts the abbreviations that a text of the current section explains, except for
// those that the page has explained before and those of the glossary, which explains them itself.
func (r *reader) countExplained(text []byte, share float32) {
	abbreviations(text, func(short []byte) {
		word := language.Fold(string(short))
		if _, found := r.words.synonyms.Words[word]; !found && !r.explained[word] {
			r.explained[word] = true
			r.count(short, share*explainedWeight, 1, false)
		}
	})
}

// Lengths of abbreviations, in letters.
const shortestAbbreviation, longestAbbreviation = 2, 10

// abbreviations calls f with each abbreviation that a text explains: one in parentheses behind
// words that have its letters, as in "European Legislation Identifier (ELI)".
func abbreviations(text []byte, f func(abbreviation []byte)) {
	for at := 0; ; {
		open := bytes.IndexByte(text[at:], '(')
		if open < 0 {
			return
		}
		open += at
		at = open + 1
		end := bytes.IndexByte(text[at:min(len(text), at+utf8.UTFMax*longestAbbreviation)], ')')
		if end < 0 {
			continue
		}
		short := text[at : at+end]
		start := bytes.LastIndexAny(text[:open], "\n().;:!?") + 1
		if isAbbreviation(short) && explains(text[start:open], short) {
			f(short)
		}
	}
}

// isAbbreviation reports whether a text is a word that may be an abbreviation: of letters, two of
// which are capitals, or the first of few.
func isAbbreviation(text []byte) bool {
	letters, capitals := 0, 0
	for _, r := range string(text) {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case !unicode.IsLetter(r):
			return false
		}
		letters++
	}
	first, _ := utf8.DecodeRune(text)
	return letters >= shortestAbbreviation && letters <= longestAbbreviation && (capitals > 1 || letters <= 4 && unicode.IsUpper(first))
}

// explains reports whether the last words of a text have the letters of an abbreviation, in their
// order, the first one where a word begins: the rule of Schwartz and Hearst (2003).
func explains(words, short []byte) bool {
	i := len(words)
	for len(short) > 0 {
		letter, n := utf8.DecodeLastRune(short)
		short = short[:len(short)-n]
		for {
			if i == 0 {
				return false
			}
			r, n := utf8.DecodeLastRune(words[:i])
			i -= n
			if unicode.ToLower(r) != unicode.ToLower(letter) {
				continue
			}
			if before, _ := utf8.DecodeLastRune(words[:i]); len(short) > 0 || i == 0 || !unicode.IsLetter(before) {
				break
			}
		}
	}
	return true
}
