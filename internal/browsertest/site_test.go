package browsertest

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/server"
	"baken.example/baken/internal/server/connlimit"
)

// root is the repository, seen from this directory.
const root = "../.."

// page is an HTML document of a site, as a reader meets it.
type page struct {
	// artifact is the path of its file.
	artifact string
	// path is where it is met: the address of a 404 page is one where there is nothing.
	path string
	// lang is the language that the path begins with; empty at the root.
	lang string
	// status is the status code of the response.
	status int
}

// whole reports whether it is a page with menus and a foot, and not one of those that only offer
// the languages.
func (p page) whole() bool { return p.lang != "" }

// site is a site that is being served on the loopback interface.
type site struct {
	// origin is where: scheme, host and port.
	origin string
	// languages are those that have a home page.
	languages []string
	pages     []page
	artifacts []artifact.Artifact
}

// ownSite returns the repository's own portal, which is served until all tests are done. It has
// drafts too, and pages outside their dates, so that none goes unseen until the day it is
// published; for the same reason the day it is made for doesn't matter.
func ownSite(t *testing.T) *site {
	t.Helper()
	return portal(t, true)
}

// portal is ownSite, with drafts or as it is published.
func portal(t *testing.T, drafts bool) *site {
	t.Helper()
	serve := servePublished
	if drafts {
		serve = serveDrafts
	}
	s, err := serve()
	if err != nil {
		t.Fatal(err)
	}
	return &site{s.origin, slices.Clone(s.languages), slices.Clone(s.pages), slices.Clone(s.artifacts)}
}

// Many tests look at the portal, which takes longer to make than some of them.
var (
	servePublished = sync.OnceValues(func() (*site, error) { return servePortal(false) })
	serveDrafts    = sync.OnceValues(func() (*site, error) { return servePortal(true) })
)

// servePortal makes the portal and serves it for as long as the process runs.
func servePortal(drafts bool) (*site, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p, err := pipeline.Load(context.Background(), os.DirFS(root), baken.Defaults, pipeline.Options{
		Date:    content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)},
		Drafts:  drafts,
		BaseURL: origin(listener),
	})
	if err != nil {
		return nil, err
	}
	if p.Findings.HasErrors() {
		var text bytes.Buffer
		if err := p.Findings.WriteText(&text); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("the portal's own content has errors:\n%s", &text)
	}
	logger := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	handler, err := server.New(p.Artifacts, logger)
	if err != nil {
		return nil, err
	}
	go func() {
		if err := connlimit.Serve(context.Background(), listener, handler, logger); err != nil {
			logger.Error("the portal is no longer served", "error", err)
		}
	}()
	return newSite(listener, p.Artifacts), nil
}

func listen(t testing.TB) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return listener
}

func origin(l net.Listener) string { return "http://" + l.Addr().String() }

// serveFiles serves the site of some files, in which there may be warnings, until the test ends.
func serveFiles(t *testing.T, files fs.FS) *site {
	t.Helper()
	listener := listen(t)
	p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{
		Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}, BaseURL: origin(listener),
	})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	return serve(t, listener, p.Artifacts)
}

// serve serves artifacts until the test ends.
func serve(t testing.TB, listener net.Listener, artifacts []artifact.Artifact) *site {
	t.Helper()
	return serveThrough(t, listener, artifacts, func(h http.Handler) http.Handler { return h })
}

// serveThrough is serve, but what is asked of the server goes through a handler.
func serveThrough(t testing.TB, listener net.Listener, artifacts []artifact.Artifact, through func(http.Handler) http.Handler) *site {
	t.Helper()
	logger := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	handler, err := server.New(artifacts, logger)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- connlimit.Serve(ctx, listener, through(handler), logger) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return newSite(listener, artifacts)
}

func newSite(listener net.Listener, artifacts []artifact.Artifact) *site {
	s := &site{origin: origin(listener), artifacts: artifacts}
	for _, a := range artifacts {
		if code, ok := strings.CutSuffix(a.Path, "/feed.xml"); ok {
			s.languages = append(s.languages, code)
		}
	}
	for _, a := range artifacts {
		if strings.HasPrefix(a.MediaType, "text/html") {
			s.pages = append(s.pages, s.page(a.Path))
		}
	}
	return s
}

// page reports how a reader reaches an HTML file.
func (s *site) page(name string) page {
	p := page{artifact: name, path: "/" + strings.TrimSuffix(name, "index.html"), status: 200}
	if dir, ok := strings.CutSuffix(name, "404.html"); ok {
		p.path, p.status = "/"+dir+"there/is/nothing/here/", 404
	}
	if code, _, ok := strings.Cut(name, "/"); ok && slices.Contains(s.languages, code) {
		p.lang = code
	}
	return p
}

// content returns what is in a file of the site.
func (s *site) content(t *testing.T, name string) []byte {
	t.Helper()
	i := slices.IndexFunc(s.artifacts, func(a artifact.Artifact) bool { return a.Path == name })
	if i < 0 {
		t.Fatalf("the site has no %s", name)
	}
	b, err := s.artifacts[i].Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// each returns the pages that fit.
func (s *site) each(fits func(page) bool) []page {
	var out []page
	for _, p := range s.pages {
		if fits(p) {
			out = append(out, p)
		}
	}
	return out
}
