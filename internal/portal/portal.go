// Package portal runs the stages one after the other: from a site's directory to its findings and
// its artifacts. It decides nothing; it is what build, check and serve have in common.
package portal

import (
	"errors"
	"io/fs"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/feedback/asked"
	"baken.example/baken/internal/foreign"
	"baken.example/baken/internal/layer"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/plain"
	"baken.example/baken/internal/render"
	"baken.example/baken/internal/since"
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
	// Elsewhere asks for [Portal.Elsewhere].
	Elsewhere bool
	// Before is the site's directory as it was at another time; nil means that nobody asks what went since.
	Before fs.FS
}

// Portal is a site that was read, checked and, if it is without errors, made ready to render.
type Portal struct {
	// Findings are weighed by what site.yaml says of their severity, sorted, each once.
	Findings diag.List
	// Artifacts are sorted by path; there are none when the findings have errors.
	Artifacts []artifact.Artifact
	// Asked is what a feedback service must know of the site; nil when the findings have errors.
	Asked *asked.Site
	// Sources are the files that pages are made from, by the pages' URLs; nil when the findings have errors.
	Sources map[string]string
	// Elsewhere are the addresses on other hosts that the site leads to, if they were asked for.
	Elsewhere []site.Address
	// BaseURL is where the site is published.
	BaseURL string

	// rendered are the artifacts there are even though there may be errors.
	rendered   []artifact.Artifact
	severities map[diag.Code]diag.Severity
	templates  *layout.Templates
}

