package message

import (
	"fmt"
	"maps"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"baken.example/baken/internal/diag"
)

// Catalog holds the messages of a site's languages. It is immutable and safe for concurrent use.
type Catalog struct {
	localizers map[string]*Localizer
	own        []Text
	gaps       map[string][]Gap
	standIns   bool
	// sources are the texts of Baken's messages in the source language.
	sources map[string]string
}

// Text is a message as its file has it: with its placeholders, and in the form for any number.
type Text struct {
	ID, Lang, File string
	diag.Pos
	Text string
}

// Own returns, in all languages, the messages that the site has a text of its own for in any of
// them.
func (c *Catalog) Own() []Text { return c.own }

// Gaps returns the messages that a language lacks, by id.
func (c *Catalog) Gaps(lang string) []Gap { return c.gaps[lang] }

// Source returns the text of one of Baken's own messages in the source language, for any number.
func (c *Catalog) Source(id string) (string, error) {
	text, ok := c.sources[id]
	if !ok {
		return "", fmt.Errorf("no message %s in the source language", id)
	}
	return text, nil
}

// HasStandIns reports whether messages stand in for missing ones, marked as package standin marks
// them.
func (c *Catalog) HasStandIns() bool { return c.standIns }

// Localizer returns the messages of one language.
type Localizer struct {
	lang      string
	localizer *i18n.Localizer
	// samples holds a whole number of each plural category of the language.
	samples map[string]int
}

// catalog makes a bundle for each language, so that no language can fall back to another.
func (l *loader) catalog(languages []string) *Catalog {
	c := &Catalog{localizers: map[string]*Localizer{}, gaps: l.gaps, sources: l.sources, standIns: l.standIns}
	ids := map[string]bool{}
	for _, lang := range languages {
		messages := make([]*i18n.Message, 0, len(l.byLang[lang]))
		for _, e := range l.byLang[lang] {
			messages = append(messages, e.message)
		}
		c.localizers[lang] = newLocalizer(lang, messages)
		c.localizers[lang].samples = samples(lang)
		for id := range l.own[lang] {
			ids[id] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		for _, lang := range languages {
			if e, ok := l.byLang[lang][id]; ok && !e.borrowed {
				c.own = append(c.own, Text{id, lang, e.file, e.Pos, e.message.Other})
			}
		}
	}
	return c
}

// newLocalizer returns a localizer of messages in a language. A language without plural rules in
// CLDR gets those of constructed languages ("art").
func newLocalizer(lang string, messages []*i18n.Message) *Localizer {
	tag := language.Make(lang)
	bundle := i18n.NewBundle(tag)
	if bundle.AddMessages(tag, messages...) != nil {
		tag = language.MustParse("art")
		bundle = i18n.NewBundle(tag)
		bundle.MustAddMessages(tag, messages...)
	}
	return &Localizer{lang: lang, localizer: i18n.NewLocalizer(bundle, tag.String())}
}

// In returns the messages of one of the languages that the catalog was loaded for.
func (c *Catalog) In(lang string) *Localizer { return c.localizers[lang] }

// Text returns the message with an id.
func (l *Localizer) Text(id string) (string, error) {
	return l.localize(&i18n.LocalizeConfig{MessageID: id})
}

// Format returns the message with an id, with its placeholders filled from the fields of data.
func (l *Localizer) Format(id string, data any) (string, error) {
	return l.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data})
}

// Count returns the message with an id in the plural form for a number, with its placeholders
// filled from the fields of data.
func (l *Localizer) Count(id string, n int, data any) (string, error) {
	return l.localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: n, TemplateData: data})
}

// Forms returns the message with an id in every plural form that whole numbers have in the
// language, by CLDR category ("one", "other"), with its placeholders filled from the fields of
// data. A script chooses the form with Intl.PluralRules, which has the same categories.
func (l *Localizer) Forms(id string, data any) (map[string]string, error) {
	forms := map[string]string{}
	for category, n := range l.samples {
		text, err := l.Count(id, n, data)
		if err != nil {
			return nil, err
		}
		forms[category] = text
	}
	return forms, nil
}

// localize returns no text beside an error: go-i18n returns a fallback in another language then.
func (l *Localizer) localize(c *i18n.LocalizeConfig) (string, error) {
	text, err := l.localizer.Localize(c)
	if err != nil {
		return "", fmt.Errorf("message %s in %s: %w", c.MessageID, l.lang, err)
	}
	return text, nil
}
