package pipeline

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/render"
	"baken.example/baken/internal/render/searchpage"
	"baken.example/baken/internal/search/extract"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/lazy"
	"baken.example/baken/internal/search/query"
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

// Published returns the artifacts of the site with those of its search indexes, sorted by path. The
// error is the context's, or that of an index that can't be made.
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

// Answers returns a function that answers queries of readers whose browsers run no scripts: the
// page that searches, in any language, as it is for the query of a request; see
// [server.Site.Answering]. It is nil if the site has no search. The indexes must have been made.
func (p *Result) Answers(ctx context.Context) (func(path, query string) (artifact.Artifact, bool), error) {
	if p.indexes == nil {
		return nil, nil
	}
	type answering struct {
		code string
		*query.Evaluator
	}
	at := map[string]answering{}
	for _, code := range p.renderer.Site.Languages {
		x, err := p.indexes.Index(ctx, code)
		if err != nil {
			return nil, err
		}
		files := make(map[string]index.File, len(x.Files))
		for _, f := range x.Files {
			files[f.Name] = f
		}
		e, err := query.New(x.Manifest, func(name string) ([]byte, error) { return files[name].Append(nil) })
		if err != nil {
			return nil, err
		}
		at[p.renderer.Search().File(code)] = answering{code, e}
	}
	return func(path, fields string) (artifact.Artifact, bool) {
		in, found := at[path]
		values, _ := url.ParseQuery(fields) // What can be read of it counts.
		if !found || searchpage.PlainQuery(values.Get("q")) == "" {
			return artifact.Artifact{}, false
		}
		return artifact.Artifact{Path: path, MediaType: "text/html; charset=utf-8", Append: func(b []byte) ([]byte, error) {
			return p.renderer.Search().AppendAnswer(b, in.code, values, in.Evaluator)
		}}, true
	}, nil
}

// indexes returns those of the pages that a renderer renders.
func (s *Session) indexes(r *render.Renderer) *lazy.Indexes {
	if r == nil || !r.Site.HasSearch() {
		return nil
	}
	if s.searches == nil && !s.once {
		s.searches = new(lazy.Caches)
	}
	return lazy.New(r.Site.Languages, func(code string) index.Versioned { return r.Searched(code) }, s.searches, s.spool)
}
