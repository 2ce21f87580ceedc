package render

import (
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/search/extract"
)

// Searched returns the pages in a language as they are indexed for search.
func (r *Renderer) Searched(language string) *extract.Source {
	return extract.New(r.Site, language, func(b []byte, language, file string, before []byte, slot *markdown.Slot) ([]byte, error) {
		return r.slot(b, r.languages[language], file, before, slot)
	})
}
