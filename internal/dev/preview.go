package dev

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/server"
)

// Site is a site as it was loaded once.
type Site struct {
	// Artifacts are the files that it publishes, sorted by path, with versions. They don't matter
	// where the findings have errors.
	Artifacts []artifact.Artifact
	// Base is the path of the site on its host, without a slash at the end, or "".
	Base     string
	Findings diag.List
	Pages    Pages
	// Further finds files that aren't among Artifacts by their paths, such as ones that are made
	// when they are asked for. It may be nil, and may be called concurrently.
	Further func(path string) (artifact.Artifact, bool)
}

// Pages answers questions about the pages of a loaded site.
type Pages interface {
	// Source returns the path of the file that the page with a URL is made from, and what keeps
	// that page from being published, such as "is a draft"; each may be "".
	Source(url string) (file, absence string)
	// Diagnose adds the findings of an artifact that failed to render to those of the site. It
	// returns them all, and the part of the error that isn't an editor's mistake. It isn't called
	// concurrently.
	Diagnose(err error) (diag.List, error)
}

// Preview serves a site that changes. It is a handler, safe for concurrent use.
type Preview struct {
	load   func(ctx context.Context, changed []string) (*Site, error)
	run    string
	hosts  []string
	clock  func() time.Time
	tick   time.Duration
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

// state is the state that browsers are sent.
type state struct {
	// told counts the events that were sent.
	told int
	// version counts the loads without errors; 0 before the first.
	version  int
	site     *Site
	handler  *server.Site
	findings diag.List
	// behind reports whether a later load had errors: then findings and failure are of that load.
	behind bool
	// failure is the error that keeps the site from being read at all, or nil.
	failure error
}

// Options are what a preview depends on besides the site. All but Hosts are required.
type Options struct {
	// Run is an id that no other process has: a browser whose page comes from an earlier process,
	// with the same version number, reloads it.
	Run string
	// Hosts are the names and addresses, besides those of the loopback interface and the one at
	// which a connection is accepted, by which requests may name the server.
	Hosts []string
	// Now is the clock. The site is reloaded when a new day begins (UTC), since pages are published
	// and expire by the day; the clock is polled every Tick.
	Now  func() time.Time
	Tick time.Duration
	// Logger gets failures to load and to watch.
	Logger *slog.Logger
}

// New returns a preview of the site that load loads. Load gets the changed paths, from the site's
// directory, at and below which anything may differ, and those of files elsewhere; "." the first
// time and after lost events; none when only the day has changed. Requests wait until
// [Preview.Watch] has loaded the site.
func New(load func(ctx context.Context, changed []string) (*Site, error), o Options) *Preview {
	hosts := make([]string, len(o.Hosts))
	for i, h := range o.Hosts {
		hosts[i] = hostName(h)
	}
	return &Preview{
		load: load, run: o.Run, hosts: hosts, clock: o.Now, tick: o.Tick, logger: o.Logger,
		changed: make(chan struct{}), ready: make(chan struct{}), over: make(chan struct{}),
	}
}

// Watch loads the site, and reloads it whenever its directory or one of the files elsewhere
// changes, until ctx is cancelled. Then it closes the event streams. It is called once.
func (p *Preview) Watch(ctx context.Context, dir string, elsewhere ...string) error {
	defer close(p.over)
	w, err := newWatcher(dir, elsewhere...)
	if err != nil {
		return err
	}
	defer w.Close()
	days := newDays(p.clock)
	p.reload(ctx, []string{"."})
	if ctx.Err() != nil {
		return nil
	}
	close(p.ready)
	ticker := time.NewTicker(p.tick)
	defer ticker.Stop()
	return w.run(ctx, ticker.C, func(changed []string) {
		if another := days.another(); another || len(changed) > 0 {
			p.reload(ctx, changed)
		}
	})
}

// reload loads the site and notifies the browsers. When ctx is done before, the state stays as it
// is.
func (p *Preview) reload(ctx context.Context, changed []string) {
	next, _ := p.now()
	next.failure = nil
	site, err := p.load(ctx, changed)
	if err != nil && ctx.Err() != nil {
		return
	}
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

// show serves a site that has no errors.
func (s *state) show(p *Preview, site *Site) error {
	var handler *server.Site
	if s.site != nil && s.site.Base == site.Base {
		if changed, ok := artifact.Diff(s.site.Artifacts, site.Artifacts); ok {
			handler, _ = s.handler.Replace(p.reporting(site.Artifacts), changed)
		}
	}
	if handler == nil {
		var err error
		if handler, err = server.NewUnder(site.Base, p.reporting(site.Artifacts), p.logger); err != nil {
			return err
		}
	}
	s.version++
	s.site, s.handler = site, handler.With(site.Further)
	return nil
}

// reporting returns artifacts that report their failures to the preview.
func (p *Preview) reporting(artifacts []artifact.Artifact) []artifact.Artifact {
	out := slices.Clone(artifacts)
	for i, a := range artifacts {
		out[i].Append = func(b []byte) ([]byte, error) {
			b, err := a.Append(b)
			if err != nil {
				p.failed(a, err)
			}
			return b, err
		}
	}
	return out
}

// serves reports whether an artifact is among those that are served.
func (s *state) serves(a artifact.Artifact) bool {
	i, found := slices.BinarySearchFunc(s.site.Artifacts, a.Path, func(x artifact.Artifact, path string) int { return cmp.Compare(x.Path, path) })
	return found && s.site.Artifacts[i].Version == a.Version
}

// failed adds the findings of an artifact that failed to render, unless a later version has
// replaced it or the latest load had errors: these take precedence over errors of the version that
// is still served.
func (p *Preview) failed(a artifact.Artifact, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.serves(a) || p.behind {
		return
	}
	before := p.findings.Len()
	findings, rest := p.site.Pages.Diagnose(err)
	if rest != nil {
		p.failure = rest
	}
	p.findings = findings
	if rest != nil || findings.Len() > before {
		p.tell()
	}
}

// now returns the state, and a channel that is closed when it is replaced.
func (p *Preview) now() (state, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state, p.changed
}

// put replaces the state. Events may have been sent since s was taken from it.
func (p *Preview) put(s state) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s.told = p.told
	p.state = s
	p.tell()
}

// tell wakes the requests that wait for a change. The lock must be held.
func (p *Preview) tell() {
	p.told++
	close(p.changed)
	p.changed = make(chan struct{})
}
