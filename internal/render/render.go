// Package render turns the model of a site into its artifacts. It puts the pages together, and
// renders the language chooser and the 404 pages. The packages below it render the parts of pages,
// and the artifacts that are something else: the pages that search, the files for hosts and robots,
// those about criteria, and icons.
//
// Rendering is pure: an artifact reads the model and the templates and yields bytes, the same ones
// each time, and any number of artifacts may be rendered at once.
package render

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/tdewolff/minify/v2"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/download"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/render/brand"
	"baken.example/baken/internal/render/host"
	"baken.example/baken/internal/render/publish"
	"baken.example/baken/internal/render/searchpage"
	"baken.example/baken/internal/render/selfcheck"
	"baken.example/baken/internal/render/slot"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/theme"
)

const htmlType = "text/html; charset=utf-8"

// Input holds the data that a site is rendered from.
type Input struct {
	Site      *site.Site
	Templates *layout.Templates
	Messages  *message.Catalog
	// Theme is the look of the site, with its assets; Files are the pictures that pages show.
	Theme *theme.Theme
	Files *asset.Set
	// Downloads are the files that pages link to.
	Downloads *download.Set
	// Sizes are the sizes of pictures among Files; nil if there are none.
	Sizes *picture.Set
	// Compiled are the criteria sets, in all their versions, proven and compiled.
	Compiled map[*criteria.Set]*compiled.Set
	// Changes are the comparisons of the versions that pages compare.
	Changes map[site.Pair]*diff.Comparison
	// Date is the day as of which the site is rendered.
	Date content.Date
	// Preview reports whether the site includes drafts. Search engines are told not to index it.
	Preview bool
}

// Renderer renders the artifacts of a site. It is immutable, except for its caches.
type Renderer struct {
	Input
	minifier  *minify.M
	languages map[string]*language
	checks    *selfcheck.Checks
	// mark is the site's mark; nil if it has none that can be drawn.
	mark      *brand.Mark
	publisher *publish.Publisher
	search    *searchpage.Pages
	// buffers holds *buffers.
	buffers *sync.Pool
}

// New returns a renderer for a site, which must be without errors. The findings are about
// templates; the renderer is nil if they include errors. Further template errors may occur when
// artifacts are rendered: [layout.Templates.Explain] turns those into findings.
// The error may be the context's.
func New(ctx context.Context, in Input) (*Renderer, diag.List, error) {
	r := &Renderer{Input: in, minifier: asset.Minifier(), languages: map[string]*language{},
		buffers: &sync.Pool{New: func() any { return new(buffers) }},
	}
	var findings diag.List
	r.mark, findings = brand.NewMark(in.Theme.Assets)
	var err error
	if r.publisher, err = r.newPublisher(ctx); err != nil {
		return nil, findings, err
	}
	texts := slot.Input{
		Site: in.Site, Templates: in.Templates, Files: in.Files, Sizes: in.Sizes, Downloads: in.Downloads, Compiled: in.Compiled, Publisher: r.publisher,
	}
	for _, code := range in.Site.Languages {
		if err := ctx.Err(); err != nil {
			return nil, findings, err
		}
		l, list, err := r.language(texts, code)
		findings.Join(list)
		if err != nil || l == nil {
			return nil, findings, err
		}
		r.languages[code] = l
	}
	if r.search, err = r.newSearch(); err != nil {
		return nil, findings, err
	}
	checks := selfcheck.Input{Site: in.Site, Assets: in.Theme.Assets, Compiled: in.Compiled}
	for _, code := range in.Site.Languages {
		checks.Languages = append(checks.Languages, selfcheck.Language{Language: r.languages[code].Language, Texts: r.languages[code].texts})
	}
	if r.checks, err = selfcheck.New(ctx, checks); err != nil {
		return nil, findings, err
	}
	return r, findings, nil
}

