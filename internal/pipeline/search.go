package pipeline

import "baken.example/baken/internal/search/extract"

// Searched returns the pages in a language as they are indexed for search; nil if the site isn't
// rendered.
func (p *Result) Searched(language string) *extract.Source {
	if p.renderer == nil {
		return nil
	}
	return p.renderer.Searched(language)
}
