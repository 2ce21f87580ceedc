// Package service is what stands around a feedback.Handler in a process that runs on: where it is
// found, whether the process lives and is ready, and what it has counted.
//
//	/api/feedback   the handler
//	/healthz        200 while the process answers
//	/readyz         200 while answers can be stored, or none are asked for; else 503
//
// Metrics are a handler of their own, for an address that only those reach who run the service.
package service

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"baken.example/baken/internal/feedback"
)

// Where a service is found.
const (
	Path       = feedback.DefaultAction
	HealthPath = "/healthz"
	ReadyPath  = "/readyz"
)

// Service is a feedback service.
type Service struct {
	// Handler and Store are those of the service; nil where no answers are asked for.
	Handler *feedback.Handler
	Store   feedback.Store
	// Behind tells that there are trusted proxies.
	Behind bool
	Clock  func() time.Time
	Logger *slog.Logger

	warned sync.Once
	ready  readiness
}

// Routes returns a handler that answers what is the service's, and leaves everything else to the
// rest.
func (s *Service) Routes(rest http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case path == Path && s.Handler != nil:
			s.warn(r)
			s.Handler.ServeHTTP(w, r)
		case path == HealthPath:
			say(w, r, http.StatusOK, "alive\n")
		case path == ReadyPath:
			if s.Ready(r.Context()) != nil {
				say(w, r, http.StatusServiceUnavailable, "answers can't be stored\n") // why is in the log
				return
			}
			say(w, r, http.StatusOK, "ready\n")
		default:
			rest.ServeHTTP(w, r)
		}
	})
}

// warn says once that there seems to be a proxy that isn't trusted. Then all visitors have the
// proxy's address, and count as one.
func (s *Service) warn(r *http.Request) {
	if !s.Behind && r.Header.Get("X-Forwarded-For") != "" {
		s.warned.Do(func() {
			s.Logger.Warn("requests come with X-Forwarded-For: if that is from a proxy of yours, name it with --trusted-proxy, or its visitors count as one")
		})
	}
}

// readiness is what the store last said.
type readiness struct {
	sync.Mutex
	known bool
	asked time.Time
	err   error
}

const (
	// readyFor is for how long the store isn't asked again: whoever asks often mustn't keep it busy.
	readyFor = time.Second
	// readyWithin is how long the store may take.
	readyWithin = 2 * time.Second
)

// errFailing is why a service isn't ready whose store believes that it is.
var errFailing = errors.New("the last answer couldn't be stored")

// Ready returns an error while answers can't be stored: as the store finds by writing, at most a
// second ago, or as the last answer has shown.
func (s *Service) Ready(ctx context.Context) error {
	if s.Store == nil {
		return nil
	}
	if err := s.probe(ctx); err != nil {
		return err
	}
	if s.Handler != nil && s.Handler.Failing() {
		return errFailing // why is in the log
	}
	return nil
}

// probe returns what the store last said.
func (s *Service) probe(ctx context.Context) error {
	s.ready.Lock()
	defer s.ready.Unlock()
	now := s.Clock()
	if s.ready.known && now.Sub(s.ready.asked) < readyFor {
		return s.ready.err
	}
	// Others wait for what it says, so it doesn't end with who asked.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readyWithin)
	defer cancel()
	before := s.ready.err
	s.ready.err = s.Store.Ready(ctx)
	s.ready.known, s.ready.asked = true, now
	switch {
	case s.ready.err != nil && before == nil:
		s.Logger.Error("feedback: not ready", "error", s.ready.err)
	case s.ready.err == nil && before != nil:
		s.Logger.Info("feedback: ready")
	}
	return s.ready.err
}

// Metrics returns a handler that has what was counted, at /metrics.
func (s *Service) Metrics() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/metrics" {
			say(w, r, http.StatusNotFound, "there is /metrics\n")
			return
		}
		if !reads(w, r) {
			return
		}
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		if s.Handler != nil {
			_ = s.Handler.WriteMetrics(w) // who asked went away
		}
	})
}

// NotFound is the rest of a service that stands alone.
func NotFound() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		say(w, r, http.StatusNotFound, "there is "+Path+" here\n")
	})
}

// reads tells whether a request only asks to read, and refuses it otherwise.
func reads(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return true
	}
	w.Header().Set("Allow", "GET, HEAD")
	http.Error(w, "this can only be read", http.StatusMethodNotAllowed)
	return false
}

func say(w http.ResponseWriter, r *http.Request, status int, text string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if !reads(w, r) {
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text) // who asked went away
}
