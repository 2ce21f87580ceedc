package service_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/service"
	"baken.example/baken/internal/feedback/systemtest"
)

// store is a store with a configurable readiness.
type store struct {
	feedback.Store
	asked atomic.Int64
	err   error
	// broken is the error of Put.
	broken error
}

// Put and the methods before it let an answer reach the store, which fails.
func (s *store) Put(context.Context, feedback.Submission) (feedback.Receipt, error) {
	return feedback.Receipt{Result: feedback.Stored, ID: "0123456789abcdef"}, s.broken
}

func (s *store) Salt(_ context.Context, salt feedback.Salt) (feedback.Salt, error) { return salt, nil }
func (s *store) Lease(context.Context, int64, int, int) (int, error)               { return 1, nil }
func (s *store) Forget(context.Context, feedback.Day) error                        { return nil }
func (s *store) Purge(context.Context, feedback.Day) (int, error)                  { return 0, nil }
func (s *store) See(_ context.Context, d feedback.Day, _ bool) ([]feedback.Day, error) {
	return []feedback.Day{d}, nil
}

func (s *store) Ready(context.Context) error {
	s.asked.Add(1)
	return s.err
}

func made(t *testing.T, s *store, now *time.Time) (*service.Service, *strings.Builder) {
	t.Helper()
	log := new(strings.Builder)
	logger := slog.New(slog.NewTextHandler(log, nil))
	config := systemtest.Config(s, logger)
	config.Clock = func() time.Time { return *now }
	handler, err := feedback.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return &service.Service{Handler: handler, Store: s, Clock: func() time.Time { return *now }, Logger: logger}, log
}

func ask(h http.Handler, method, path string, header ...string) *http.Response {
	r := httptest.NewRequest(method, "http://example.org"+path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestRoutes(t *testing.T) {
	now := time.Now()
	s, _ := made(t, &store{}, &now)
	h := s.Routes(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	for _, c := range []struct {
		method, path string
		want         int
	}{
		{"GET", "/", http.StatusTeapot},
		{"GET", "/api/feedback/", http.StatusTeapot},
		{"POST", "/api", http.StatusTeapot},
		{"GET", "/api/feedback", http.StatusMethodNotAllowed},
		{"POST", "/api/feedback", http.StatusUnsupportedMediaType},
		{"GET", "/healthz", http.StatusOK},
		{"HEAD", "/readyz", http.StatusOK},
		{"POST", "/readyz", http.StatusMethodNotAllowed},
		{"DELETE", "/healthz", http.StatusMethodNotAllowed},
	} {
		if got := ask(h, c.method, c.path).StatusCode; got != c.want {
			t.Errorf("%s %s: %d, want %d", c.method, c.path, got, c.want)
		}
	}
	s.Base = "/guide"
	for path, want := range map[string]int{"/api/feedback": 418, "/guide/api/feedback": 405, "/healthz": 200, "/guide/healthz": 418} {
		if got := ask(h, "GET", path).StatusCode; got != want {
			t.Errorf("%s under a path: %d, want %d", path, got, want)
		}
	}
	none := new(service.Service).Routes(http.NotFoundHandler())
	for path, want := range map[string]int{"/api/feedback": 404, "/readyz": 200, "/healthz": 200} {
		if got := ask(none, "GET", path).StatusCode; got != want {
			t.Errorf("%s without feedback: %d", path, got)
		}
	}
	if got := ask(service.NotFound(""), "GET", "/x").StatusCode; got != http.StatusNotFound {
		t.Error(got)
	}
}

func TestReady(t *testing.T) {
	now := time.Now()
	db := &store{err: errors.New("the disk is full")}
	s, log := made(t, db, &now)
	h := s.Routes(http.NotFoundHandler())
	status := func(want int) {
		t.Helper()
		if r := ask(h, "GET", "/readyz"); r.StatusCode != want || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%d, want %d", r.StatusCode, want)
		}
	}
	status(http.StatusServiceUnavailable)
	db.err = nil
	status(http.StatusServiceUnavailable)
	if n := db.asked.Load(); n != 1 {
		t.Errorf("the store was asked %d times within a second", n)
	}
	now = now.Add(time.Second)
	status(http.StatusOK)
	if r := ask(h, "GET", "/healthz"); r.StatusCode != http.StatusOK {
		t.Error(r.Status)
	}
	if got := log.String(); strings.Count(got, "not ready") != 1 || !strings.Contains(got, "the disk is full") || strings.Count(got, "\n") != 2 {
		t.Errorf("log: %s", got)
	}
}

func TestMetrics(t *testing.T) {
	now := time.Now()
	s, _ := made(t, &store{}, &now)
	r := ask(s.Metrics(), "GET", "/metrics")
	if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/plain; version=0.0.4") {
		t.Errorf("%s %v", r.Status, r.Header)
	}
	if got := ask(s.Metrics(), "POST", "/metrics").StatusCode; got != http.StatusMethodNotAllowed {
		t.Error(got)
	}
	if got := ask(s.Metrics(), "GET", "/").StatusCode; got != http.StatusNotFound {
		t.Error(got)
	}
}

func TestProxyIsMissed(t *testing.T) {
	for _, behind := range []bool{false, true} {
		now := time.Now()
		s, log := made(t, &store{}, &now)
		s.BehindProxy = behind
		h := s.Routes(http.NotFoundHandler())
		for range 3 {
			ask(h, "POST", "/api/feedback", "X-Forwarded-For", "192.0.2.77")
		}
		want := 1
		if behind {
			want = 0
		}
		if got := log.String(); strings.Count(got, "--trusted-proxy") != want || strings.Contains(got, "192.0.2") {
			t.Errorf("log: %s", got)
		}
	}
}

// TestFailing checks a store whose Put fails although it reports that it is ready.
func TestFailing(t *testing.T) {
	now := time.Now()
	db := &store{broken: errors.New("the disk is nearly full")}
	s, _ := made(t, db, &now)
	h := s.Routes(http.NotFoundHandler())
	answers := func(want int) {
		t.Helper()
		r := httptest.NewRequest("POST", "http://example.org/api/feedback", strings.NewReader(`{"page":"/xx/","lang":"xx","helpful":"yes"}`))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("an answer got %d, want %d", w.Code, want)
		}
	}
	ready := func(want int) {
		t.Helper()
		if got := ask(h, "GET", "/readyz").StatusCode; got != want {
			t.Errorf("ready: %d, want %d", got, want)
		}
	}
	ready(http.StatusOK)
	answers(http.StatusServiceUnavailable)
	ready(http.StatusServiceUnavailable)
	now = now.Add(20 * time.Second)
	ready(http.StatusServiceUnavailable)
	answers(http.StatusServiceUnavailable)
	now = now.Add(20 * time.Second)
	ready(http.StatusServiceUnavailable)
	// An unready service gets no answers, so after 30 seconds only the store decides.
	now = now.Add(20 * time.Second)
	ready(http.StatusOK)
	answers(http.StatusServiceUnavailable)
	ready(http.StatusServiceUnavailable)
	db.broken = nil
	answers(http.StatusCreated)
	ready(http.StatusOK)
}
