package server_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/server"
)

// TestAnswering sends what a page is for a query: with the headers of the page, and kept by no
// cache.
func TestAnswering(t *testing.T) {
	const html = "text/html; charset=utf-8"
	s, err := server.New([]artifact.Artifact{
		artifact.Static("search/index.html", html, []byte("ask")),
		artifact.Static("other/index.html", html, []byte("other")),
		artifact.Static("_headers", "text/plain", []byte("/search/*\n  X-Rule: yes\n  Cache-Control: public\n")),
	}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s = s.Answering(func(path, query string) (artifact.Artifact, bool) {
		return artifact.Static(path, html, []byte(strings.Repeat("answer to "+query+"; ", 50))), path == "search/index.html" && query != "none"
	})
	get := func(method, target string, headers ...string) *http.Response {
		r := httptest.NewRequest(method, target, nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Result()
	}
	for _, test := range []struct{ method, target, body, caching string }{
		{"GET", "/search/?q=a", "answer to q=a", "no-store"},
		{"HEAD", "/search/?q=a", "", "no-store"},
		{"GET", "/search/", "ask", "public"},
		{"GET", "/search/?none", "ask", "public"},
		{"GET", "/other/?q=a", "other", "public,max-age=0,must-revalidate"},
	} {
		r := get(test.method, test.target)
		body := make([]byte, len(test.body))
		r.Body.Read(body)
		if r.StatusCode != 200 || string(body) != test.body || r.Header.Get("Cache-Control") != test.caching {
			t.Errorf("%s %s: %d %q %v", test.method, test.target, r.StatusCode, body, r.Header)
		}
		if strings.HasPrefix(test.target, "/search") && r.Header.Get("X-Rule") != "yes" {
			t.Errorf("%s %s has not the headers of the page", test.method, test.target)
		}
		if test.caching == "no-store" && r.Header.Get("ETag") != "" {
			t.Errorf("%s %s has an entity tag", test.method, test.target)
		}
	}
	for accepted, want := range map[string]string{"gzip, deflate, br": "gzip", "br": "", "br;q=1, gzip;q=0.5": "gzip", "identity": "", "BR,GZIP": "gzip"} {
		if got := get("GET", "/search/?q=a", "Accept-Encoding", accepted).Header.Get("Content-Encoding"); got != want {
			t.Errorf("%s: the coding is %q, want %q", accepted, got, want)
		}
	}
}
