package readability

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/plaintext"
)

// Levels are the requirements of a site. Zero means no requirement.
type Levels struct {
	// SentenceWords is the maximum number of words of a sentence.
	SentenceWords int
	// ReadingEase is the minimum reading ease of a page. It isn't computed for pages of fewer than
	// a hundred words.
	ReadingEase int
}

// Options are the options of [New].
type Options struct {
	// Language is a BCP 47 tag.
	Language string
	Levels   Levels
	// Explained are the abbreviations in the glossary.
	Explained []string
}

// linter checks texts in one language.
type linter struct {
	levels    Levels
	language  *language // nil if it isn't supported
	explained map[string]bool
}

// New returns a linter for texts in a language. The error is a flaw of the package's own data.
func New(o Options) (plaintext.Linter, error) {
	language, err := languageOf(o.Language)
	if err != nil {
		return nil, err
	}
	l := &linter{o.Levels, language, set(o.Explained)}
	return l.lint, nil
}

// lint is a [plaintext.Linter]. It skips the sentences of quotations, which an editor can't change.
func (l *linter) lint(w *plaintext.Document, list *diag.List) {
	l.checkSections(w, list)
	var ease counts
	for _, b := range w.Blocks {
		if b.Quoted || b.Kind != plaintext.ParagraphBlock && b.Kind != plaintext.CellBlock && b.Kind != plaintext.CaptionBlock {
			continue
		}
		l.checkSentences(w, b, &ease, list)
	}
	if l.language == nil {
		return
	}
	l.checkEase(w, &ease, list)
	l.checkLinks(w, list)
	l.checkAbbreviations(w, list)
}

// checkSections reports headings without content: the next block is a heading of the same or a
// higher level, or there is none.
func (l *linter) checkSections(w *plaintext.Document, list *diag.List) {
	for i, b := range w.Blocks {
		if b.Kind != plaintext.HeadingBlock || len(bytes.TrimSpace(w.Of(b.Passage))) == 0 {
			continue
		}
		if i+1 < len(w.Blocks) && (w.Blocks[i+1].Kind != plaintext.HeadingBlock || w.Blocks[i+1].Level > b.Level) {
			continue
		}
		message := "nothing stands below this heading"
		if text := bytes.ReplaceAll(w.Of(b.Passage), []byte(string(plaintext.Omitted)), []byte("…")); string(text) != "…" {
			message = fmt.Sprintf("nothing stands below the heading %.80q", text)
		}
		list.Add(w.File, w.Pos(b.Start), diag.SectionEmpty, "write what it promises, or take the heading out", "%s", message)
	}
}

// checkSentences reports sentences that are too long, and counts the sentences and words of running
// text.
func (l *linter) checkSentences(w *plaintext.Document, b plaintext.Block, ease *counts, list *diag.List) {
	var abbreviations map[string]bool
	if l.language != nil {
		abbreviations = l.language.abbreviations
	}
	sentences(w.Text, b.Passage, abbreviations, func(s plaintext.Passage) {
		words := 0
		w.Words(s, func(word plaintext.Passage) {
			words++
			if b.Kind == plaintext.ParagraphBlock {
				ease.word(w.Of(word), l.language)
			}
		})
		if words > 0 && b.Kind == plaintext.ParagraphBlock {
			ease.sentences++
			ease.words += words
		}
		if most := l.levels.SentenceWords; most > 0 && words > most {
			list.Add(w.File, w.Pos(s.Start), diag.SentenceTooLong, "make two sentences of it, or a list",
				"a sentence of %d words, %q; the site asks for %d at most", words, beginning(w.Of(s)), most)
		}
	})
}

// beginning returns the first words of a sentence.
func beginning(sentence []byte) string {
	words := strings.Fields(strings.ReplaceAll(string(sentence), string(plaintext.Omitted), "…"))
	if len(words) > 6 {
		return strings.Join(words[:6], " ") + " …"
	}
	return strings.Join(words, " ")
}

// checkLinks reports links with a vague text (WCAG 2.2, 2.4.9).
func (l *linter) checkLinks(w *plaintext.Document, list *diag.List) {
	for _, link := range w.Links {
		text := strings.Join(strings.Fields(string(w.Of(link))), " ")
		bare := strings.ToLower(strings.TrimFunc(text, func(c rune) bool {
			return !unicode.IsLetter(c) && !unicode.IsNumber(c) && c != plaintext.Omitted
		}))
		if l.language.vague[bare] {
			list.Add(w.File, w.Pos(link.Start), diag.LinkTextVague, "let it say where it leads, for who reads only the links",
				"the text of a link is just %q", text)
		}
	}
}

// lower returns a word in lower case, and whether it consists of letters and punctuation that
// occurs within words, so that its syllables can be counted.
func lower(word []byte) (string, bool) {
	for i := 0; i < len(word); {
		c, size := utf8.DecodeRune(word[i:])
		if unicode.IsNumber(c) || c == plaintext.Omitted || strings.ContainsRune(".:/@_", c) {
			return "", false
		}
		i += size
	}
	return strings.ToLower(string(word)), true
}
