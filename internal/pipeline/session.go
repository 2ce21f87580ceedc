package pipeline

import (
	"cmp"
	"context"
	"io/fs"
	"slices"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/overlay"
	"baken.example/baken/internal/render"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/source"
)

// Session reads a site again and again. Of what it read before it takes whatever can't be other now: each stage
// runs again only if something that it depends on has changed. It isn't safe for concurrent use.
type Session struct {
	site, defaults, files fs.FS

	options   stage[Options]
	history   stage[content.History]
	config    stage[*content.Config]
	criteria  stage[sets]
	templates stage[*layout.Templates]
	layouts   stage[[]string]
	messages  stage[*message.Catalog]
	assets    stage[*asset.Set]
	glossary  stage[*content.Glossary]
	readers   stage[*readers]
	documents stage[*content.Documents]
	model     stage[*site.Site]
	pictures  stage[*asset.Set]
	output    stage[output]

	// pending are the paths that changed since the documents were read.
	pending []string
	// modelled are the documents that the model was made of.
	modelled *content.Documents
	// exchanged are the pages whose texts were exchanged since the output was made.
	exchanged []*site.Page
	// number is the one of the last portal without errors, shown that of the portal that has the output, or 0.
	number, shown int
	// made counts the values of stages.
	made int
	// own is the base URL of the settings, whatever the options say.
	own      string
	findings diag.List
}

// sets are the criteria sets, proven and compiled.
type sets struct {
	all      []*criteria.Set
	compiled map[*criteria.Set]*compiled.Set
	// missing tells that there are others, with errors.
	missing bool
}

// output is what rendering begins with.
type output struct {
	renderer  *render.Renderer
	artifacts []artifact.Artifact
}

// NewSession returns a session for a site's directory, with Baken's own templates, assets and strings in
// defaults below it.
func NewSession(site, defaults fs.FS) *Session {
	return &Session{site: site, defaults: defaults, files: overlay.FS{Upper: site, Lower: defaults}}
}

// Load runs the stages. The first time it reads everything, then what is at the paths that have changed, from
// the site directory, and below them; "." is everything again. The error is the machine's; editors' mistakes are
// findings.
func (s *Session) Load(o Options, changed []string) (*Portal, error) {
	if slices.Contains(changed, ".") {
		s.forget()
	}
	s.invalidate(o, changed)
	s.findings = diag.List{}
	p := &Portal{Files: s.site}
	if err := s.run(p); err != nil {
		s.forget()
		return nil, err
	}
	severities := s.config.value.Severities()
	p.BaseURL, p.Site = s.config.value.BaseURL.V, s.own
	p.Findings, p.severities, p.templates = s.findings.WithSeverities(severities), severities, s.templates.value
	if !p.Findings.HasErrors() {
		s.number++
		s.shown = s.number
		p.Artifacts, p.Number = p.rendered, s.number
		p.model, p.messages, p.assets = s.model.value, s.messages.value, s.assets.value
	}
	return p, nil
}

// forget makes the next load read everything. Numbers go on.
func (s *Session) forget() {
	fresh := NewSession(s.site, s.defaults)
	fresh.number = s.number
	*s = *fresh
}

// run goes on for as long as the next stage can say something that is worth reading, so that
// editors get all findings of a run and none that only follow from another.
func (s *Session) run(p *Portal) error {
	if err := s.readConfig(); err != nil || len(s.config.value.Languages) == 0 {
		return err
	}
	for _, stage := range []func() error{
		s.readCriteria, s.readTemplates, s.readMessages, s.readAssets, s.readGlossary, s.makeReaders, s.judgeTexts, s.readDocuments, s.makeModel, s.readPictures,
	} {
		if err := stage(); err != nil {
			return err
		}
	}
	p.Model, p.Documents, p.Criteria, p.Compiled = s.model.value, s.documents.value, s.criteria.value.all, s.criteria.value.compiled
	if weighed := s.findings.WithSeverities(s.config.value.Severities()); weighed.HasErrors() {
		return nil
	}
	return s.render(p)
}

func (s *Session) readConfig() error {
	return run(s, &s.config, []int{s.options.made}, func() (*content.Config, diag.List, error) {
		config, findings, err := content.LoadConfig(s.site)
		if err == nil {
			s.own = config.BaseURL.V
		}
		if base := s.options.value.BaseURL; err == nil && base != "" {
			config.BaseURL.V = base
		}
		return config, findings, err
	})
}

func (s *Session) readCriteria() error {
	return run(s, &s.criteria, []int{s.config.made, s.history.made}, func() (sets, diag.List, error) {
		all, findings, err := definition.Load(s.site, s.config.value.Codes())
		if err != nil {
			return sets{}, findings, err
		}
		missing := findings.HasErrors()
		s.date(all)
		ready, more, err := prove(context.Background(), all)
		if err != nil {
			return sets{}, findings, err
		}
		findings.Join(more)
		return sets{all, ready, missing}, findings, nil
	})
}

func (s *Session) readTemplates() error {
	err := run(s, &s.templates, nil, func() (*layout.Templates, diag.List, error) { return layout.Load(s.files) })
	if err == nil && !slices.Equal(s.layouts.value, s.templates.value.Layouts) {
		s.layouts.set(s, s.templates.value.Layouts)
	}
	return err
}

