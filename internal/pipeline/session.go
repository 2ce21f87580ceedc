package pipeline

import (
	"cmp"
	"context"
	"io/fs"
	"slices"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/baseurl/rooted"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/download"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/named"
	"baken.example/baken/internal/overlay"
	"baken.example/baken/internal/picture"
	"baken.example/baken/internal/render"
	"baken.example/baken/internal/search/lazy"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/source"
	"baken.example/baken/internal/spool"
	"baken.example/baken/internal/theme"
	"baken.example/baken/internal/translation/texts"
)

// Session loads a site again and again, and caches the result of each stage.
//
// A stage is stale when one of the paths that it reads has changed, or when one of its inputs has
// another version than the cached result was computed from; then it runs again and its result gets
// a new version. History and options are inputs like any other. Four rules go beyond that:
//
//   - A directory that holds a symbolic link is always stale, since the link's target may change
//     unseen.
//   - Documents are reloaded one by one, as long as the converters and the history are the same.
//   - Where only texts of a few documents differ, they are replaced in the model and in the output;
//     both keep their versions, since nothing else was computed from texts.
//   - Pictures and downloads are stale when one of them changed, or when pages refer to other ones.
//
// After an error nothing is cached. Whole-site checks (package audit) are no stage. A Session isn't
// safe for concurrent use.
type Session struct {
	site, defaults, files fs.FS

	options   stage[Options]
	history   stage[content.History]
	config    stage[*siteconfig.Config]
	values    stage[*named.Values]
	criteria  stage[sets]
	templates stage[*layout.Templates]
	layouts   stage[[]string]
	messages  stage[*message.Catalog]
	assets    stage[*asset.Set]
	theme     stage[*theme.Theme]
	rooted    stage[struct{}]
	glossary  stage[*content.Glossary]
	explained stage[*content.Glossary]
	readers   stage[*readers]
	texts     stage[[]texts.Difference]
	documents stage[*content.Documents]
	model     stage[*site.Site]
	changes   stage[map[site.Pair]*diff.Comparison]
	pictures  stage[*asset.Set]
	downloads stage[*download.Set]
	sizes     stage[*picture.Set]
	output    stage[output]

	// searches caches what is indexed of pages.
	searches *lazy.Caches
	// once is set if the session ends with its first load, so that nothing needs to be kept for the
	// next one.
	once bool
	// spool is that of the options.
	spool *spool.File
	// earlier is the result of an earlier session of the same site until its documents are needed,
	// or nil. restored reports whether they were used.
	earlier  *Earlier
	restored bool
	// known are the documents of the last load, also where the caches were dropped. A document that
	// is read again and has the same content is the one that is known, so that the model that is
	// still served and the next one hold each text once.
	known *content.Documents
	// pending are the paths that changed since the documents were read.
	pending []string
	// modelled are the documents that the model was made from.
	modelled *content.Documents
	// replaced are the pages whose texts were replaced since the output was rendered.
	replaced []*site.Page
	// versions is the last version that was given, to the value of a stage or to artifacts.
	versions int
	// configured is the base URL in site.yaml, which the options may override.
	configured string
	findings   diag.List
}

// sets are the criteria sets, proven and compiled.
type sets struct {
	all      []*criteria.Set
	compiled map[*criteria.Set]*compiled.Set
	// missing reports whether there are further sets, with errors.
	missing bool
}

// output is a renderer and the artifacts that it renders.
type output struct {
	renderer  *render.Renderer
	artifacts []artifact.Artifact
}

// NewSession returns a session for a site's directory, with Baken's own templates, assets and
// strings in defaults below it.
func NewSession(site, defaults fs.FS) *Session {
	return &Session{site: site, defaults: defaults, files: overlay.FS{Upper: site, Lower: defaults}}
}

// Load runs the stages. The first time it reads the whole site, then the changed paths, from the
// site directory, and everything below them; "." is the whole site. The error is the machine's or
// the context's; editors' mistakes are findings.
func (s *Session) Load(ctx context.Context, o Options, changed []string) (*Result, error) {
	if slices.Contains(changed, ".") {
		s.forget()
	}
	s.invalidate(ctx, o, changed)
	s.findings = diag.List{}
	p := &Result{Files: s.site, date: o.Date, keepGoing: o.KeepGoing}
	if err := s.run(ctx, p); err != nil {
		s.forget()
		return nil, err
	}
	p.Reused = s.restored
	severities := severitiesOf(s.config.value, o)
	p.BaseURL, p.Site = s.config.value.BaseURL.V, s.configured
	if docs := s.documents.value; docs != nil {
		s.findings = docs.Locate(s.findings)
	}
	p.Findings, p.severities, p.templates = s.findings.WithSeverities(severities), severities, s.templates.value
	if !p.Findings.HasErrors() {
		p.Artifacts = p.rendered
		p.model, p.messages, p.assets = s.model.value, s.messages.value, s.theme.value.Assets
	}
	return p, nil
}

