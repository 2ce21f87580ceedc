package tree

import (
	"iter"
	"strings"
)

// Alternates yields the languages in which search engines are to know of a page, with its path in
// each, and "x-default" for readers who prefer none of them. A page that they are to know of in one
// language only has none.
//
// Each version names itself and all others, since a search engine ignores a link to an alternate
// that doesn't link back
// (https://developers.google.com/search/docs/specialty/international/localized-versions). That
// documentation doesn't speak of noindex. Google's answer to site owners (Search Central office
// hours, 21 February 2020 and 7 May 2021) is that pages with noindex are left out of the group, and
// that alternates are of use between indexed pages only; so they neither are alternates nor have
// any.
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