func (s *Session) readMessages() error {
	return run(s, &s.messages, []int{s.config.made, s.templates.made}, func() (*message.Catalog, diag.List, error) {
		return message.Load(s.defaults, s.site, s.config.value.Codes(), s.templates.value.Uses)
	})
}

func (s *Session) readAssets() error {
	return run(s, &s.assets, nil, func() (*asset.Set, diag.List, error) { return asset.Load(s.files, asset.Minifier()) })
}

func (s *Session) readGlossary() error {
	return run(s, &s.glossary, []int{s.config.made}, func() (*content.Glossary, diag.List, error) {
		return content.LoadGlossary(s.site, s.config.value)
	})
}

// readDocuments reads the pages that have changed, or all of them if what reads them is another.
func (s *Session) readDocuments() error {
	before, from := s.documents.value, []int{s.readers.made, s.history.made}
	if before == nil || !slices.Equal(s.documents.from, from) {
		before, s.pending = new(content.Documents), []string{source.ContentDir}
	}
	docs, findings, err := before.Reload(s.site, content.LoadOptions{
		Languages: s.config.value.Codes(), Converters: s.readers.value.glossed, History: s.history.value,
	}, s.pending)
	if err != nil {
		return err
	}
	s.pending = nil
	if docs != s.documents.value {
		s.documents.set(s, docs)
	}
	s.documents.from, s.documents.findings = from, findings
	s.findings.Join(findings)
	return nil
}

// makeModel makes the model of the site, or exchanges texts in the one there is, where nothing else has changed.
func (s *Session) makeModel() error {
	from := []int{s.options.made, s.config.made, s.criteria.made, s.layouts.made, s.glossary.made, s.readers.made}
	docs := s.documents.value
	if s.model.made > 0 && slices.Equal(s.model.from, from) && s.exchange() {
		s.modelled = docs
		s.findings.Join(s.model.findings)
		return nil
	}
	s.exchanged, s.modelled = nil, docs
	o := s.options.value
	model, findings := site.New(s.config.value, s.glossary.value, docs, site.Options{
		Date: o.Date, Drafts: o.Drafts, Layouts: s.layouts.value, Shows: asset.IsPicture,
		Criteria: s.criteria.value.all, CriteriaMissing: s.criteria.value.missing, Converters: s.readers.value.bare,
	})
	s.model.set(s, model)
	s.model.from, s.model.findings = from, findings
	s.findings.Join(findings)
	return nil
}

// fewTexts is how many texts are exchanged at the most before a new model is the simpler way.
const fewTexts = 32

// exchange puts documents in the place of those that the model has. It tells whether that is all there is to be
// done.
func (s *Session) exchange() bool {
	others, same := s.documents.value.Differing(s.modelled)
	if !same || len(others) > fewTexts {
		return false
	}
	model, pages, findings, ok := s.model.value.Replace(others)
	if ok {
		s.model.value, s.model.findings = model, findings
		s.exchanged = append(s.exchanged, pages...)
	}
	return ok
}

// readPictures reads the files that pages need.
func (s *Session) readPictures() error {
	if names := s.model.value.Files; s.pictures.made == 0 || !slices.Equal(s.pictures.value.Names(), names) {
		s.pictures.made = 0
	}
	return run(s, &s.pictures, nil, func() (*asset.Set, diag.List, error) {
		return asset.LoadContent(s.site, s.model.value.Files)
	})
}

// render prepares the rendering of the site: of the pages whose texts were exchanged, if that is all that has
// changed, or of everything.
func (s *Session) render(p *Portal) error {
	from := []int{s.options.made, s.model.made, s.templates.made, s.messages.made, s.assets.made, s.pictures.made, s.criteria.made}
	since := s.shown
	s.shown = 0
	if s.output.made > 0 && slices.Equal(s.output.from, from) {
		before := s.output.value
		renderer, changed := before.renderer.Replace(s.model.value, s.exchanged)
		s.output.value = output{renderer, with(before.artifacts, changed)}
		p.Changed, p.Since = changed, since
	} else {
		s.output.made = 0
	}
	s.exchanged = nil
	err := run(s, &s.output, from, func() (output, diag.List, error) {
		renderer, findings, err := render.New(render.Input{
			Site: s.model.value, Templates: s.templates.value, Messages: s.messages.value, Assets: s.assets.value,
			Files: s.pictures.value, Compiled: s.criteria.value.compiled, Date: s.options.value.Date,
			Preview: s.options.value.Drafts,
		})
		if err != nil || renderer == nil {
			return output{}, findings, err
		}
		return output{renderer, renderer.Artifacts()}, findings, nil
	})
	p.rendered = s.output.value.artifacts
	if s.output.value.renderer == nil {
		s.output.made = 0
	}
	return err
}

// with returns artifacts, sorted by path, with others in the place of those that have their paths.
func with(artifacts, others []artifact.Artifact) []artifact.Artifact {
	if len(others) == 0 {
		return artifacts
	}
	out := slices.Clone(artifacts)
	for _, a := range others {
		i, _ := slices.BinarySearchFunc(out, a, func(x, y artifact.Artifact) int { return cmp.Compare(x.Path, y.Path) })
		out[i] = a
	}
	return out
}
