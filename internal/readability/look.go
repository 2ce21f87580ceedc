package readability

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// Levels are what a site asks. Zero asks nothing.
type Levels struct {
	// SentenceWords is how many words a sentence may have.
	SentenceWords int
	// ReadingEase is the least that a page may have; only pages of a hundred words have one.
	ReadingEase int
}

// Options are what is looked at.
type Options struct {
	// Language is a BCP 47 tag.
	Language string
	Levels   Levels
	// Explained are the abbreviations that the glossary explains.
	Explained []string
}

// judge holds texts in one language against levels.
type judge struct {
	levels    Levels
	language  *language // nil where nothing is known of it
	explained map[string]bool
}

// New returns what looks at the texts of a language. The error is a flaw of the package's own data.
func New(o Options) (markdown.Linter, error) {
	l, err := languageOf(o.Language)
	if err != nil {
		return nil, err
	}
	j := &judge{o.Levels, l, set(o.Explained)}
	return j.look, nil
}

func (j *judge) look(w *markdown.PlainText, list *diag.List) {
	j.sections(w, list)
	var ease measure
	for _, b := range w.Blocks {
		// A quotation is in somebody else's words, which can't be changed.
		if b.Quoted || b.Kind != markdown.ParagraphBlock && b.Kind != markdown.CellBlock {
			continue
		}
		j.sentences(w, b, &ease, list)
	}
	if j.language == nil {
		return
	}
	j.ease(w, &ease, list)
	j.links(w, list)
	j.abbreviations(w, list)
}

// sections reports headings below which nothing stands before the next one that isn't below them.
func (j *judge) sections(w *markdown.PlainText, list *diag.List) {
	for i, b := range w.Blocks {
		if b.Kind != markdown.HeadingBlock || len(bytes.TrimSpace(w.Of(b.Passage))) == 0 {
			continue
		}
		if i+1 < len(w.Blocks) && (w.Blocks[i+1].Kind != markdown.HeadingBlock || w.Blocks[i+1].Level > b.Level) {
			continue
		}
		list.Add(w.File, w.Pos(b.Start), diag.SectionEmpty, "write what it promises, or take the heading out",
			"nothing stands below the heading %.80q", w.Of(b.Passage))
	}
}

func (j *judge) sentences(w *markdown.PlainText, b markdown.Block, ease *measure, list *diag.List) {
	var abbreviations map[string]bool
	if j.language != nil {
		abbreviations = j.language.abbreviations
	}
	sentences(w.Text, b.Passage, abbreviations, func(s markdown.Passage) {
		words := 0
		w.Words(s, func(word markdown.Passage) {
			words++
			if b.Kind == markdown.ParagraphBlock {
				ease.word(w.Of(word), j.language)
			}
		})
		if words > 0 && b.Kind == markdown.ParagraphBlock {
			ease.sentences++
			ease.words += words
		}
		if most := j.levels.SentenceWords; most > 0 && words > most {
			list.Add(w.File, w.Pos(s.Start), diag.SentenceTooLong, "make two sentences of it, or a list",
				"a sentence of %d words, %q; the site asks for %d at most", words, beginning(w.Of(s)), most)
		}
	})
}

// beginning returns the first words of a sentence.
func beginning(sentence []byte) string {
	words := strings.Fields(strings.ReplaceAll(string(sentence), string(markdown.Omitted), "…"))
	if len(words) > 6 {
		return strings.Join(words[:6], " ") + " …"
	}
	return strings.Join(words, " ")
}

// links reports those whose text doesn't say where they lead.
func (j *judge) links(w *markdown.PlainText, list *diag.List) {
	for _, l := range w.Links {
		text := strings.Join(strings.Fields(string(w.Of(l))), " ")
		bare := strings.ToLower(strings.TrimFunc(text, func(c rune) bool {
			return !unicode.IsLetter(c) && !unicode.IsNumber(c) && c != markdown.Omitted
		}))
		if j.language.vague[bare] {
			list.Add(w.File, w.Pos(l.Start), diag.LinkTextVague, "let it say where it leads, for who reads only the links",
				"the text of a link is just %q", text)
		}
	}
}

// lower returns a word in small letters and whether it consists of letters, apart from the marks
// within a word.
func lower(word []byte) (string, bool) {
	for i := 0; i < len(word); {
		c, size := utf8.DecodeRune(word[i:])
		if unicode.IsNumber(c) || c == markdown.Omitted || strings.ContainsRune(".:/@_", c) {
			return "", false
		}
		i += size
	}
	return strings.ToLower(string(word)), true
}
