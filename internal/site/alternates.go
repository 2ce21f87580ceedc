package site

import (
	"iter"
	"strings"
)

// Alternates yields the languages in which search engines are to know of a page, with its path in
// each, and "x-default" for readers who prefer none of them. A page that they are to know of in one
// language only has none, and neither does one that they aren't to know of: alternates are versions
// that are indexed, and each names all others.
func (p *Page) Alternates() iter.Seq2[string, string] {
	return func(yield func(lang, path string) bool) {
		listed := 0
		for _, t := range p.Translations {
			if t.Listed() {
				listed++
			}
		}
		if listed < 2 || !p.Listed() {
			return
		}
		var byDefault *Page
		for _, t := range p.Translations {
			if !t.Listed() {
				continue
			}
			if byDefault == nil {
				byDefault = t
			}
			if !yield(t.Lang, t.URL) {
				return
			}
		}
		// The home page defaults to the language chooser, other pages to the first of the site's
		// languages.
		path := byDefault.URL
		if p.Parent == nil {
			path = strings.TrimSuffix(path, byDefault.Lang+"/")
		}
		yield("x-default", path)
	}
}