// forget drops the caches, so that everything is read again. Versions are never reused. What is
// known of documents, and indexed of them, is used only where they have the same content.
func (s *Session) forget() {
	fresh := NewSession(s.site, s.defaults)
	fresh.versions, fresh.known, fresh.searches, fresh.once = s.versions, s.known, s.searches, s.once
	*s = *fresh
}

// run continues as long as the next stage can yield findings of its own, so that editors get all
// findings of a run and none that merely follow from another.
func (s *Session) run(ctx context.Context, p *Result) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.readConfig(ctx); err != nil || len(s.config.value.Languages) == 0 {
		return err
	}
	for _, stage := range []func(context.Context) error{
		s.readTemplates, s.readMessages, s.readValues, s.readCriteria, s.readAssets, s.readTheme, s.checkAddresses, s.readGlossary, s.makeReaders, s.explainTerms, s.judgeTexts, s.compareTexts, s.readDocuments, s.makeModel, s.compareVersions, s.judgeCopies, s.readPictures, s.readDownloads, s.makeSizes,
	} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := stage(ctx); err != nil {
			return err
		}
	}
	p.Texts = s.texts.value
	p.on = s.modelOn()
	p.settings = &s.readers.value.settings
	p.Model, p.Documents, p.Criteria, p.Compiled = s.model.value, s.documents.value, s.criteria.value.all, s.criteria.value.compiled
	if all := s.findings.WithSeverities(severitiesOf(s.config.value, s.options.value)); all.HasErrors() {
		return nil
	}
	return s.render(ctx, p)
}

func (s *Session) readConfig(context.Context) error {
	return run(s, &s.config, []int{s.options.version}, func() (*siteconfig.Config, diag.List, error) {
		config, findings, err := siteconfig.Load(s.site)
		if err == nil {
			s.configured = config.BaseURL.V
		}
		if base := s.options.value.BaseURL; err == nil && base != "" {
			config.BaseURL.V = base
		}
		return config, findings, err
	})
}

func (s *Session) readValues(context.Context) error {
	return run(s, &s.values, []int{s.config.version}, func() (*named.Values, diag.List, error) {
		return named.Load(s.site, s.config.value.Codes())
	})
}

func (s *Session) readCriteria(ctx context.Context) error {
	return run(s, &s.criteria, []int{s.config.version, s.values.version, s.history.version, s.messages.version}, func() (sets, diag.List, error) {
		all, findings, err := definition.Load(ctx, s.site, s.config.value.Codes())
		if err != nil {
			return sets{}, findings, err
		}
		missing := findings.HasErrors()
		s.date(all)
		if err := s.label(all); err != nil {
			return sets{}, findings, err
		}
		ready, more, err := prove(ctx, all)
		if err != nil {
			return sets{}, findings, err
		}
		findings.Join(more)
		return sets{all, ready, missing}, findings, nil
	})
}

func (s *Session) readTemplates(ctx context.Context) error {
	err := run(s, &s.templates, nil, func() (*layout.Templates, diag.List, error) { return layout.Load(ctx, s.files) })
	if err == nil && !slices.Equal(s.layouts.value, s.templates.value.Layouts) {
		s.layouts.set(s, s.templates.value.Layouts)
	}
	return err
}

func (s *Session) readMessages(ctx context.Context) error {
	return run(s, &s.messages, []int{s.config.version, s.templates.version, number(s.options.value.StandIns)}, func() (*message.Catalog, diag.List, error) {
		return message.Load(ctx, s.defaults, s.site, message.Options{
			Languages: Languages(s.config.value), Uses: s.templates.value.Uses, StandIns: s.options.value.StandIns,
		})
	})
}

func (s *Session) readAssets(ctx context.Context) error {
	return run(s, &s.assets, nil, func() (*asset.Set, diag.List, error) {
		return asset.Load(ctx, s.files, asset.Minifier())
	})
}

// readTheme reads the look of the site.
func (s *Session) readTheme(ctx context.Context) error {
	return run(s, &s.theme, []int{s.config.version, s.assets.version}, func() (*theme.Theme, diag.List, error) {
		return theme.Load(ctx, s.files, s.config.value, s.assets.value)
	})
}

