package portal

import (
	"reflect"

	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/plain"
)

// readers turn Markdown into HTML, by language.
type readers struct {
	// glossed mark the terms of the glossary and judge what they read, bare do neither.
	glossed, bare map[string]*markdown.Converter
	settings      settings
}

// settings are what readers depend on.
type settings struct {
	Languages []markdown.Options
	// Levels are nil where texts aren't judged.
	Levels *plain.Levels
}

// makeReaders makes readers, or keeps those there are where they would be the same: to read all pages anew takes
// long.
func (s *Session) makeReaders() error {
	var now settings
	if asked := s.config.value.PlainLanguage; asked != nil {
		now.Levels = &plain.Levels{SentenceWords: asked.SentenceWords.V, ReadingEase: asked.ReadingEase.V}
	}
	for _, code := range s.config.value.Codes() {
		quotes, texts, err := textStrings(s.messages.value.In(code))
		if err != nil && !s.findings.HasErrors() {
			return err
		}
		now.Languages = append(now.Languages, markdown.Options{
			Language: code, Quotes: quotes, Strings: texts, Terms: s.glossary.value.Spellings(code),
		})
	}
	if s.readers.made > 0 && reflect.DeepEqual(s.readers.value.settings, now) {
		return nil
	}
	r := &readers{glossed: map[string]*markdown.Converter{}, bare: map[string]*markdown.Converter{}, settings: now}
	for _, glossed := range now.Languages {
		bare := glossed
		bare.Terms = nil
		r.bare[bare.Language] = markdown.New(bare)
		var err error
		if glossed.Looks, err = looks(now.Levels, glossed.Language, glossed.Terms); err != nil {
			return err
		}
		r.glossed[glossed.Language] = markdown.New(glossed)
	}
	s.readers.set(s, r)
	return nil
}

// looks are what judges the words of pages in a language.
func looks(levels *plain.Levels, code string, terms []markdown.Term) ([]markdown.Look, error) {
	if levels == nil {
		return nil, nil
	}
	o := plain.Options{Language: code, Levels: *levels}
	for _, t := range terms {
		o.Explained = append(o.Explained, t.Forms...)
	}
	look, err := plain.New(o)
	return []markdown.Look{look}, err
}

// textStrings are the quotation marks of a language, and the UI strings that its texts hold.
func textStrings(l *message.Localizer) (q markdown.Quotes, texts map[string]string, err error) {
	for _, m := range []struct {
		id   string
		text *string
	}{
		{"QuoteOpenDouble", &q.OpenDouble},
		{"QuoteCloseDouble", &q.CloseDouble},
		{"QuoteOpenSingle", &q.OpenSingle},
		{"QuoteCloseSingle", &q.CloseSingle},
		{"Apostrophe", &q.Apostrophe},
	} {
		if *m.text, err = l.Text(m.id); err != nil {
			return q, nil, err
		}
	}
	texts = map[string]string{}
	for _, id := range markdown.Strings() {
		if texts[id], err = l.Text(id); err != nil {
			return q, nil, err
		}
	}
	return q, texts, nil
}
