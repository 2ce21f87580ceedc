package dev

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/diag"
)

const scriptInPage = `<script type="module" src="/.baken/dev.js" data-run="first" data-version="1" data-source="content/a.en.md" data-absence="is a draft"></script>`

// bench is a preview of a site that a test changes.
type bench struct {
	*testing.T
	dir    string
	server *httptest.Server
	mu     sync.Mutex
	next   func() (*Site, error)
	clock  time.Time
}

func (b *bench) now() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.clock
}

// at sets the clock.
func (b *bench) at(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clock = now
}

func startBench(t *testing.T, first func() (*Site, error)) *bench {
	b := &bench{T: t, dir: t.TempDir(), next: first}
	write(t, filepath.Join(b.dir, "content", "touched"), "")
	p := New(func(context.Context, []string) (*Site, error) {
		b.mu.Lock()
		defer b.mu.Unlock()
		return b.next()
	}, Options{
		Run: "first", Hosts: []string{"Desk.example."}, Now: b.now, Tick: time.Millisecond, Logger: slog.New(slog.DiscardHandler),
	})
	b.server = httptest.NewServer(p)
	t.Cleanup(b.server.Close)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- p.Watch(ctx, b.dir) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	select { // What is changed from now on is read by another load.
	case <-p.ready:
	case <-p.over:
	}
	return b
}

// change makes the site another, and has it read.
func (b *bench) change(next func() (*Site, error)) {
	b.mu.Lock()
	b.next = next
	b.mu.Unlock()
	if err := os.WriteFile(filepath.Join(b.dir, "content", "touched"), nil, 0o666); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) get(path string) (int, http.Header, string) {
	b.Helper()
	response, err := b.server.Client().Get(b.server.URL + path)
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.Fatal(err)
	}
	return response.StatusCode, response.Header, string(body)
}

// events returns a function that gives the next event for which it is asked.
func (b *bench) events() func(func(event) bool) event {
	response, err := b.server.Client().Get(b.server.URL + eventsPath)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { response.Body.Close() })
	lines := bufio.NewScanner(response.Body)
	return func(fits func(event) bool) event {
		b.Helper()
		defer time.AfterFunc(time.Minute, func() { response.Body.Close() }).Stop()
		for lines.Scan() {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			if !ok {
				continue
			}
			var e event
			if err := json.Unmarshal([]byte(data), &e); err != nil {
				b.Fatal(err)
			}
			if fits(e) {
				return e
			}
		}
		b.Fatal("no such event came: ", lines.Err())
		return event{}
	}
}

// pages are those of a site with one. An artifact that fails is a mistake in its template.
type pages struct{}

func (pages) Source(url string) (file, absence string) {
	if url != "/en/" {
		return "", ""
	}
	return "content/a.en.md", "is a draft"
}

func (pages) Diagnose(err error) (l diag.List, _ error) {
	l.Add("templates/page.html", diag.Pos{Line: 3}, diag.FileUnreadable, "", "%v", err)
	return l, nil
}

// siteOf is a site with one page.
func siteOf(html string) func() (*Site, error) {
	return func() (*Site, error) {
		return &Site{
			Artifacts: []artifact.Artifact{
				artifact.Static("_headers", "text/plain; charset=utf-8",
					[]byte("/*\n  Content-Security-Policy: default-src 'none'; script-src 'none'; trusted-types 'none'\n")),
				artifact.Static("a.css", "text/css; charset=utf-8", []byte("a{}")),
				artifact.Static("en/index.html", "text/html; charset=utf-8", []byte(html)),
			},
			Pages: pages{},
		}, nil
	}
}

func broken() (*Site, error) {
	s := &Site{}
	s.Findings.Add("content/a.en.md", diag.Pos{Line: 2, Column: 1}, diag.FileUnreadable, "mend it", "it's broken")
	return s, nil
}

