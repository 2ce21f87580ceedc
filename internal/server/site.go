package server

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/server/negotiation"
	"baken.example/baken/internal/server/netlify"
	"baken.example/baken/internal/server/urlpath"
)

// Site serves the artifacts of a site. It is a handler, safe for concurrent use.
type Site struct {
	// base is the path of the site on its host, not escaped and without slashes at its ends, or "".
	// It begins the keys of files.
	base      string
	files     map[string]*file
	redirects netlify.RedirectSet
	headers   []netlify.HeaderRule
	logger    *slog.Logger
	// further finds files that aren't in files; it may be nil.
	further func(path string) (artifact.Artifact, bool)
	// answer returns the artifact that a file is for a query; it may be nil.
	answer func(path, query string) (artifact.Artifact, bool)
}

// New returns a handler that serves the artifacts of a site at the root of its host, like
// [NewUnder].
func New(artifacts []artifact.Artifact, logger *slog.Logger) (*Site, error) {
	return NewUnder("", artifacts, logger)
}

// NewUnder returns a handler that serves the artifacts of a site under base, the path of the site
// on its host: "/guide", or "" for the root. The root of the host redirects to it; nothing else is
// there. It parses their "_headers" and "_redirects", if any, and returns all problems in them as
// one error that wraps each [netlify.Problem]. Every other artifact is rendered on its first
// request.
//
// Requests are logged at debug level and failures at error level, without client address, user
// agent or query.
func NewUnder(base string, artifacts []artifact.Artifact, logger *slog.Logger) (*Site, error) {
	s := &Site{files: make(map[string]*file, len(artifacts)), logger: logger}
	var errs []error
	base, ok := urlpath.FileName(base)
	if !ok || base != "" && !fs.ValidPath(base) {
		return nil, fmt.Errorf("base %q: not a path", base)
	}
	s.base = base
	for _, a := range artifacts {
		if !fs.ValidPath(a.Path) || a.Path == "." {
			errs = append(errs, fmt.Errorf("artifact %q: not a path", a.Path))
			continue
		}
		if s.files[s.key(a.Path)] != nil {
			errs = append(errs, fmt.Errorf("artifact %q: there are two of them", a.Path))
			continue
		}
		s.files[s.key(a.Path)] = newFile(withMediaType(a))
	}
	redirects, err := s.takeFile(netlify.RedirectsFile)
	errs = append(errs, err)
	headers, err := s.takeFile(netlify.HeadersFile)
	errs = append(errs, err)

	parsed, found := netlify.ParseRedirects(redirects)
	s.redirects = netlify.NewRedirectSet(parsed)
	var more []netlify.Problem
	s.headers, more = netlify.ParseHeaders(headers)
	for _, p := range append(found, more...) {
		errs = append(errs, p)
	}
	for name := range s.files {
		if name == s.key(".baken") || strings.HasPrefix(name, s.key(".baken/")) {
			delete(s.files, name)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return s, nil
}

// Replace returns a copy of the site with artifacts of the same paths. Those of them that are also
// in changed may have other contents; of the others it keeps what has been made, but not the
// artifacts from which that was made. ok is false if one that changed holds the site's rules: then
// the site has to be made by [New].
func (s *Site) Replace(artifacts, changed []artifact.Artifact) (replaced *Site, ok bool) {
	if slices.ContainsFunc(changed, func(a artifact.Artifact) bool {
		return a.Path == netlify.HeadersFile || a.Path == netlify.RedirectsFile
	}) {
		return nil, false
	}
	next := *s
	next.files = make(map[string]*file, len(s.files))
	for _, a := range artifacts {
		key := s.key(a.Path)
		if before := s.files[key]; before != nil {
			next.files[key] = &file{withMediaType(a), before.cached}
		}
	}
	for _, a := range changed {
		if f := next.files[s.key(a.Path)]; f != nil {
			f.cached = new(cached)
		}
	}
	return &next, true
}

// withMediaType returns an artifact with a media type.
func withMediaType(a artifact.Artifact) artifact.Artifact {
	if a.MediaType == "" {
		a.MediaType = "application/octet-stream"
	}
	return a
}

// With returns a copy of the site that has further files: those that further finds by their paths
// below the site's root. It is called, possibly concurrently, for a request of a path at which
// there is no other file. It may be nil. The site's rules hold for these files too.
func (s *Site) With(further func(path string) (artifact.Artifact, bool)) *Site {
	next := *s
	next.further = further
	return &next
}

// another returns the further file with a key, or nil.
func (s *Site) another(key string) *file {
	path, below := key, true
	if s.base != "" {
		path, below = strings.CutPrefix(key, s.base+"/")
	}
	if s.further == nil || !below {
		return nil
	}
	a, found := s.further(path)
	if !found {
		return nil
	}
	return newFile(a)
}

// key returns the key of the file with a path below the site's root.
func (s *Site) key(path string) string {
	if s.base == "" {
		return path
	}
	return s.base + "/" + path
}

// takeFile removes a file from the site and returns its content, or nil if there is no such file.
func (s *Site) takeFile(name string) ([]byte, error) {
	f := s.files[s.key(name)]
	if f == nil {
		return nil, nil
	}
	delete(s.files, s.key(name))
	r, err := f.representation(negotiation.Identity)
	if err != nil {
		return nil, err
	}
	return r.body, nil
}

// ServeHTTP answers a request and logs it.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := &response{ResponseWriter: w, site: s, request: r, status: http.StatusOK}
	answer.serve()
	s.logger.LogAttrs(r.Context(), slog.LevelDebug, "request",
		slog.String("method", r.Method),
		slog.String("path", r.URL.Path),
		slog.Int("status", answer.status),
		slog.Int("bytes", answer.written))
}

// find returns the file at a canonical path, or the path to redirect to, by the rules of Netlify's
// Pretty URLs. At most one of the two is set.
func (s *Site) find(path string) (f *file, to string) {
	name, ok := urlpath.FileName(path)
	switch {
	case !ok:
		return nil, ""
	case path == "/":
		return s.files["index.html"], ""
	case strings.HasSuffix(path, "/"):
		if s.files[name+".html"] != nil {
			return nil, urlpath.TrimSlash(path)
		}
		return s.files[name+"/index.html"], ""
	case s.files[name] != nil:
		return s.files[name], ""
	case s.files[name+".html"] != nil:
		return s.files[name+".html"], ""
	case s.files[name+"/index.html"] != nil:
		return nil, path + "/"
	default:
		return s.another(name), ""
	}
}
