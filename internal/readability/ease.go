package readability

import (
	"math"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// enough is the number of words from which a reading ease says something: the formulas were made
// on samples of a hundred words.
const enough = 100

// measure counts what a reading ease is computed from.
type measure struct {
	sentences, words int
	// read are the words whose syllables could be counted: no numbers, abbreviations or code.
	read, syllables int
}

func (m *measure) word(word []byte, l *language) {
	if l == nil {
		return
	}
	text, ok := lower(word)
	if !ok || abbreviation(string(word)) != "" {
		return
	}
	m.read++
	m.syllables += l.syllables(text)
}

// score is the reading ease by the formula of a language, rounded. The conversions keep the
// compiler from fusing operations, which on some processors would round differently.
func (m *measure) score(l *language) int {
	perSentence := float64(m.words) / float64(m.sentences)
	perWord := float64(m.syllables) / float64(m.read)
	s := float64(l.Ease.Base) - float64(float64(l.Ease.Sentence)*perSentence)
	s -= float64(float64(l.Ease.Syllable) * perWord)
	return int(math.Round(s))
}

func (j *judge) ease(w *markdown.PlainText, m *measure, list *diag.List) {
	if j.levels.ReadingEase == 0 || m.words < enough || m.read == 0 {
		return
	}
	if score := m.score(j.language); score < j.levels.ReadingEase {
		list.Add(w.File, diag.Pos{}, diag.HardToRead, "write shorter sentences, and use shorter words where there are any",
			"a reading ease of %d, with %.1f words in a sentence and %.2f syllables in a word; the site asks for %d",
			score, float64(m.words)/float64(m.sentences), float64(m.syllables)/float64(m.read), j.levels.ReadingEase)
	}
}
