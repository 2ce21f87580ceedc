package readability

import (
	"math"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/plaintext"
)

// minWords is the number of words from which a reading ease is computed: the formulas were derived
// from samples of a hundred words.
const minWords = 100

// counts are the inputs of a reading ease.
type counts struct {
	sentences, words int
	// read counts the words whose syllables are counted: all but numbers, abbreviations and code;
	// long counts those that the formula takes for long ones.
	read, syllables, long int
}

// word counts the syllables of a word.
func (c *counts) word(word []byte, l *language) {
	if l == nil {
		return
	}
	text, ok := lower(word)
	if !ok || abbreviation(string(word)) != "" {
		return
	}
	c.read++
	n := l.syllables(text)
	c.syllables += n
	if n >= l.Ease.Long {
		c.long++
	}
}

// score returns the reading ease by the formula of a language, rounded. The conversions prevent
// fused multiply-add, which would round differently on some processors (Go specification,
// Floating-point operators).
func (c *counts) score(l *language) int {
	perSentence := float64(c.words) / float64(c.sentences)
	perWord := float64(c.syllables) / float64(c.read)
	s := float64(l.Ease.Base) - float64(float64(l.Ease.Sentence)*perSentence)
	s -= float64(float64(l.Ease.Syllable) * perWord)
	s -= float64(float64(l.Ease.LongWords) * (100 * float64(c.long) / float64(c.read)))
	return int(math.Round(s))
}

// checkEase reports a text with a lower reading ease than required.
func (l *linter) checkEase(w *plaintext.Document, c *counts, list *diag.List) {
	if l.levels.ReadingEase == 0 || c.words < minWords || c.read == 0 {
		return
	}
	if score := c.score(l.language); score < l.levels.ReadingEase {
		list.Add(w.File, diag.Pos{}, diag.HardToRead, "write shorter sentences, and use shorter words where there are any",
			"a reading ease of %d, with %.1f words in a sentence and %.2f syllables in a word; the site asks for %d",
			score, float64(c.words)/float64(c.sentences), float64(c.syllables)/float64(c.read), l.levels.ReadingEase)
	}
}
