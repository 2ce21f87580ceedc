package dev

import (
	"context"
	"log/slog"
	"net/http"
	"sync"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/server"
)

// Site is a site as it was read once.
type Site struct {
	// Artifacts are what it publishes. They don't matter where the findings have errors.
	Artifacts []artifact.Artifact
	Findings  diag.List
	// Sources are the files that pages are made from, by the pages' URLs.
	Sources map[string]string
	// Explain turns the failure of an artifact into findings, as far as it is the editor's.
	Explain func(error) (diag.List, error)
}

// Preview serves a site that changes. It is a handler, safe for concurrent use.
type Preview struct {
	load   func() (*Site, error)
	logger *slog.Logger

	mu sync.Mutex
	state
	// changed is closed when the state is replaced.
	changed chan struct{}
	// ready is closed when the site was read for the first time.
	ready chan struct{}
	// over is closed when no more changes come.
	over chan struct{}
}

// state is what browsers are told.
type state struct {
	// version counts what was read without errors; 0 until something was.
	version  int
	site     *Site
	handler  http.Handler
	findings diag.List
	// behind is true when the site was read since, and had errors: findings and failure are of that.
	behind bool
	// failure is what keeps the site from being read at all, if anything does.
	failure error
}

// New makes a preview of what load reads. Requests wait until [Preview.Watch] has read it.
func New(load func() (*Site, error), logger *slog.Logger) *Preview {
	return &Preview{
		load: load, logger: logger,
		changed: make(chan struct{}), ready: make(chan struct{}), over: make(chan struct{}),
	}
}

// Watch reads the site, and again whenever something in its directory changes, until ctx is cancelled. Then
// it ends the connections of browsers that wait for changes. It is called once.
func (p *Preview) Watch(ctx context.Context, dir string) error {
	defer close(p.over)
	w, err := newWatcher(dir)
	if err != nil {
		return err
	}
	defer w.Close()
	p.reload()
	close(p.ready)
	return w.run(ctx, p.reload)
}

// reload reads the site and tells the browsers.
func (p *Preview) reload() {
	next, _ := p.now()
	next.failure = nil
	site, err := p.load()
	if err == nil {
		next.findings = site.Findings
		next.behind = site.Findings.HasErrors()
		if !next.behind {
			err = next.show(p, site)
		}
	}
	if err != nil {
		next.behind = true
		next.failure, next.findings = err, diag.List{}
		p.logger.Error("read the site", "error", err)
	}
	p.put(next)
}

// show makes a site that has no errors the one that is served.
func (s *state) show(p *Preview, site *Site) error {
	version := s.version + 1
	artifacts := make([]artifact.Artifact, len(site.Artifacts))
	for i, a := range site.Artifacts {
		artifacts[i] = a
		artifacts[i].Append = func(b []byte) ([]byte, error) {
			b, err := a.Append(b)
			if err != nil {
				p.failed(version, err)
			}
			return b, err
		}
	}
	handler, err := server.New(artifacts, p.logger)
	if err != nil {
		return err
	}
	s.version, s.site, s.handler = version, site, handler
	return nil
}

// failed adds what came of an artifact that failed, unless the site has changed since: what is wrong with it now
// goes before what is wrong with the version that is still shown.
func (p *Preview) failed(version int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.version != version || p.behind {
		return
	}
	before := p.findings.Len()
	findings, rest := p.site.Explain(err)
	if rest != nil {
		p.failure = rest
	}
	p.findings = findings
	if rest != nil || findings.Len() > before {
		p.tell()
	}
}

// now returns the state, and what is closed when there is another.
func (p *Preview) now() (state, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state, p.changed
}

func (p *Preview) put(s state) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state = s
	p.tell()
}

// tell wakes those who wait for a change. The lock is held.
func (p *Preview) tell() {
	close(p.changed)
	p.changed = make(chan struct{})
}
