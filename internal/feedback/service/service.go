// Package service serves a feedback.Handler in a long-running process, with its routes, health
// checks and metrics.
//
//	/api/feedback   the handler, below the path of the site
//	/healthz        200 while the process answers
//	/readyz         200 while answers can be stored, or if the site asks for none; else 503
//
// Metrics are a separate handler, for an address that is private to the operator.
package service

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"baken.example/baken/internal/feedback"
)

// Paths of a service.
const (
	Path       = feedback.DefaultAction // below the path of the site
	HealthPath = "/healthz"
	ReadyPath  = "/readyz"
)

// Segments returns the segments of the paths of a service.
func Segments() []string {
	return strings.Split(Path+HealthPath+ReadyPath, "/")
}

// Service is a feedback service.
type Service struct {
	// Base is the path of the site on its host, without a slash at the end, or "". Health checks
	// are for the operator, and stand at the root of the host.
	Base string
	// Handler and Store are nil if the site asks for no answers.
	Handler *feedback.Handler
	Store   feedback.Store
	// BehindProxy reports whether there are trusted proxies.
	BehindProxy bool
	Clock       func() time.Time
	Logger      *slog.Logger

	warned sync.Once
	ready  readiness
}

// Routes returns a handler of the service's paths, which passes all other requests to rest.
func (s *Service) Routes(rest http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case path == s.Base+Path && s.Handler != nil:
			s.warn(r)
			s.Handler.ServeHTTP(w, r)
		case path == HealthPath:
			writeText(w, r, http.StatusOK, "alive\n")
		case path == ReadyPath:
			if s.Ready(r.Context()) != nil {
				writeText(w, r, http.StatusServiceUnavailable, "answers can't be stored\n") // the cause is in the log
				return
			}
			writeText(w, r, http.StatusOK, "ready\n")
		default:
			rest.ServeHTTP(w, r)
		}
	})
}

// warn logs once that there seems to be a proxy that isn't trusted. Then all visitors have the
// proxy's address, and count as one.
func (s *Service) warn(r *http.Request) {
	if !s.BehindProxy && r.Header.Get("X-Forwarded-For") != "" {
		s.warned.Do(func() {
			s.Logger.Warn("requests come with X-Forwarded-For: if that is from a proxy of yours, name it with --trusted-proxy, or its visitors count as one")
		})
	}
}

// readiness caches the result of the store's last check.
type readiness struct {
	sync.Mutex
	known bool
	asked time.Time
	err   error
}

const (
	// readyFor is how long a result is cached, so that frequent checks don't load the store.
	readyFor = time.Second
	// readyWithin bounds the time of a check.
	readyWithin = 2 * time.Second
)

// errFailing is returned if the store reports that it is ready, but the last answer wasn't stored.
var errFailing = errors.New("the last answer couldn't be stored")

// Ready returns an error while answers can't be stored, according to a write of the store at most a
// second ago or to the last answer.
func (s *Service) Ready(ctx context.Context) error {
	if s.Store == nil {
		return nil
	}
	if err := s.probe(ctx); err != nil {
		return err
	}
	if s.Handler != nil && s.Handler.Failing() {
		return errFailing // the cause is in the log
	}
	return nil
}

// probe returns the result of the store's check, cached for readyFor.
func (s *Service) probe(ctx context.Context) error {
	s.ready.Lock()
	defer s.ready.Unlock()
	now := s.Clock()
	if s.ready.known && now.Sub(s.ready.asked) < readyFor {
		return s.ready.err
	}
	// Other requests wait for the result, so the check outlives this request.
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

// Metrics returns a handler that serves the metrics at /metrics.
func (s *Service) Metrics() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/metrics" {
			writeText(w, r, http.StatusNotFound, "there is /metrics\n")
			return
		}
		if !isRead(w, r) {
			return
		}
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		if s.Handler != nil {
			_ = s.Handler.WriteMetrics(w) // the client went away
		}
	})
}

// NotFound returns the rest for Routes in a process that serves feedback alone, for a site at the
// path base on its host.
func NotFound(base string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writeText(w, r, http.StatusNotFound, "there is "+base+Path+" here\n")
	})
}

// isRead reports whether a request is GET or HEAD, and answers it with 405 otherwise.
func isRead(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return true
	}
	w.Header().Set("Allow", "GET, HEAD")
	http.Error(w, "this can only be read", http.StatusMethodNotAllowed)
	return false
}

func writeText(w http.ResponseWriter, r *http.Request, status int, text string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if !isRead(w, r) {
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text) // the client went away
}
