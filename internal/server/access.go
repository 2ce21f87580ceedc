package server

import (
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// Logged returns a handler that logs each answer of h: method, path, status, bytes of the body and
// duration. It logs no personal data: no address, user agent, referrer or query.
// The path of a request that fails may be written by the visitor and hold a name or a number. So in
// requests without success, segments that can't be of a site's path are replaced by "*".
func Logged(h http.Handler, logger *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		c := &counter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			path := r.URL.Path
			if c.status >= 300 && c.status != http.StatusNotModified {
				path = anonymize(path)
			}
			method := r.Method
			if len(method) > maxMethod {
				method = "*"
			}
			logger.LogAttrs(r.Context(), slog.LevelInfo, "answer",
				slog.String("method", method), slog.String("path", path), slog.Int("status", c.status),
				slog.Int64("bytes", c.bytes), slog.Float64("ms", float64(time.Since(start).Microseconds())/1000))
		}()
		h.ServeHTTP(c, r)
	})
}

const (
	// maxMethod is the length of the longest method that is logged: clients may send any.
	maxMethod = len(http.MethodOptions)
	// maxSegment and maxSegments bound a path that is logged, maxDigits a number in it.
	maxSegment, maxSegments, maxDigits = 60, 12, 4
)

// anonymize returns a path with "*" for each segment that has characters other than ASCII letters,
// a few digits, dots, hyphens and underscores, or is long.
func anonymize(path string) string {
	segments := strings.Split(path, "/")
	if len(segments) > maxSegments {
		segments = append(segments[:maxSegments], "*")
	}
	for i, s := range segments {
		digits := 0
		odd := len(s) > maxSegment || strings.ContainsFunc(s, func(r rune) bool {
			if r >= '0' && r <= '9' {
				digits++
				return digits > maxDigits
			}
			return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '.' && r != '_'
		})
		if odd {
			segments[i] = "*"
		}
	}
	return strings.Join(segments, "/")
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
