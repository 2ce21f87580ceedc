package site

import (
	"iter"
	"strings"
)

// Alternates yields the languages of a page with its path in each, and "x-default" for readers who
// prefer none of them. A page in one language has none.
func (p *Page) Alternates() iter.Seq2[string, string] {
	return func(yield func(lang, path string) bool) {
		if len(p.Translations) < 2 {
			return
		}
		for _, t := range p.Translations {
			if !yield(t.Lang, t.URL) {
				return
			}
		}
		// The home page defaults to the language chooser, other pages to the site's first language.
		byDefault := p.Translations[0].URL
		if p.Parent == nil {
			byDefault = strings.TrimSuffix(byDefault, p.Translations[0].Lang+"/")
		}
		yield("x-default", byDefault)
	}
}
