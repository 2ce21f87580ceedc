package server

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"

	"baken.example/baken/internal/artifact"
)

// Site serves the artifacts of a site. It is a handler, safe for concurrent use.
type Site struct {
	files   map[string]*file
	rules   ruleset
	headers []HeaderRule
	logger  *slog.Logger
}

// New makes a handler over the artifacts of a site. It reads their "_headers" and "_redirects" at
// once, where there are any, and returns all that is wrong with them, as one error that wraps each
// [Problem]; everything else is rendered when it is asked for.
//
// Requests are logged at debug level and failures at error level, without client address, user
// agent or query.
func New(artifacts []artifact.Artifact, logger *slog.Logger) (*Site, error) {
	s := &Site{files: make(map[string]*file, len(artifacts)), logger: logger}
	var errs []error
	for _, a := range artifacts {
		if !fs.ValidPath(a.Path) || a.Path == "." {
			errs = append(errs, fmt.Errorf("artifact %q: not a path", a.Path))
			continue
		}
		if s.files[a.Path] != nil {
			errs = append(errs, fmt.Errorf("artifact %q: there are two of them", a.Path))
			continue
		}
		if a.MediaType == "" {
			a.MediaType = "application/octet-stream"
		}
		s.files[a.Path] = &file{artifact: a}
	}
	redirects, err := s.take(redirectsFile)
	errs = append(errs, err)
	headers, err := s.take(headersFile)
	errs = append(errs, err)

	rules, found := ParseRedirects(redirects)
	s.rules = newRuleset(rules)
	var more []Problem
	s.headers, more = ParseHeaders(headers)
	for _, p := range append(found, more...) {
		errs = append(errs, p)
	}
	for name := range s.files {
		if name == ".baken" || strings.HasPrefix(name, ".baken/") {
			delete(s.files, name)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return s, nil
}

// Replace returns the site with artifacts in the place of those that have their paths. It is not ok where one
// of them holds the site's rules: then the site has to be made by [New].
func (s *Site) Replace(artifacts []artifact.Artifact) (replaced *Site, ok bool) {
	if slices.ContainsFunc(artifacts, func(a artifact.Artifact) bool { return a.Path == headersFile || a.Path == redirectsFile }) {
		return nil, false
	}
	next := *s
	next.files = maps.Clone(s.files)
	for _, a := range artifacts {
		if next.files[a.Path] != nil {
			next.files[a.Path] = &file{artifact: a}
		}
	}
	return &next, true
}

// take removes a file from those that are served, and gives its content if it was there.
func (s *Site) take(name string) ([]byte, error) {
	f := s.files[name]
	if f == nil {
		return nil, nil
	}
	delete(s.files, name)
	r, err := f.representation(codingNone)
	if err != nil {
		return nil, err
	}
	return r.body, nil
}

// ServeHTTP answers a request and logs it.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := &response{ResponseWriter: w, site: s, request: r, status: http.StatusOK}
	answer.give()
	s.logger.LogAttrs(r.Context(), slog.LevelDebug, "request",
		slog.String("method", r.Method),
		slog.String("path", r.URL.Path),
		slog.Int("status", answer.status),
		slog.Int("bytes", answer.written))
}

// find gives the file for a canonical path, or the path that it is redirected to, as Netlify's
// Pretty URLs do. At most one of the two is set.
func (s *Site) find(path string) (f *file, to string) {
	name, ok := fileName(path)
	switch {
	case !ok:
		return nil, ""
	case path == "/":
		return s.files["index.html"], ""
	case strings.HasSuffix(path, "/"):
		if s.files[name+".html"] != nil {
			return nil, trimSlash(path)
		}
		return s.files[name+"/index.html"], ""
	case s.files[name] != nil:
		return s.files[name], ""
	case s.files[name+".html"] != nil:
		return s.files[name+".html"], ""
	case s.files[name+"/index.html"] != nil:
		return nil, path + "/"
	default:
		return nil, ""
	}
}