func TestPage(t *testing.T) {
	b := startBench(t, siteOf("<html><body>A</body></html>"))
	status, header, body := b.get("/en/")
	if want := "<html><body>A" + scriptInPage + "</body></html>"; status != 200 || body != want {
		t.Errorf("%d %s", status, body)
	}
	if got, want := header.Get("Content-Security-Policy"), "default-src 'none'; script-src 'self'; trusted-types 'none'; connect-src 'self'"; got != want {
		t.Errorf("the policy is %s\nand should be %s", got, want)
	}
	if header.Get("Etag") != "" || header.Get("Cache-Control") != "no-store" {
		t.Error("the page may be kept: ", header)
	}
	if status, _, body := b.get("/a.css"); status != 200 || body != "a{}" {
		t.Errorf("%d %s", status, body)
	}
	if status, _, body := b.get("/.baken/dev.js"); status != 200 || !strings.Contains(body, "share.js") {
		t.Errorf("%d %.40s", status, body)
	}
	if status, _, body := b.get("/.baken/panel.js"); status != 200 || !strings.Contains(body, "export const show") {
		t.Errorf("%d %.40s", status, body)
	}
	if status, _, body := b.get("/.baken/share.js"); status != 200 || !strings.Contains(body, "EventSource") {
		t.Errorf("%d %.40s", status, body)
	}
	if status, _, _ := b.get("/nothing/"); status != 404 {
		t.Error(status)
	}
}