// checkAddresses looks for addresses in the site's own templates and assets that lead out of it.
func (s *Session) checkAddresses(ctx context.Context) error {
	inputs := []int{s.config.version, s.templates.version, s.assets.version}
	return run(s, &s.rooted, inputs, func() (struct{}, diag.List, error) {
		findings, err := rooted.Check(ctx, s.site, s.config.value.Base(), s.config.value.Codes())
		return struct{}{}, findings, err
	})
}

func (s *Session) readGlossary(context.Context) error {
	return run(s, &s.glossary, []int{s.config.version}, func() (*content.Glossary, diag.List, error) {
		return content.LoadGlossary(s.site, s.config.value.Codes())
	})
}

// explainTerms puts values into the definitions of the glossary.
func (s *Session) explainTerms(context.Context) error {
	return run(s, &s.explained, []int{s.glossary.version, s.readers.version}, func() (*content.Glossary, diag.List, error) {
		glossary, findings := s.glossary.value.Insert(s.readers.value.bare)
		return glossary, findings, nil
	})
}

// readDocuments reloads the pages that have changed, or all of them where the converters or the
// history have.
func (s *Session) readDocuments(ctx context.Context) error {
	if err := s.restore(ctx); err != nil {
		return err
	}
	before, inputs := s.documents.value, s.documentInputs()
	if before == nil || !slices.Equal(s.documents.inputs, inputs) {
		before, s.pending = new(content.Documents), []string{source.ContentDir}
	}
	docs, findings, err := before.Reload(ctx, s.site, content.LoadOptions{
		Languages: s.config.value.Codes(), Converters: s.readers.value.glossed, FirstSentence: s.readers.value.sentences, History: s.history.value,
		Spool: s.spool, Reuse: s.known,
	}, s.pending)
	if err != nil {
		return err
	}
	s.pending = nil
	if docs != s.documents.value {
		s.documents.set(s, docs)
	}
	s.known = docs
	s.documents.inputs, s.documents.findings = inputs, findings
	s.findings.Join(findings)
	return nil
}

// documentInputs returns the versions of the inputs of the documents, beside their files.
func (s *Session) documentInputs() []int { return []int{s.readers.version, s.history.version} }

// makeModel computes the model of the site, or replaces texts in the cached one where nothing else
// has changed.
func (s *Session) makeModel(ctx context.Context) error {
	inputs := []int{s.options.version, s.config.version, s.values.version, s.criteria.version, s.layouts.version, s.explained.version, s.readers.version}
	docs := s.documents.value
	if s.model.version > 0 && slices.Equal(s.model.inputs, inputs) && s.replaceTexts(ctx) {
		s.modelled = docs
		s.findings.Join(s.model.findings)
		return nil
	}
	s.replaced, s.modelled = nil, docs
	model, findings, err := site.New(ctx, s.config.value, s.explained.value, docs, s.modelOptions())
	if err != nil {
		return err
	}
	s.model.set(s, model)
	s.model.inputs, s.model.findings = inputs, findings
	s.findings.Join(findings)
	return nil
}

func (s *Session) modelOptions() site.Options {
	o := s.options.value
	return site.Options{
		Date: o.Date, Today: o.Today, Drafts: o.Drafts, KeepGoing: o.KeepGoing, Layouts: s.layouts.value, Shows: asset.Shows,
		Criteria: s.criteria.value.all, Values: s.values.value, CriteriaMissing: s.criteria.value.missing, Converters: s.readers.value.bare,
	}
}

// modelOn returns a function that makes the model of another day from what has been read.
func (s *Session) modelOn() func(context.Context, content.Date) (diag.List, error) {
	config, glossary, docs, options := s.config.value, s.explained.value, s.documents.value, s.modelOptions()
	return func(ctx context.Context, day content.Date) (diag.List, error) {
		o := options
		o.Date, o.KeepGoing = day, false
		_, findings, err := site.New(ctx, config, glossary, docs, o)
		return docs.Locate(findings), err
	}
}

// maxReplaced is the number of texts above which the model is rebuilt instead.
const maxReplaced = 32

// replaceTexts replaces the texts in the model, and reports whether that is all that has changed.
func (s *Session) replaceTexts(ctx context.Context) bool {
	differing, sameFiles := s.documents.value.Differing(s.modelled)
	if !sameFiles || len(differing) > maxReplaced {
		return false
	}
	model, pages, findings, ok := s.model.value.Replace(ctx, differing)
	if ok {
		s.model.value, s.model.findings = model, findings
		s.replaced = append(s.replaced, pages...)
	}
	return ok
}