// Artifacts returns the artifacts of the site, sorted by path.
func (r *Renderer) Artifacts() []artifact.Artifact {
	all := r.pages(r.Site.Pages)
	all = append(all, r.listPages()...)
	all = append(all, r.systemPages()...)
	all = append(all, r.search.Artifacts()...)
	all = append(all, r.brandFiles()...)
	in := r.host()
	all = append(all, host.Dated(in)...)
	all = append(all, host.Robots(in)...)
	all = append(all, r.publisher.Artifacts()...)
	all = append(all, host.Rules(in, all)...)
	all = append(all, r.checks.Artifacts()...)
	all = append(all, r.assetFiles()...)
	for _, f := range r.Downloads.Files() {
		all = append(all, f.Artifact)
	}
	slices.SortFunc(all, func(a, b artifact.Artifact) int { return cmp.Compare(a.Path, b.Path) })
	return all
}

// Replace returns a renderer of s, which [site.Site.Replace] returned for the site of r and which
// uses the same files. Those of its artifacts that may differ from r's are changed: those of the
// given pages, the ones with the days of changes, and those of the index from A to Z where headings
// differ. The artifacts of the other pages are the same as r's, but don't keep r and its site in
// memory. Replace is ok only if the artifacts have the same paths; otherwise the caller must use
// New.
func (r *Renderer) Replace(s *site.Site, pages []*site.Page) (next *Renderer, changed, same []artifact.Artifact, ok bool) {
	copied := *r
	next = &copied
	next.Site, next.languages = s, make(map[string]*language, len(r.languages))
	for code, l := range r.languages {
		replaced := *l
		replaced.texts = l.texts.Replace(s)
		next.languages[code] = &replaced
	}
	var search []artifact.Artifact
	if next.search, search, ok = r.search.Replace(s, pages); !ok {
		return nil, nil, nil, false
	}
	changed = slices.Concat(next.pages(pages), host.Dated(next.host()), search)
	replaced := make(map[*site.Page]bool, len(pages))
	for _, p := range pages {
		replaced[p] = true
	}
	rest := make([]*site.Page, 0, len(s.Pages))
	for _, p := range s.Pages {
		if !replaced[p] {
			rest = append(rest, p)
		}
	}
	return next, changed, next.pages(rest), true
}

func (r *Renderer) pages(pages []*site.Page) []artifact.Artifact {
	out := make([]artifact.Artifact, 0, len(pages))
	for _, p := range pages {
		out = append(out, artifact.Artifact{
			Path:      p.Path[1:] + "index.html",
			MediaType: htmlType,
			Append:    func(b []byte) ([]byte, error) { return r.page(b, p) },
		})
	}
	return out
}

// newPublisher returns the publisher of the site's criteria sets.
func (r *Renderer) newPublisher(ctx context.Context) (*publish.Publisher, error) {
	in := publish.Input{Site: r.Site, Compiled: r.Compiled, Changes: r.Changes, Messages: map[string]*message.Localizer{}, Minifier: r.minifier}
	for _, code := range r.Site.Languages {
		in.Messages[code] = r.Messages.In(code)
	}
	return publish.New(ctx, in)
}

// host returns the input of package host.
func (r *Renderer) host() host.Input {
	in := host.Input{
		Site: r.Site, Assets: r.Theme.Assets, Files: r.Files, Downloads: r.Downloads, Date: r.Date, Preview: r.Preview,
		Scripts: len(r.defaultLanguage().View.Scripts) > 0, Minifier: r.minifier,
	}
	for _, code := range r.Site.Languages {
		v := &r.languages[code].View
		in.Languages = append(in.Languages, host.Language{
			Code: code, Title: v.Title, Description: v.Description, HomeURL: v.HomeURL, FeedURL: v.FeedURL, Author: v.Contact.Name,
		})
	}
	return in
}

// absolute returns the URL of a path on the host.
func (r *Renderer) absolute(address string) string { return r.Site.Base().Origin + address }
