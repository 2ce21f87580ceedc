// Package corpus makes sites to measure with: any number of pages of guidance in every language
// of its vocabulary, with the structure, front matter and Markdown of a real site and words that
// mean little. The same seed and number of pages make the same bytes, on every machine.
//
// A corpus is written in two dialects, whose pages say the same: as a site for Baken, and as a
// site for Hugo to compare with.
package corpus

import (
	"iter"
	"math/rand/v2"
	"slices"
)

// Corpus is the plan of a site: all its pages with their titles and headings. Texts are made from
// it when they are asked for.
type Corpus struct {
	vocabulary *vocabulary
	seed       uint64
	// pages are in the order of the site, the home page first.
	pages []*page
	// menu and footer are what the site's main menu and its foot list.
	menu, footer []*page
	glossary     File
}

// File is a file of a site. Path is slash-separated, relative to the site's directory.
type File struct {
	Path string
	Data []byte
}

// New plans a corpus with a number of pages of guidance, besides those of the site's sections and
// the few that every site has.
func New(seed uint64, pairs int) (*Corpus, error) {
	v, err := loadVocabulary()
	if err != nil {
		return nil, err
	}
	c := &Corpus{vocabulary: v, seed: seed}
	c.plan(pairs)
	c.glossary, err = c.glossaryFile()
	return c, err
}

// Languages are the languages of the corpus, the default one first.
func (c *Corpus) Languages() []Language { return slices.Clone(c.vocabulary.Languages) }

// Pages is the number of pages that get published, each in every language.
func (c *Corpus) Pages() int {
	n := 0
	for _, p := range c.pages {
		if !p.draft {
			n++
		}
	}
	return n
}

// Baken yields the files of the corpus as a site for Baken.
func (c *Corpus) Baken() iter.Seq[File] {
	return func(yield func(File) bool) {
		for _, f := range []File{c.siteFile(), c.glossary} {
			if !yield(f) {
				return
			}
		}
		c.texts(func(p *page, lang int, text []byte) bool {
			return yield(File{"content/" + p.file(c.code(lang)), append(c.frontMatter(p, lang), text...)})
		})
	}
}

// Hugo yields the content of the corpus and what depends on it as a site for Hugo. Layouts and
// the rest of the configuration are the caller's.
func (c *Corpus) Hugo() iter.Seq[File] {
	return func(yield func(File) bool) {
		if !yield(c.hugoLanguages()) {
			return
		}
		c.texts(func(p *page, lang int, text []byte) bool {
			return yield(File{"content/" + p.hugoFile(c.code(lang)), append(c.hugoFrontMatter(p, lang), hugoText(text)...)})
		})
	}
}

// texts writes every page in every language, until yield has had enough.
func (c *Corpus) texts(yield func(p *page, lang int, text []byte) bool) {
	for i, p := range c.pages {
		for lang, text := range c.write(p, c.random(i, streamText)) {
			if !yield(p, lang, text) {
				return
			}
		}
	}
}

func (c *Corpus) code(lang int) string { return c.vocabulary.Languages[lang].Code }

// Each page has its own streams of random numbers, so that none depends on another's length.
const (
	streamPlan = iota
	streamPage
	streamText
	streams
)

func (c *Corpus) random(page, stream int) *rand.Rand {
	return rand.New(rand.NewPCG(c.seed, uint64(page*streams+stream)))
}