// readDownloads examines the files that pages link to.
func (s *Session) readDownloads(ctx context.Context) error {
	if names := s.model.value.Downloads; s.downloads.version == 0 || !slices.Equal(s.downloads.value.Names(), names) {
		s.downloads.version = 0
	}
	return run(s, &s.downloads, nil, func() (*download.Set, diag.List, error) {
		return download.Load(ctx, s.site, s.model.value.Downloads)
	})
}

// readPictures loads the pictures that pages show.
func (s *Session) readPictures(ctx context.Context) error {
	if names := s.model.value.Files; s.pictures.version == 0 || !slices.Equal(s.pictures.value.Names(), names) {
		s.pictures.version = 0
	}
	return run(s, &s.pictures, nil, func() (*asset.Set, diag.List, error) {
		return asset.LoadContent(ctx, s.site, s.model.value.Files)
	})
}

// makeSizes makes the sizes of pictures.
func (s *Session) makeSizes(ctx context.Context) error {
	pictures := s.pictures.value
	return run(s, &s.sizes, []int{s.options.version, s.pictures.version}, func() (*picture.Set, diag.List, error) {
		if maker := s.options.value.Pictures; maker != nil {
			return maker.Make(ctx, s.site, pictures)
		}
		return nil, diag.List{}, nil
	})
}

// render prepares the rendering of the pages whose texts were replaced, if nothing else has
// changed, or of the whole site.
func (s *Session) render(ctx context.Context, p *Result) error {
	inputs := []int{s.options.version, s.model.version, s.templates.version, s.messages.version, s.theme.version, s.downloads.version, s.sizes.version, s.criteria.version, s.changes.version}
	if s.output.version == 0 || !slices.Equal(s.output.inputs, inputs) || !s.replaceOutput() {
		s.output.version = 0
	}
	s.replaced = nil
	err := run(s, &s.output, inputs, func() (output, diag.List, error) {
		renderer, findings, err := render.New(ctx, render.Input{
			Site: s.model.value, Templates: s.templates.value, Messages: s.messages.value, Theme: s.theme.value,
			Files: s.pictures.value, Sizes: s.sizes.value, Downloads: s.downloads.value, Compiled: s.criteria.value.compiled, Date: s.options.value.Date,
			Changes: s.changes.value, Preview: s.options.value.Drafts,
		})
		if err != nil || renderer == nil {
			return output{}, findings, err
		}
		return output{renderer, s.versioned(renderer.Artifacts())}, findings, nil
	})
	p.rendered, p.renderer = s.output.value.artifacts, s.output.value.renderer
	p.indexes, p.standIns = s.indexes(p.renderer), s.messages.value.HasStandIns()
	if s.output.value.renderer == nil {
		s.output.version = 0
	}
	return err
}

// replaceOutput renders the pages whose texts were replaced, and reports whether that is all that
// has changed.
func (s *Session) replaceOutput() bool {
	before := s.output.value
	renderer, changed, same, ok := before.renderer.Replace(s.model.value, s.replaced)
	if ok {
		s.output.value = output{renderer, with(before.artifacts, s.marked(same), s.versioned(changed))}
	}
	return ok
}

// versioned gives artifacts a new version.
func (s *Session) versioned(artifacts []artifact.Artifact) []artifact.Artifact {
	s.versions++
	for i := range artifacts {
		artifacts[i].Version = s.versions
	}
	return s.marked(artifacts)
}

// marked makes the marks of strings that stand in for missing ones visible in artifacts.
func (s *Session) marked(artifacts []artifact.Artifact) []artifact.Artifact {
	if s.messages.value.HasStandIns() {
		for i, a := range artifacts {
			artifacts[i] = marking(a)
		}
	}
	return artifacts
}

// with returns artifacts, sorted by path, in which each of same and of changed replaces the one
// with its path. Those of same keep the version of that.
func with(artifacts, same, changed []artifact.Artifact) []artifact.Artifact {
	out := slices.Clone(artifacts)
	at := func(a artifact.Artifact) *artifact.Artifact {
		i, _ := slices.BinarySearchFunc(out, a, func(x, y artifact.Artifact) int { return cmp.Compare(x.Path, y.Path) })
		return &out[i]
	}
	for _, a := range same {
		before := at(a)
		a.Version = before.Version
		*before = a
	}
	for _, a := range changed {
		*at(a) = a
	}
	return out
}
