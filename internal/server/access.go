package server

import (
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Logged returns a handler that logs each answer of h: method, path, status, bytes of the body and
// duration. It logs no personal data: no address, user agent, referrer or query.
// The path and the method of a request are the client's own words and may hold a name or a number.
// So segments of a path that aren't among the known ones are replaced by "*", whatever the answer,
// as is a method that HTTP doesn't define.
func Logged(h http.Handler, known []string, logger *slog.Logger) http.Handler {
	segments := map[string]bool{"": true}
	for _, s := range known {
		segments[s] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		c := &counter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			method := r.Method
			if !slices.Contains(methods, method) {
				method = "*"
			}
			logger.LogAttrs(r.Context(), slog.LevelInfo, "answer",
				slog.String("method", method), slog.String("path", anonymize(r.URL.Path, segments)), slog.Int("status", c.status),
				slog.Int64("bytes", c.bytes), slog.Float64("ms", float64(time.Since(start).Microseconds())/1000))
		}()
		h.ServeHTTP(c, r)
	})
}

// methods are the methods of RFC 9110 and RFC 5789.
var methods = []string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
	http.MethodDelete, http.MethodConnect, http.MethodOptions, http.MethodTrace,
}

// maxSegments bounds the depth of a path that is logged.
const maxSegments = 12

// anonymize returns a path with "*" for each segment that isn't known.
func anonymize(path string, known map[string]bool) string {
	segments := strings.Split(path, "/")
	if len(segments) > maxSegments {
		segments = append(segments[:maxSegments], "*")
	}
	for i, s := range segments {
		if !known[s] {
			segments[i] = "*"
		}
	}
	return strings.Join(segments, "/")
}

// Segments returns the segments of all paths of the site, sorted, for [Logged]: those of its files,
// with and without the extension of a page, and of the addresses that it redirects.
func (s *Site) Segments() []string {
	seen := map[string]bool{}
	for name := range s.files {
		for part := range strings.SplitSeq(name, "/") {
			seen[part] = true
			seen[strings.TrimSuffix(part, ".html")] = true
		}
	}
	for _, part := range s.redirects.Segments() {
		seen[part] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// counter records the status and the size of an answer.
type counter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (c *counter) WriteHeader(status int) {
	if status >= 200 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += int64(n)
	return n, err
}

// Unwrap returns the underlying writer, for http.ResponseController.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
