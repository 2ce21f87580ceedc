package render

import (
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/search/extract"
)

// Searched returns the pages in a language as they are indexed for search.
func (r *Renderer) Searched(language string) *extract.Source {
	l := r.languages[language]
	return extract.New(r.Site, language, extract.Rendering{
		Words: l.Messages,
		Fill: func(b []byte, file string, before []byte, slot *markdown.Slot) ([]byte, error) {
			return r.slot(b, l, file, before, slot)
		},
		Version: l, // Which [Renderer.Replace] keeps.
	})
}
