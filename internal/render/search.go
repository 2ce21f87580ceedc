package render

import (
	"baken.example/baken/internal/render/searchpage"
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

// Search returns the pages that search; none if the site has no search.
func (r *Renderer) Search() *searchpage.Pages { return r.search }

// newSearch returns the pages that search.
func (r *Renderer) newSearch() (*searchpage.Pages, error) {
	var languages []searchpage.Language
	for _, code := range r.Site.Languages {
		if l := r.languages[code]; l.searchPath != "" {
			languages = append(languages, searchpage.Language{Language: l.Language, Navigation: l.Navigation, Path: l.searchPath, Glossary: l.texts.Glossary()})
		}
	}
	return searchpage.New(r.Site, r.Theme.Assets, languages)
}
