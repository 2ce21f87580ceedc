// Package pipeline runs the stages one after the other, from a site's directory to its findings and
// artifacts, for build, check, serve and dev. It decides nothing itself.
//
// Dev loads a site again after every change, in a [Session], which caches the results of stages.
// Whatever isn't proven to be unchanged is recomputed, so that dev shows the bytes that build
// writes.
package pipeline

import (
	"context"
	"errors"
	"io/fs"
	"slices"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/feedback/manifest"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/pipeline/ahead"
	"baken.example/baken/internal/pipeline/asking"
	"baken.example/baken/internal/render"
	"baken.example/baken/internal/search/lazy"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/spool"
	"baken.example/baken/internal/translation/texts"
)

// Options are the settings of a load that come from the command line.
type Options struct {
	// Date is the day for which the site is rendered.
	Date content.Date
	// Today is the current day where that isn't Date: a review before it isn't in the future.
	Today content.Date
	// Drafts takes drafts, and pages outside their dates, into the site.
	Drafts bool
	// KeepGoing goes on without pages and versions of criteria that only their dates keep away.
	KeepGoing bool
	// StandIns shows strings of another language, marked, where a language lacks some. That they
	// are missing is a warning then.
	StandIns bool
	// BaseURL goes before the one in site.yaml, if it isn't empty.
	BaseURL string
	// Addresses has the converters record the external addresses in texts, for package audit.
	Addresses bool
	// History has the days on which files of the site changed. It is comparable, and nil where they
	// are unknown.
	History content.History
	// Pictures makes the sizes of pictures; without it, pictures are published as they are.
	Pictures *picture.Maker
	// Spool keeps the texts of the pages that are read; without it, they are in memory.
	Spool *spool.File
	// Earlier is the result of an earlier load, or nil. Only the first load of a [Session] uses it.
	Earlier *Earlier
}

// Result is a site that was loaded, checked and, if it is without errors, prepared for rendering.
type Result struct {
	// Findings have the severities that site.yaml gives them; they are sorted and deduplicated.
	Findings diag.List
	// Artifacts are sorted by path; there are none when the findings have errors. Within a
	// [Session] an artifact that may differ from the one that its path had before has another
	// version.
	Artifacts []artifact.Artifact
	// Model is the site as far as it could be loaded despite errors; nil where its settings
	// couldn't.
	Model *site.Site
	// Files is the site's directory.
	Files fs.FS
	// Documents and Criteria are what the model was made from, drafts included; nil where Model is.
	Documents *content.Documents
	Criteria  []*criteria.Set
	// Reused reports whether documents are those of [Options.Earlier].
	Reused bool
	// Texts are the facts that differ between the languages of texts outside of pages.
	Texts []texts.Difference
	// Compiled holds the sets of Criteria without errors.
	Compiled map[*criteria.Set]*compiled.Set
	// BaseURL is where the site is published.
	BaseURL string
	// Site is the base URL in site.yaml, which identifies the site, also where BaseURL overrides
	// it.
	Site string

	// on makes the model as of another day and returns its findings; nil if there is no model.
	on   func(context.Context, content.Date) (diag.List, error)
	date content.Date
	// settings are the inputs of the documents beside their files and the history.
	settings   *settings
	severities map[diag.Code]diag.Severity
	keepGoing  bool
	templates  *layout.Templates
	model      *site.Site
	messages   *message.Catalog
	assets     *asset.Set
	// rendered are the artifacts, even if the findings have errors.
	rendered []artifact.Artifact
	// renderer is nil if there are errors in what it is made from.
	renderer *render.Renderer
	indexes  *lazy.Indexes
	// standIns is whether strings stand in for missing ones.
	standIns bool
}

