package forward

import (
	"baken.example/baken/internal/search/language"
)

// words are the words that a reader has come across. Most stretches of text were seen before, so
// that their words are looked up rather than found and folded again.
type words struct {
	stemmer  *language.Stemmer
	synonyms *Synonyms
	scanner  language.Scanner
	all      []word
	// ids are the indexes in all, by text.
	ids       map[string]int32
	stretches stretches
	// blocks is the number of blocks so far.
	blocks int32
}

// word is a word, with where it was last counted.
type word struct {
	text    string
	stop    bool
	phrases []phrase
	// block is the last block that has the word, local its index there, section one more than the
	// number of the last section in it, and place its index in the occurrences.
	block, local, section, place int32
}

func newWords(stemmer *language.Stemmer, synonyms *Synonyms) *words {
	return &words{stemmer: stemmer, synonyms: synonyms, ids: map[string]int32{}, stretches: newStretches()}
}

// appendRun appends the words of a text, in its order.
func (w *words) appendRun(run []int32, text []byte) []int32 {
	for len(text) > 0 {
		start, end := language.Stretch(text)
		stretch := text[start:end]
		text = text[end:]
		if len(stretch) == 0 {
			break
		}
		if len(stretch) > maxStretch {
			run = w.scan(run, stretch)
			continue
		}
		of := w.stretches.find(stretch)
		if of.length == 0 {
			of = w.stretches.add(stretch, w.scan(nil, stretch))
		}
		if of.count == 1 {
			run = append(run, of.word)
		} else {
			run = append(run, w.stretches.words[of.word:of.word+of.count]...)
		}
	}
	return run
}

// scan appends the words of a stretch of text.
func (w *words) scan(run []int32, stretch []byte) []int32 {
	w.scanner.Words(stretch, func(_, _ int, word []byte) { run = append(run, w.id(word)) })
	return run
}

// in returns a word by its index, and adds it to the words of the current block.
func (w *words) in(b *Block, id int32) *word {
	of := &w.all[id]
	if of.block != w.blocks {
		of.block, of.local, of.section = w.blocks, int32(len(b.Words)), 0
		b.Words = append(b.Words, of.text)
	}
	return of
}

// id returns the index of a word.
func (w *words) id(text []byte) int32 {
	if id, found := w.ids[string(text)]; found {
		return id
	}
	id, added := int32(len(w.all)), string(text)
	w.ids[added] = id
	w.all = append(w.all, word{text: added, stop: w.stemmer.Stop(added), phrases: w.synonyms.phrases[added]})
	return id
}
