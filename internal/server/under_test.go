package server

import (
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/artifact"
)

// TestUnder serves a site under a path: its files and rules hold there, the root of the host leads
// to it for now, and nothing else is there.
func TestUnder(t *testing.T) {
	s, err := NewUnder("/f%C3%BChrung/x", artifacts(map[string]string{
		"index.html": "chooser", "nl/index.html": "nl", "nl/404.html": "nl: none", "404.html": "none", "assets/a.css": "a{}",
		".baken/x.js": "hidden",
		"_headers":    "/f%C3%BChrung/x/*\n  X-Site: here\n/*\n  X-Host: here\n",
		"_redirects": "/f%C3%BChrung/x/old/ /f%C3%BChrung/x/nl/ 301\n/f%C3%BChrung/x/ /f%C3%BChrung/x/nl/ 302! Language=nl\n" +
			"/f%C3%BChrung/x/nl/* /f%C3%BChrung/x/nl/404.html 404\n/f%C3%BChrung/x/* /f%C3%BChrung/x/404.html 404\n",
	}), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path           string
		status         int
		location, body string
		site           bool
	}{
		{"/", 302, "/f%C3%BChrung/x/", "", false},
		{"/?a=b", 302, "/f%C3%BChrung/x/?a=b", "", false},
		{"/f%C3%BChrung/x", 301, "/f%C3%BChrung/x/", "", false},
		{"/f%C3%BChrung/x/", 200, "", "chooser", true},
		{"/führung/x/nl/", 200, "", "nl", true},
		{"/f%C3%BChrung/x/nl", 301, "/f%C3%BChrung/x/nl/", "", false},
		{"/f%C3%BChrung/x/assets/a.css", 200, "", "a{}", true},
		{"/f%C3%BChrung/x/old/", 301, "/f%C3%BChrung/x/nl/", "", false},
		{"/f%C3%BChrung/x/nl/nothing", 404, "", "nl: none", true},
		{"/f%C3%BChrung/x/nothing/", 404, "", "none", true},
		{"/f%C3%BChrung/x/.baken/x.js", 404, "", "none", true},
		{"/f%C3%BChrung/x/_headers", 404, "", "none", true},
		{"/f%C3%BChrung/", 404, "", "There is no page at this address.\n", false},
		{"/f%C3%BChrung/xy/", 404, "", "There is no page at this address.\n", false},
		{"/nl/", 404, "", "There is no page at this address.\n", false},
		{"/assets/a.css", 404, "", "There is no page at this address.\n", false},
		{"/index.html", 404, "", "There is no page at this address.\n", false},
		{"/f%C3%BChrung%2Fx/nl/", 404, "", "There is no page at this address.\n", false},
		{"//f%C3%BChrung/x/", 301, "/f%C3%BChrung/x/", "", false},
	} {
		r := get(t, s, c.path)
		text := body(t, r)
		if r.StatusCode != c.status || r.Header.Get("Location") != c.location || c.location == "" && text != c.body ||
			(r.Header.Get("X-Site") != "") != c.site || r.Header.Get("Content-Security-Policy") == "" && !c.site {
			t.Errorf("%s: %d, %q, %q, %v", c.path, r.StatusCode, r.Header.Get("Location"), text, r.Header)
		}
	}
	if r := get(t, s, "/f%C3%BChrung/x/", "Accept-Language: nl"); r.StatusCode != 302 || r.Header.Get("Location") != "/f%C3%BChrung/x/nl/" {
		t.Errorf("by language: %d %q", r.StatusCode, r.Header.Get("Location"))
	}
	if r := ask(t, s, http.MethodHead, "/"); r.StatusCode != 302 {
		t.Errorf("HEAD /: %d", r.StatusCode)
	}
	if got := s.Segments(); !slices.Contains(got, "führung") || !slices.Contains(got, "nl") {
		t.Errorf("segments %q", got)
	}
	newer := []artifact.Artifact{artifact.Static("nl/index.html", "text/html", []byte("newer"))}
	next, ok := s.Replace(newer, newer)
	if !ok || body(t, get(t, next, "/f%C3%BChrung/x/nl/")) != "newer" || body(t, get(t, s, "/f%C3%BChrung/x/nl/")) != "nl" {
		t.Error("a replaced page")
	}
	for _, base := range []string{"/a/../b", "/a//b", "/%2F"} {
		if _, err := NewUnder(base, nil, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "base") {
			t.Errorf("%q: %v", base, err)
		}
	}
}
