package browsertest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
	"baken.example/baken/internal/feedback/service"
	"baken.example/baken/internal/feedback/sqlite"
	"baken.example/baken/internal/pipeline"
)

// feedbackSite is a site with the service that keeps what readers say of its pages, in a file.
type feedbackSite struct {
	*site
	store *failing
	// between intercepts an answer on its way to the service.
	between atomic.Pointer[func(http.ResponseWriter, *http.Request, http.Handler)]

	mu sync.Mutex
	// sent are the bodies that came in, and foreign the cookies that came with any request.
	sent, cookies []string
	// now is the service's clock.
	now time.Time
}

// failing is a store that can be made to fail.
type failing struct {
	feedback.Store
	broken atomic.Bool
}

func (f *failing) Put(ctx context.Context, s feedback.Submission) (feedback.Receipt, error) {
	if f.broken.Load() {
		return feedback.Receipt{}, errors.New("broken by the test")
	}
	return f.Store.Put(ctx, s)
}

// feedbackSettings are those of a site in two languages.
const feedbackSettings = `base_url: https://example.com
title: {nl: Vragen, en: Questions}
description: {nl: Over vragen., en: About questions.}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Wij, en: Us}, email: someone@example.com}
security: {contact: "mailto:someone@example.com", expires: 2027-10-01}
`

// asking makes a site that asks for feedback, and serves it until the test ends. A visitor may
// answer so many times in an hour.
func asking(t *testing.T, most int) *feedbackSite {
	t.Helper()
	return askingWith(t, most, nil)
}

// askingWith is asking, with more files.
func askingWith(t *testing.T, most int, more fstest.MapFS) *feedbackSite {
	t.Helper()
	files := fstest.MapFS{"content/site.yaml": {Data: []byte(feedbackSettings)}}
	maps.Copy(files, more)
	for _, lang := range []string{"nl", "en"} {
		files["content/index."+lang+".md"] = markdown("Home", "feedback: false\n")
		files["content/page."+lang+".md"] = markdown("Page", "")
		files["content/other."+lang+".md"] = markdown("Other", "")
	}
	listener := listen(t)
	p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{
		Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}, BaseURL: origin(listener),
	})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	db, err := sqlite.Open(filepath.Join(t.TempDir(), "feedback.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	s := &feedbackSite{store: &failing{Store: db}, now: time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)}
	s.undisturbed()
	config := feedback.Config{
		Store: s.store, Clock: s.clock, Random: rand.Reader, Logger: slog.New(slog.DiscardHandler),
		Limits: limit.Limits{Window: time.Hour, Visitor: most, All: 1000},
	}
	asked, err := p.Asked()
	if err != nil {
		t.Fatal(err)
	}
	asked.Configure(&config)
	handler, err := feedback.New(config)
	if err != nil {
		t.Fatal(err)
	}
	s.site = serveThrough(t, listener, p.Artifacts, func(rest http.Handler) http.Handler {
		routes := (&service.Service{Handler: handler, Store: s.store, Clock: s.clock, Logger: config.Logger}).Routes(rest)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.route(w, r, routes) })
	})
	return s
}

func (s *feedbackSite) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// anHourLater lets time pass.
func (s *feedbackSite) anHourLater() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(time.Hour)
}

func (s *feedbackSite) route(w http.ResponseWriter, r *http.Request, routes http.Handler) {
	s.mu.Lock()
	s.cookies = append(s.cookies, r.Header.Values("Cookie")...)
	s.mu.Unlock()
	if r.URL.Path != service.Path {
		routes.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if r.Method == http.MethodPost { // GET fetches the page that follows a vote
		s.mu.Lock()
		s.sent = append(s.sent, string(body))
		s.mu.Unlock()
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	(*s.between.Load())(w, r, routes)
}

// undisturbed lets answers arrive, disturbed has something done with them instead.
func (s *feedbackSite) undisturbed() {
	s.disturbed(func(w http.ResponseWriter, r *http.Request, h http.Handler) { h.ServeHTTP(w, r) })
}

func (s *feedbackSite) disturbed(by func(http.ResponseWriter, *http.Request, http.Handler)) {
	s.between.Store(&by)
}

// received returns the bodies that have come in since the last time, and fails the test if there
// was a cookie.
func (s *feedbackSite) received(t *testing.T) []string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.cookies) > 0 {
		t.Errorf("cookies: %q", s.cookies)
	}
	sent := s.sent
	s.sent = nil
	return sent
}

// answers returns what counts about a page, each as "yes" or "no", with the comment.
func (s *feedbackSite) answers(t *testing.T, page string) []string {
	t.Helper()
	out := []string{}
	for a, err := range s.store.Answers(t.Context(), 0, feedback.DayOf(s.clock())+1) {
		if err != nil {
			t.Fatal(err)
		}
		if a.Page != page {
			continue
		}
		text := "no"
		if a.Helpful {
			text = "yes"
		}
		if !a.Counts {
			text += " once"
		}
		out = append(out, strings.TrimSpace(text+" "+a.Comment))
	}
	return out
}

// stored fails the test unless just these answers are stored about a page.
func (s *feedbackSite) stored(t *testing.T, page string, want ...string) {
	t.Helper()
	if got := s.answers(t, page); !slices.Equal(got, want) {
		t.Errorf("about %s there is %q, want %q", page, got, want)
	}
}
