// Package pipeline runs the stages one after the other: from a site's directory to its findings and
// its artifacts. It decides nothing; it is what build, check, serve and dev have in common.
//
// Dev reads a site again after every change, in a [Session]. A stage runs again if something that it reads has
// changed, or if what it was made of is another value than it was. Documents are read one by one, and a model in
// which only texts are others shares everything else with the one before it. Whatever isn't known to be the same is
// made anew, so that what dev shows is what build writes.
package pipeline

import (
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
	"baken.example/baken/internal/site"
)

// Options are what the command line says about a site.
type Options struct {
	// Date is the day for which the site is made.
	Date content.Date
	// Drafts takes drafts, and pages outside their dates, into the site.
	Drafts bool
	// BaseURL goes before the one in site.yaml, if it isn't empty.
	BaseURL string
	// Addresses has the converters record the external addresses in texts, for package audit.
	Addresses bool
	// History tells when files of the site changed. It is comparable; nil means that nobody knows.
	History content.History
}

// Portal is a site that was read, checked and, if it is without errors, made ready to render.
type Portal struct {
	// Findings are weighed by what site.yaml says of their severity, sorted, each once.
	Findings diag.List
	// Artifacts are sorted by path; there are none when the findings have errors.
	Artifacts []artifact.Artifact
	// Model is the site as far as it could be read, though there be errors; nil where its settings couldn't be.
	Model *site.Site
	// Number counts the portals without errors that a [Session] has read, from 1; 0 where there are errors.
	Number int
	// Changed are the artifacts that differ from those of the portal with the number Since. Where Since is 0, any may.
	Changed []artifact.Artifact
	Since   int
	// Files is the site's directory.
	Files fs.FS
	// Documents and Criteria are what the model was made from, drafts included; nil where Model is.
	Documents *content.Documents
	Criteria  []*criteria.Set
	// Compiled holds the sets of Criteria without errors.
	Compiled map[*criteria.Set]*compiled.Set
	// BaseURL is where the site is published.
	BaseURL string
	// Site is where site.yaml says that the site is published: it names the site, also in a preview.
	Site string

	severities map[diag.Code]diag.Severity
	templates  *layout.Templates
	model      *site.Site
	messages   *message.Catalog
	assets     *asset.Set
	// rendered are the artifacts there are even though there may be errors.
	rendered []artifact.Artifact
}

// Load runs the stages over a site's directory, with Baken's own templates, assets and strings in
// defaults below it. The error is the machine's; editors' mistakes are findings.
func Load(site, defaults fs.FS, o Options) (*Portal, error) {
	return NewSession(site, defaults).Load(o, nil)
}

// Render makes every artifact and throws it away, for findings about templates that only show when
// they are run. The error is the machine's.
func (p *Portal) Render() error {
	var buf []byte
	var errs []error
	for _, a := range p.rendered {
		var err error
		if buf, err = a.Append(buf[:0]); err != nil {
			errs = append(errs, err)
		}
	}
	return p.Explain(errors.Join(errs...))
}

// Add adds findings of later checks. Where they make the first error there are no artifacts any more.
func (p *Portal) Add(list diag.List) {
	findings := p.Findings
	findings.Join(list)
	p.Findings = findings.WithSeverities(p.severities)
	if p.Findings.HasErrors() {
		p.Artifacts, p.Number = nil, 0
	}
}

// Explain adds to the findings those of an error that came of an artifact, and returns what of it
// wasn't a template's.
func (p *Portal) Explain(err error) error {
	if err == nil || p.templates == nil {
		return err
	}
	findings := p.Findings
	err = p.templates.Explain(err, &findings)
	p.Findings = findings.WithSeverities(p.severities)
	return err
}

// Source returns the path, from the site directory, of the file that the page with a URL is made from, "" where there
// is no such page; and what keeps the page from being published on a day, as [content.Meta.Absence] does.
func (p *Portal) Source(url string, day content.Date) (file, absence string) {
	if p.model == nil {
		return "", ""
	}
	i := slices.IndexFunc(p.model.Pages, func(page *site.Page) bool { return page.URL == url })
	if i < 0 {
		return "", ""
	}
	page := p.model.Pages[i]
	return page.File, page.Meta.Absence(day)
}

// Asked is what a feedback service must know of the site, which is without errors.
func (p *Portal) Asked() (*manifest.Site, error) { return ask(p.model, p.messages, p.assets) }

// AskedInPreview is Asked for the service of a preview. It tells readers why their answers aren't kept.
func (p *Portal) AskedInPreview() (*manifest.Site, error) {
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
