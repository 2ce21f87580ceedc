package pipeline

import (
	"context"
	"slices"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/render"
	"baken.example/baken/internal/search/extract"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/lazy"
)

// Searched returns the pages in a language as they are indexed for search; nil if the site isn't
// rendered.
func (p *Result) Searched(language string) *extract.Source {
	if p.renderer == nil {
		return nil
	}
	return p.renderer.Searched(language)
}

// Indexes returns the indexes of the site, which are made when they are first asked for; nil if the
// site has no search, or isn't rendered. They outlive later loads of the session.
func (p *Result) Indexes() *lazy.Indexes { return p.indexes }

// Published returns the artifacts of the site with those of its search indexes, sorted by path. The error
// is the context's, or that of an index that can't be made.
func (p *Result) Published(ctx context.Context) ([]artifact.Artifact, error) {
	if p.indexes == nil || p.Artifacts == nil {
		return p.Artifacts, nil
	}
	files, err := p.indexes.Artifacts(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.Concat(p.Artifacts, files)
	slices.SortFunc(all, func(a, b artifact.Artifact) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

// indexes returns those of the pages that a renderer renders.
func (s *Session) indexes(r *render.Renderer) *lazy.Indexes {
	if r == nil || !r.Site.HasSearch() {
		return nil
	}
	if s.searches == nil {
		s.searches = new(lazy.Caches)
	}
	return lazy.New(r.Site.Languages, func(code string) index.Versioned { return r.Searched(code) }, s.searches)
}
