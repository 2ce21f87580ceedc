package pipeline

import (
	"context"
	"crypto/sha256"
	"fmt"
	"reflect"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/wording"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/langdetect"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/plaintext"
	"baken.example/baken/internal/markdown/typography"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/readability"
	"baken.example/baken/internal/translation/texts"
)

// readers turn Markdown into HTML, by language.
type readers struct {
	// glossed mark glossary terms; bare don't, and only check the language of the text.
	glossed, bare map[string]*markdown.Converter
	// detectors find text in another language than their key; empty where the finding is off.
	detectors map[string]*langdetect.Detector
	// sentences return the first sentence of a text.
	sentences map[string]func(string) string
	settings  settings
}

// settings are the inputs of readers.
type settings struct {
	Languages []markdown.Options
	// Levels are nil where texts aren't judged.
	Levels *readability.Levels
	// Foreign reports whether texts in the wrong language are looked for, and Facts whether facts
	// are compared.
	Foreign, Facts bool
}

// key identifies settings among those of all runs of the program. None of their fields leads to
// values elsewhere, of which only the address would count.
func (s *settings) key() string {
	var levels readability.Levels
	if s.Levels != nil {
		levels = *s.Levels
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%#v %#v %t %t %t", s.Languages, levels, s.Levels == nil, s.Foreign, s.Facts))
	return string(sum[:])
}

// makeReaders creates the readers, or keeps the cached ones where their settings are equal: new
// ones make all documents stale.
func (s *Session) makeReaders(ctx context.Context) error {
	var now settings
	if asked := s.config.value.PlainLanguage; asked != nil {
		now.Levels = &readability.Levels{SentenceWords: asked.SentenceWords.V, ReadingEase: asked.ReadingEase.V}
	}
	severity, weighed := s.config.value.Severities()[diag.TextLanguage]
	now.Foreign = !weighed || severity != diag.Off
	severity, weighed = s.config.value.Severities()[diag.TranslationFacts]
	now.Facts = !weighed || severity != diag.Off
	for _, code := range s.config.value.Codes() {
		quotes, colon, texts, err := textStrings(s.messages.value.In(code))
		if err != nil && !s.findings.HasErrors() {
			return err
		}
		values, err := wording.Values(s.criteria.value.all, s.values.value, code, s.messages.value.In(code), s.options.value.Date)
		if err != nil && !s.findings.HasErrors() {
			return err
		}
		now.Languages = append(now.Languages, markdown.Options{
			Language: code, Quotes: quotes, Colon: colon, Strings: texts, Terms: s.glossary.value.Spellings(code),
			Base: s.config.value.Base(), Addresses: s.options.value.Addresses, Values: values,
		})
	}
	if s.readers.version > 0 && reflect.DeepEqual(s.readers.value.settings, now) {
		return nil
	}
	r := &readers{
		glossed: map[string]*markdown.Converter{}, bare: map[string]*markdown.Converter{},
		detectors: map[string]*langdetect.Detector{}, sentences: map[string]func(string) string{}, settings: now,
	}
	for _, glossed := range now.Languages {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.detect(glossed.Language, glossed.Terms, s.config.value.Codes()); err != nil {
			return err
		}
		var judges []plaintext.Linter
		if d := r.detectors[glossed.Language]; d != nil {
			judges, glossed.Judge = []plaintext.Linter{d.Lint}, d.Text
		}
		var err error
		if glossed.Facts, err = r.factReader(glossed.Language); err != nil {
			return err
		}
		bare := glossed
		bare.Terms, bare.Linters = nil, judges
		r.bare[bare.Language] = markdown.New(bare)
		if r.sentences[glossed.Language], err = readability.FirstSentence(glossed.Language); err != nil {
			return err
		}
		if glossed.Linters, err = looks(now.Levels, glossed.Language, glossed.Terms); err != nil {
			return err
		}
		glossed.Linters = append(glossed.Linters, judges...)
		r.glossed[glossed.Language] = markdown.New(glossed)
	}
	s.readers.set(s, r)
	return nil
}

// factReader creates the reader of facts of a language, unless the finding is off or there is no
// other language to compare with.
func (r *readers) factReader(code string) (*facts.Reader, error) {
	if !r.settings.Facts || len(r.settings.Languages) < 2 {
		return nil, nil
	}
	return facts.New(code)
}

// detect creates the language detectors, unless the finding is off.
func (r *readers) detect(code string, terms []markdown.Term, codes []string) error {
	if !r.settings.Foreign {
		return nil
	}
	d, err := langdetect.New(code, codes, terms)
	if d != nil {
		r.detectors[code] = d
	}
	return err
}

// judgeTexts checks the language of texts in the settings and the glossary.
func (s *Session) judgeTexts(ctx context.Context) error {
	for _, code := range s.config.value.Codes() {
		d := s.readers.value.detectors[code]
		if d == nil {
			continue
		}
		judge := func(file string, t content.Text) {
			if t.IsSet() {
				d.Text(file, t.Pos, t.V, &s.findings)
			}
		}
		judge(content.ConfigFile, s.config.value.Description[code])
		for _, t := range s.explained.value.Terms {
			if err := ctx.Err(); err != nil {
				return err
			}
			judge(content.GlossaryFile, t.Definition[code])
		}
		for _, v := range s.values.value.List() {
			judge(content.ValuesFile, v.Texts[code])
		}
	}
	return nil
}

// compareTexts compares the facts of the texts that have their languages side by side.
func (s *Session) compareTexts(ctx context.Context) error {
	inputs := []int{s.config.version, s.explained.version, s.values.version, s.criteria.version, s.messages.version, s.readers.version}
	return run(s, &s.texts, inputs, func() ([]texts.Difference, diag.List, error) {
		found, err := texts.Compare(ctx, &texts.Input{
			Languages: s.config.value.Codes(), Config: s.config.value, Glossary: s.explained.value, Values: s.values.value, Sets: s.criteria.value.all,
			Strings: s.messages.value.Own(), Converters: s.readers.value.bare,
		})
		return found, texts.Findings(found), err
	})
}

// looks are the linters of pages in a language.
func looks(levels *readability.Levels, code string, terms []markdown.Term) ([]plaintext.Linter, error) {
	if levels == nil {
		return nil, nil
	}
	o := readability.Options{Language: code, Levels: *levels}
	for _, t := range terms {
		o.Explained = append(o.Explained, t.Forms...)
	}
	look, err := readability.New(o)
	return []plaintext.Linter{look}, err
}

// textStrings are the quotation marks and the colon of a language, and the UI strings that its
// texts hold.
func textStrings(l *message.Localizer) (q typography.Quotes, colon string, texts map[string]string, err error) {
	for _, m := range []struct {
		id   string
		text *string
	}{
		{"QuoteOpenDouble", &q.OpenDouble},
		{"QuoteCloseDouble", &q.CloseDouble},
		{"QuoteOpenSingle", &q.OpenSingle},
		{"QuoteCloseSingle", &q.CloseSingle},
		{"Apostrophe", &q.Apostrophe},
		{"Colon", &colon},
	} {
		if *m.text, err = l.Text(m.id); err != nil {
			return q, colon, nil, err
		}
	}
	texts = map[string]string{}
	for _, id := range markdown.Strings() {
		if texts[id], err = l.Text(id); err != nil {
			return q, colon, nil, err
		}
	}
	return q, colon, texts, nil
}
