package render

import (
	"baken.example/baken/internal/search/extract"
)

// Searched returns the pages in a language as they are indexed for search.
func (r *Renderer) Searched(language string) *extract.Source {
	l := r.languages[language]
	return extract.New(r.Site, language, extract.Rendering{
		Words:   l.Messages,
		Fill:    l.texts.Slot,
		Version: l.Language, // Which [Renderer.Replace] keeps.
	})
}