// Load runs the stages over a site's directory, with Baken's own templates, assets and strings in
// defaults below it. The error is the machine's, or the context's, which is checked before each
// file and page and every few thousand steps of a proof; editors' mistakes are findings.
func Load(ctx context.Context, site, defaults fs.FS, o Options) (*Result, error) {
	if o.Earlier != nil && o.Earlier.Written {
		p, err := loadAfter(ctx, site, defaults, o)
		if p != nil || err != nil {
			return p, err
		}
	}
	s := NewSession(site, defaults)
	s.once = true
	return s.Load(ctx, o, nil)
}

// Render renders every artifact that templates take part in and discards it, for findings about
// templates that only show when they are executed. The error is the machine's, or the context's,
// which is checked before each artifact.
func (p *Result) Render(ctx context.Context) error {
	var buf []byte
	var errs []error
	for _, a := range p.rendered {
		if err := ctx.Err(); err != nil {
			return err
		}
		if a.Open != nil || a.Untemplated {
			continue // A large download has no template either.
		}
		var err error
		if buf, err = a.Append(buf[:0]); err != nil {
			errs = append(errs, err)
		}
	}
	return p.Explain(errors.Join(errs...))
}

// Add adds findings of later checks. With the first error the artifacts are dropped.
func (p *Result) Add(list diag.List) {
	findings := p.Findings
	findings.Join(list)
	p.Findings = findings.WithSeverities(p.severities)
	if p.Findings.HasErrors() {
		p.Artifacts = nil
	}
}

// LookAhead adds, as warnings, the errors that the days ahead bring although nobody changes a word:
// each with the first day on which builds fail because of it. The error is the context's.
func (p *Result) LookAhead(ctx context.Context) error {
	if p.on == nil || p.Model == nil {
		return nil
	}
	now := &p.Findings
	if p.keepGoing { // They lack the findings of the pages that were left out.
		now = nil
	}
	site := ahead.Site{Documents: p.Documents, Criteria: p.Criteria, Severities: p.severities, Findings: p.on}
	found, err := site.Look(ctx, p.date, now)
	if err == nil && found.Len() > 0 {
		p.Add(found)
	}
	return err
}

// Explain adds the findings of an error that an artifact returned, and returns the part of it that
// isn't a template's.
func (p *Result) Explain(err error) error {
	if err == nil || p.templates == nil {
		return err
	}
	findings := p.Findings
	err = p.templates.Explain(err, &findings)
	p.Findings = findings.WithSeverities(p.severities)
	return err
}

// Diagnose adds the findings of an error that an artifact returned, and returns all findings and
// the part of the error that isn't a template's.
func (p *Result) Diagnose(err error) (diag.List, error) {
	rest := p.Explain(err)
	return p.Findings, rest
}

// Source returns the path, from the site directory, of the file that the page with a URL is made
// from, "" where no page has it; and what keeps the page from being published, as
// [content.Meta.Absence] does.
func (p *Result) Source(url string) (file, absence string) {
	if p.model == nil {
		return "", ""
	}
	i := slices.IndexFunc(p.model.Pages, func(page *site.Page) bool { return page.URL == url })
	if i < 0 {
		return "", ""
	}
	page := p.model.Pages[i]
	return page.File, page.Meta.Absence(p.date)
}

// Base returns the path of the site on its host, without a slash at the end; it is empty at the
// root.
func (p *Result) Base() string {
	if p.model == nil {
		return ""
	}
	return p.model.Base().Path
}

// Asked returns the feedback manifest of the site, which must be without errors.
func (p *Result) Asked() (*manifest.Site, error) {
	return asking.Manifest(p.model, p.messages, p.assets)
}

// AskedInPreview returns the manifest for the service of a preview, which tells readers that their
// answers aren't stored.
func (p *Result) AskedInPreview() (*manifest.Site, error) {
	asked, err := p.Asked()
	if err != nil {
		return nil, err
	}
	asked.Preview = true
	for i := range asked.Languages {
		l := &asked.Languages[i]
		if l.Texts.Unavailable, err = p.messages.In(l.Code).Text("FeedbackPreview"); err != nil {
			return nil, err
		}
	}
	return asked, nil
}
