// Package texts compares the facts of texts that have their languages side by side: those of
// criteria, the glossary and the settings, and the site's strings.
package texts

import (
	"context"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/named"
)

// Input are the texts of a site.
type Input struct {
	// Languages are the site's, in its order. The first one that a text is there in is the
	// original.
	Languages []string
	Config    *siteconfig.Config
	Glossary  *content.Glossary
	Values    *named.Values
	Sets      []*criteria.Set
	// Strings are [message.Catalog.Own].
	Strings []message.Text
	// Converters read the facts of texts, by language.
	Converters map[string]*markdown.Converter
}

// Difference is a fact that a text in one language has otherwise than in another.
type Difference struct {
	// File is the file with the text in the language Lang, and Pos the place in it.
	File string
	Lang string
	diag.Pos
	// Message describes the difference.
	Message string
}

// Compare returns the differences, in the order of the input. The error is the context's, which is
// checked before each set and term.
func Compare(ctx context.Context, in *Input) ([]Difference, error) {
	c := comparison{Input: in}
	plain := func(lang string, t content.Text) facts.List { return in.Converters[lang].Facts(t.V) }
	c.localized(content.ConfigFile, in.Config.Title, nil, plain)
	c.localized(content.ConfigFile, in.Config.Description, nil, plain)
	for _, t := range in.Glossary.Terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.localized(content.GlossaryFile, t.Name, nil, plain)
		c.localized(content.GlossaryFile, t.Definition, nil, plain)
	}
	for _, v := range in.Values.List() {
		c.localized(content.ValuesFile, v.Texts, nil, plain)
	}
	for _, set := range in.Sets {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, t := range set.Labels() {
			c.localized(set.File, t, nil, plain)
		}
		for t := range set.Prose() {
			c.localized(set.File, t, set, func(lang string, t content.Text) facts.List {
				body, _ := in.Converters[lang].Convert(nil, set.File, []byte(t.V), 1)
				return body.Facts
			})
		}
	}
	c.strings()
	return c.found, ctx.Err()
}

type comparison struct {
	*Input
	found []Difference
}

// version is a text in one language.
type version struct {
	file, lang string
	pos        diag.Pos
	facts      facts.List
	// at returns the place of a fact in the file; nil where only that of the text is known.
	at func(diag.Pos) diag.Pos
}

// localized compares the languages of a text. set is the one that a text in Markdown belongs to.
func (c *comparison) localized(file string, l content.Localized, set *criteria.Set, read func(string, content.Text) facts.List) {
	var versions []version
	for _, lang := range c.Languages {
		t := l[lang]
		if !t.IsSet() {
			continue
		}
		v := version{file: file, lang: lang, pos: t.Pos, facts: read(lang, t)}
		if set != nil {
			v.at = func(p diag.Pos) diag.Pos { return set.PosAt(t, p) }
		}
		versions = append(versions, v)
	}
	c.compare(versions)
}

// compare compares the versions of a text with the first one.
func (c *comparison) compare(versions []version) {
	for i := 1; i < len(versions); i++ {
		v, original := &versions[i], &versions[0]
		for _, d := range facts.Compare(&original.facts, &v.facts, 0, 0, true) {
			pos := v.pos
			if v.at != nil && d.Here != nil {
				pos = v.at(d.Here.Pos())
			}
			c.found = append(c.found, Difference{v.file, v.lang, pos, d.Message(original.lang)})
		}
	}
}

// strings compares the languages of each string of the site, which are next to each other.
func (c *comparison) strings() {
	var versions []version
	for i, t := range c.Strings {
		versions = append(versions, version{file: t.File, lang: t.Lang, pos: t.Pos, facts: c.Converters[t.Lang].Facts(t.Text)})
		if i+1 == len(c.Strings) || c.Strings[i+1].ID != t.ID {
			c.compare(versions)
			versions = versions[:0]
		}
	}
}

// Findings returns the findings about differences.
func Findings(differences []Difference) (list diag.List) {
	for _, d := range differences {
		list.Add(d.File, d.Pos, diag.TranslationFacts, "correct the wrong one", "%s", d.Message)
	}
	return list
}
