// Package render turns the model of a site into its artifacts. It renders the pages, the language chooser and
// the 404 pages itself; the files for hosts and robots are rendered by its package host, and the files about
// criteria by its package publish.
//
// Rendering is pure: an artifact reads the model and the templates and yields bytes, the same ones
// each time, and any number of artifacts may be rendered at once.
package render

import (
	"cmp"
	"context"
	"html/template"
	"slices"
	"sync"
	"unsafe"

	"github.com/tdewolff/minify/v2"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/render/host"
	"baken.example/baken/internal/render/publish"
	"baken.example/baken/internal/site"
)

const htmlType = "text/html; charset=utf-8"

// Input is what a site is rendered from.
type Input struct {
	Site      *site.Site
	Templates *layout.Templates
	Messages  *message.Catalog
	// Assets are the files in assets/, Files the pictures and downloads that pages use.
	Assets, Files *asset.Set
	// Compiled are the criteria sets, in all their versions, proven and compiled.
	Compiled map[*criteria.Set]*compiled.Set
	// Date is the day for which the site is made.
	Date content.Date
	// Preview says that the site is one with drafts, which search engines are told not to index.
	Preview bool
}

// Renderer makes the artifacts of a site. It is immutable, but for what it remembers.
type Renderer struct {
	Input
	minifier  *minify.M
	languages map[string]*language
	// checks are the self-checks that pages are, by the id of their set.
	checks    map[string]*check
	publisher *publish.Publisher
	// buffers holds *buffers.
	buffers *sync.Pool
}

// New prepares the rendering of a site, which must be without errors. Findings are about templates; where they
// have errors there is no renderer. They are complete only once every artifact has been rendered:
// [layout.Templates.Explain] makes findings of what fails then. The error may be the context's.
func New(ctx context.Context, in Input) (*Renderer, diag.List, error) {
	r := &Renderer{Input: in, minifier: asset.Minifier(), languages: map[string]*language{},
		buffers: &sync.Pool{New: func() any { return new(buffers) }},
	}
	if err := r.findChecks(); err != nil {
		return nil, diag.List{}, err
	}
	var findings diag.List
	for _, code := range in.Site.Languages {
		if err := ctx.Err(); err != nil {
			return nil, findings, err
		}
		l, list, err := r.language(code)
		findings.Join(list)
		if err != nil || l == nil {
			return nil, findings, err
		}
		r.languages[code] = l
	}
	var err error
	if r.publisher, err = r.newPublisher(ctx); err != nil {
		return nil, findings, err
	}
	if err := r.checkViews(ctx); err != nil {
		return nil, findings, err
	}
	return r, findings, nil
}

// Artifacts returns the artifacts of the site, sorted by path.
func (r *Renderer) Artifacts() []artifact.Artifact {
	all := r.pages(r.Site.Pages)
	all = append(all, r.entrances()...)
	in := r.host()
	all = append(all, host.Dated(in)...)
	all = append(all, host.Robots(in)...)
	all = append(all, r.publisher.Artifacts()...)
	all = append(all, host.Rules(in, all)...)
	all = append(all, r.criteriaFiles()...)
	all = append(all, r.Assets.Artifacts()...)
	all = append(all, r.Files.Artifacts()...)
	slices.SortFunc(all, func(a, b artifact.Artifact) int { return cmp.Compare(a.Path, b.Path) })
	return all
}

// Replace returns the renderer of a site that [site.Site.Replace] made of r's and that needs the same files, and
// the artifacts that may be other than they were: the pages that look other than they did, and what says on which
// days they changed. All other artifacts of r are those of the new one.
func (r *Renderer) Replace(s *site.Site, pages []*site.Page) (*Renderer, []artifact.Artifact) {
	next := *r
	next.Site = s
	return &next, append(next.pages(pages), host.Dated(next.host())...)
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

// trusted is the one place where bytes become HTML that templates don't escape. It takes only what
// was made by package markdown, which lets no HTML through, by a template, or by the packages below
// criteria, which escape what they say.
func trusted(b []byte) template.HTML { return template.HTML(b) }

// lent is trusted for what stays in a page's buffers: it saves a copy of the page, and mustn't be
// used once the buffers have another page.
func lent(b []byte) template.HTML {
	return template.HTML(unsafe.String(unsafe.SliceData(b), len(b)))
}

// newPublisher returns the publisher of the site's criteria sets.
func (r *Renderer) newPublisher(ctx context.Context) (*publish.Publisher, error) {
	in := publish.Input{Site: r.Site, Compiled: r.Compiled, Messages: map[string]*message.Localizer{}, Minifier: r.minifier}
	for _, code := range r.Site.Languages {
		in.Messages[code] = r.languages[code].messages
	}
	return publish.New(ctx, in)
}

// host returns the input of package host.
func (r *Renderer) host() host.Input {
	in := host.Input{
		Site: r.Site, Assets: r.Assets, Files: r.Files, Date: r.Date, Preview: r.Preview,
		Scripts: len(r.first().view.Scripts) > 0, Minifier: r.minifier,
	}
	for _, code := range r.Site.Languages {
		v := &r.languages[code].view
		in.Languages = append(in.Languages, host.Language{
			Code: code, Title: v.Title, Description: v.Description, HomeURL: v.HomeURL, FeedURL: v.FeedURL, Author: v.Contact.Name,
		})
	}
	return in
}

// absolute returns the URL of a path on this site.
func (r *Renderer) absolute(path string) string { return r.Site.Config.BaseURL.V + path }
