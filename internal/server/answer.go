package server

import (
	"net/http"
	"regexp"
	"strings"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/server/negotiation"
	"baken.example/baken/internal/server/netlify"
)

// Answering returns a copy of the site some of whose files depend on the query of a request. Answer
// gets the path of a file below the site's root and the query, not decoded; it returns the artifact
// to send instead of the file, or false. It may be called concurrently, and is called anew for each
// request. Its artifacts have the headers of the file, but no cache keeps them.
func (s *Site) Answering(answer func(path, query string) (artifact.Artifact, bool)) *Site {
	next := *s
	next.answer = answer
	return &next
}

// withoutBrotli matches the item for Brotli in Accept-Encoding: at the level of files it takes
// long, and an answer is sent once.
var withoutBrotli = regexp.MustCompile(`(?i)(^|,)\s*br\s*(?:;[^,]*)?`)

// answered sends what a file is for the query of the request, and reports whether that is another
// artifact.
func (w *response) answered(f *file) bool {
	query := w.request.URL.RawQuery
	if w.site.answer == nil || query == "" {
		return false
	}
	a, ok := w.site.answer(f.artifact.Path, query)
	if !ok {
		return false
	}
	accepted := http.Header{"Accept-Encoding": {withoutBrotli.ReplaceAllString(strings.Join(w.request.Header.Values("Accept-Encoding"), ","), "$1")}}
	coding := negotiation.Coding(accepted)
	content, err := newFile(a).representation(coding)
	if err != nil {
		w.failed(err)
		return true
	}
	h := w.Header()
	vary := h.Values("Vary")
	netlify.ApplyHeaders(w.site.headers, w.path, h)
	negotiation.AddVary(h, vary...)
	h.Del("ETag")
	h.Set("Content-Type", a.MediaType)
	h.Set("Cache-Control", "no-store")
	w.describe(newFile(a), content)
	w.send(http.StatusOK, content.body)
	return true
}