// TestUnderPath holds that a preview is at the path of its site, which may change meanwhile, and
// that its own resources stay at the root of the host.
func TestUnderPath(t *testing.T) {
	under := func(base string) func() (*Site, error) {
		return func() (*Site, error) {
			s, err := siteOf("<html><body>under " + base + "</body></html>")()
			s.Base = base
			return s, err
		}
	}
	b := startBench(t, under("/guide"))
	b.server.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	next := b.events()
	next(func(e event) bool { return e.Version == 1 })
	for path, want := range map[string]int{"/": http.StatusFound, "/guide/en/": http.StatusOK, "/en/": http.StatusNotFound, scriptPath: http.StatusOK, "/guide" + scriptPath: http.StatusNotFound} {
		if status, _, _ := b.get(path); status != want {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
	b.change(under("/other"))
	next(func(e event) bool { return e.Version == 2 })
	if status, header, _ := b.get("/"); status != http.StatusFound || header.Get("Location") != "/other/" {
		t.Errorf("/: %d, %v", status, header)
	}
	if _, _, body := b.get("/other/en/"); !strings.Contains(body, "under /other") {
		t.Errorf("after the change: %s", body)
	}
}

// While there are errors, the last page without any stays.
func TestRecovery(t *testing.T) {
	b := startBench(t, siteOf("<html><body>A</body></html>"))
	next := b.events()
	if e := next(func(event) bool { return true }); e.Version > 1 || len(e.Findings) > 0 {
		t.Errorf("%+v", e)
	}
	b.change(broken)
	e := next(func(e event) bool { return len(e.Findings) > 0 })
	if want := (diag.Finding{File: "content/a.en.md", Pos: diag.Pos{Line: 2, Column: 1}, Severity: diag.Error, Code: diag.FileUnreadable, Message: "it's broken", Hint: "mend it"}); e.Version != 1 || e.Findings[0] != want {
		t.Errorf("%+v", e)
	}
	if status, _, body := b.get("/en/"); status != 200 || !strings.Contains(body, "<body>A<script") {
		t.Errorf("%d %s", status, body)
	}
	b.change(func() (*Site, error) { return nil, errors.New("no disk") })
	if e := next(func(e event) bool { return e.Failure != "" }); e.Failure != "no disk" || e.Version != 1 {
		t.Errorf("%+v", e)
	}
	b.change(siteOf("<html><body>B</body></html>"))
	if e := next(func(e event) bool { return e.Version > 1 }); e.Failure != "" || len(e.Findings) > 0 {
		t.Errorf("%+v", e)
	}
	if _, _, body := b.get("/en/"); !strings.Contains(body, "<body>B<script") {
		t.Error(body)
	}
}

func TestErrorsFromTheStart(t *testing.T) {
	b := startBench(t, broken)
	status, _, body := b.get("/en/")
	if status != http.StatusServiceUnavailable || !strings.Contains(body, `src="/.baken/dev.js" data-run="first" data-version="0"`) {
		t.Errorf("%d %s", status, body)
	}
	b.change(siteOf("<html><body>A</body></html>"))
	b.events()(func(e event) bool { return e.Version >= 1 })
	if status, _, _ := b.get("/en/"); status != 200 {
		t.Error(status)
	}
}

// failing is a site with a page that fails when it is asked for.
func failing() (*Site, error) {
	return &Site{
		Pages: pages{},
		Artifacts: []artifact.Artifact{{
			Path: "en/index.html", MediaType: "text/html",
			Append: func([]byte) ([]byte, error) { return nil, errors.New("template") },
		}},
	}, nil
}

// A template may fail for one page only, when that is asked for.
func TestPageThatFails(t *testing.T) {
	b := startBench(t, failing)
	if status, _, body := b.get("/en/"); status != 500 || !strings.Contains(body, "/.baken/dev.js") {
		t.Errorf("%d %s", status, body)
	}
	e := b.events()(func(e event) bool { return len(e.Findings) > 0 })
	if e.Findings[0].File != "templates/page.html" || !strings.HasSuffix(e.Findings[0].Message, "template") {
		t.Errorf("%+v", e)
	}
}

// A page may fail, which browsers are told, while the site is read. What they are told next has a
// number of its own, since those that have the last one ask for nothing more.
func TestPageThatFailsWhileReading(t *testing.T) {
	b := startBench(t, failing)
	next := b.events()
	before := next(func(event) bool { return true })
	b.change(func() (*Site, error) {
		b.get("/en/")
		return failing()
	})
	if after := next(func(e event) bool { return e.Version > before.Version }); after.Told < before.Told+2 {
		t.Errorf("event %d, and after two more %d", before.Told, after.Told)
	}
}

// What is wrong now isn't hidden by what is wrong with a page of the version before.
func TestPageThatFailsWhileThereAreErrors(t *testing.T) {
	b := startBench(t, failing)
	next := b.events()
	b.change(broken)
	next(func(e event) bool { return len(e.Findings) > 0 })
	if status, _, _ := b.get("/en/"); status != 500 {
		t.Error(status)
	}
	// A browser that comes now is told the state as it is.
	if e := b.events()(func(event) bool { return true }); len(e.Findings) != 1 || e.Findings[0].File != "content/a.en.md" {
		t.Errorf("%+v", e)
	}
	b.change(func() (*Site, error) { return nil, errors.New("no disk") })
	next(func(e event) bool { return e.Failure != "" })
	b.get("/en/")
	if e := b.events()(func(event) bool { return true }); e.Failure != "no disk" || len(e.Findings) > 0 {
		t.Errorf("%+v", e)
	}
	b.change(failing)
	next(func(e event) bool { return e.Version >= 2 })
	b.get("/en/")
	if e := b.events()(func(event) bool { return true }); len(e.Findings) != 1 || e.Findings[0].File != "templates/page.html" {
		t.Errorf("%+v", e)
	}
}

// TestWatchCanceled cancels the context while the site is read for the first time, and while it is
// read again. Watch ends, and neither the log nor a browser is told of an error.
func TestWatchCanceled(t *testing.T) {
	for _, at := range []int{1, 2} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "content", "touched"), "")
		var log strings.Builder
		ctx, cancel := context.WithCancel(t.Context())
		loads := 0
		p := New(func(ctx context.Context, _ []string) (*Site, error) {
			if loads++; loads == at {
				cancel()
				return nil, fmt.Errorf("load: %w", ctx.Err())
			}
			// The next load is that of a change.
			write(t, filepath.Join(dir, "content", "touched"), "changed")
			return siteOf("<html><body>A</body></html>")()
		}, Options{Run: "first", Now: time.Now, Tick: time.Hour, Logger: slog.New(slog.NewTextHandler(&log, nil))})
		if err := p.Watch(ctx, dir); err != nil {
			t.Error(err)
		}
		state, _ := p.now()
		if loads != at || log.Len() > 0 || state.failure != nil || state.behind || state.version != at-1 {
			t.Errorf("%d loads, log %q, %+v", loads, log.String(), state)
		}
	}
}