// Load runs the stages over a site's directory, with Baken's own templates, assets and strings in
// defaults below it. The error is the machine's; editors' mistakes are findings.
func Load(site, defaults fs.FS, o Options) (*Portal, error) {
	l := loader{site: site, defaults: defaults, files: layer.FS{Upper: site, Lower: defaults}, options: o}
	artifacts, err := l.run()
	if err != nil {
		return nil, err
	}
	p := &Portal{
		Findings:   l.findings.Weighed(l.config.Severities()),
		severities: l.config.Severities(),
		templates:  l.templates,
		rendered:   artifacts,
		Elsewhere:  l.elsewhere,
		BaseURL:    l.config.BaseURL.V,
	}
	if !p.Findings.HasErrors() {
		p.Artifacts, p.Asked, p.Sources = artifacts, l.asked, l.sources
	}
	return p, nil
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

// Add adds findings that were made of the site elsewhere.
func (p *Portal) Add(list diag.List) {
	findings := p.Findings
	findings.Join(list)
	p.Findings = findings.Weighed(p.severities)
}

// Explain adds to the findings those of an error that came of an artifact, and returns what of it
// wasn't a template's.
func (p *Portal) Explain(err error) error {
	if err == nil || p.templates == nil {
		return err
	}
	findings := p.Findings
	err = p.templates.Explain(err, &findings)
	p.Findings = findings.Weighed(p.severities)
	return err
}

type loader struct {
	site, defaults, files fs.FS
	options               Options
	config                *content.Config
	templates             *layout.Templates
	asked                 *asked.Site
	sources               map[string]string
	// plain are the converters of each language that mark no glossary terms.
	plain map[string]*markdown.Converter
	// foreign tell what is in the wrong language, by the language of the page; empty where that is off.
	foreign   map[string]*foreign.Detector
	elsewhere []site.Address
	findings  diag.List
}

// run goes on for as long as the next stage can say something that is worth reading, so that
// editors get all findings of a run and none that only follow from another.
func (l *loader) run() ([]artifact.Artifact, error) {
	config, findings, err := content.LoadConfig(l.site)
	l.config = config
	l.findings.Join(findings)
	if err != nil || len(config.Languages) == 0 {
		return nil, err
	}
	if l.options.BaseURL != "" {
		moved := *config
		moved.BaseURL.V = l.options.BaseURL
		config, l.config = &moved, &moved
	}
	sets, findings, err := definition.Load(l.site, config.Codes())
	l.findings.Join(findings)
	if err != nil {
		return nil, err
	}
	missing := findings.HasErrors()
	sheets, findings := prove(sets)
	l.findings.Join(findings)
	templates, findings, err := layout.Load(l.files)
	l.templates = templates
	l.findings.Join(findings)
	if err != nil {
		return nil, err
	}
	messages, findings, err := message.Load(l.defaults, l.site, config.Codes(), templates.Uses)
	l.findings.Join(findings)
	if err != nil {
		return nil, err
	}
	assets, findings, err := asset.Load(l.files, asset.Minifier())
	l.findings.Join(findings)
	if err != nil {
		return nil, err
	}
	glossary, docs, err := l.documents(messages)
	if err != nil {
		return nil, err
	}
	model, findings := site.New(config, glossary, docs, site.Options{
		Date: l.options.Date, Drafts: l.options.Drafts, Layouts: templates.Layouts, Shows: asset.IsPicture,
		Criteria: sets, CriteriaMissing: missing, Converters: l.plain,
	})
	l.findings.Join(findings)
	if l.options.Elsewhere {
		l.elsewhere = model.Elsewhere()
	}
	if l.options.Before != nil {
		findings, err := since.Find(l.options.Before, l.site, model, l.options.Date)
		if err != nil {
			return nil, err
		}
		l.findings.Join(findings)
	}
	files, findings, err := asset.LoadContent(l.site, model.Files)
	l.findings.Join(findings)
	weighed := l.findings.Weighed(l.config.Severities())
	if err != nil || weighed.HasErrors() {
		return nil, err
	}
	artifacts, findings, err := render.New(render.Input{
		Site: model, Templates: templates, Messages: messages, Assets: assets, Files: files,
		Sheets: sheets, Date: l.options.Date,
	})
	l.findings.Join(findings)
	if err != nil {
		return nil, err
	}
	l.sources = make(map[string]string, len(model.Pages))
	for _, p := range model.Pages {
		l.sources[p.URL] = p.File
	}
	l.asked, err = ask(model, messages, assets)
	return artifacts, err
}

// documents reads the glossary and the pages.
func (l *loader) documents(messages *message.Catalog) (*content.Glossary, *content.Documents, error) {
	glossary, findings, err := content.LoadGlossary(l.site, l.config)
	l.findings.Join(findings)
	if err != nil {
		return nil, nil, err
	}
	if err := l.detectors(glossary); err != nil {
		return nil, nil, err
	}
	converters := map[string]*markdown.Converter{}
	l.plain = map[string]*markdown.Converter{}
	for _, code := range l.config.Codes() {
		quotes, texts, err := textStrings(messages.In(code))
		if err != nil && !l.findings.HasErrors() {
			return nil, nil, err
		}
		options := markdown.Options{Language: code, Quotes: quotes, Strings: texts, Looks: l.foreignLooks(code), Addresses: l.options.Elsewhere}
		l.plain[code] = markdown.New(options)
		options.Terms = glossary.Spellings(code)
		if options.Looks, err = l.looks(code, options.Terms); err != nil {
			return nil, nil, err
		}
		converters[code] = markdown.New(options)
	}
	docs, findings, err := content.Load(l.site, l.config.Codes(), converters)
	l.findings.Join(findings)
	if err == nil {
		l.foreignTexts(glossary, docs)
	}
	return glossary, docs, err
}

// looks are what judges the words of pages in a language.
func (l *loader) looks(code string, terms []markdown.Term) ([]markdown.Look, error) {
	looks := l.foreignLooks(code)
	asked := l.config.PlainLanguage
	if asked == nil {
		return looks, nil
	}
	o := plain.Options{
		Language: code,
		Levels:   plain.Levels{SentenceWords: asked.SentenceWords.V, ReadingEase: asked.ReadingEase.V},
	}
	for _, t := range terms {
		o.Explained = append(o.Explained, t.Forms...)
	}
	look, err := plain.New(o)
	return append(looks, look), err
}

// textStrings are the quotation marks of a language, and the UI strings that its texts hold.
func textStrings(l *message.Localizer) (q markdown.Quotes, texts map[string]string, err error) {
	for _, m := range []struct {
		id   string
		text *string
	}{
		{"QuoteOpenDouble", &q.OpenDouble},
		{"QuoteCloseDouble", &q.CloseDouble},
		{"QuoteOpenSingle", &q.OpenSingle},
		{"QuoteCloseSingle", &q.CloseSingle},
		{"Apostrophe", &q.Apostrophe},
	} {
		if *m.text, err = l.Text(m.id); err != nil {
			return q, nil, err
		}
	}
	texts = map[string]string{}
	for _, id := range markdown.Strings() {
		if texts[id], err = l.Text(id); err != nil {
			return q, nil, err
		}
	}
	return q, texts, nil
}
