package server

import (
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/server/netlify"
)

// artifacts returns an artifact for each file, with the media type of its extension.
func artifacts(files map[string]string) []artifact.Artifact {
	var out []artifact.Artifact
	for name, content := range files {
		out = append(out, artifact.Static(name, mime.TypeByExtension(path.Ext(name)), []byte(content)))
	}
	return out
}

func newSite(t testing.TB, files map[string]string) *Site {
	t.Helper()
	s, err := New(artifacts(files), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// get requests a path; headers are "Name: value".
func get(t testing.TB, h http.Handler, target string, headers ...string) *http.Response {
	t.Helper()
	return ask(t, h, http.MethodGet, target, headers...)
}

func ask(t testing.TB, h http.Handler, method, target string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		if name == "Host" {
			r.Host = value
		}
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	content, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// answer returns a summary of a response: its status, and its location or body.
func answer(t testing.TB, r *http.Response) string {
	t.Helper()
	if location := r.Header.Get("Location"); location != "" {
		return r.Status[:3] + " " + location
	}
	return r.Status[:3] + " " + body(t, r)
}

var files = map[string]string{
	"index.html":               "home",
	"file.html":                "file",
	"folder/index.html":        "folder",
	"both.html":                "both file",
	"both/index.html":          "both folder",
	"style.css":                "style",
	"404.html":                 "missing",
	"a b/é.html":               "spelled",
	".well-known/security.txt": "contact",
	".baken":                   "state",
	".baken/x":                 "state",
	"_headers":                 "/*\n  X-A: b",
	"_redirects":               "/moved /file 301",
	"nl/_headers":              "a file of that name",
}

func TestFiles(t *testing.T) {
	s := newSite(t, files)
	tests := []struct{ path, want string }{
		// Pretty URLs
		{"/", "200 home"},
		{"/index.html", "200 home"},
		{"/index", "200 home"},
		{"/file", "200 file"},
		{"/file/", "301 /file"},
		{"/file/?a=b&c", "301 /file?a=b&c"},
		{"/file.html", "200 file"},
		{"/file.html/", "404 missing"},
		{"/folder", "301 /folder/"},
		{"/folder?q=1", "301 /folder/?q=1"},
		{"/folder/", "200 folder"},
		{"/folder/index.html", "200 folder"},
		{"/both", "200 both file"},
		{"/both/", "301 /both"},
		{"/both.html", "200 both file"},
		{"/both/index.html", "200 both folder"},
		{"/style.css", "200 style"},
		{"/style.css/", "404 missing"},
		{"/style", "404 missing"},
		{"/none", "404 missing"},
		{"/404", "404 missing"},

		// Names
		{"/FILE", "404 missing"},
		{"/%66ile", "200 file"},
		{"/a%20b/%C3%A9", "200 spelled"},
		{"/a%20b/%c3%a9/", "301 /a%20b/%C3%A9"},
		{"/.well-known/security.txt", "200 contact"},
		{"/nl/_headers", "200 a file of that name"},
		{"/_headers", "404 missing"},
		{"/_redirects", "404 missing"},
		{"/%5Fredirects", "404 missing"},
		{"/.baken", "404 missing"},
		{"/.baken/x", "404 missing"},

		// Malicious paths
		{"//file", "301 /file"},
		{"//evil.example/", "301 /evil.example/"},
		{"//evil.example/%2F..", "301 /evil.example/%2F.."},
		{"///evil.example//a?x=//y", "301 /evil.example/a?x=//y"},
		{"/folder//index.html", "301 /folder/index.html"},
		{"/%2Fevil.example/", "404 missing"},
		{"/folder%2Findex.html", "404 missing"},
		{"/folder%2F", "404 missing"},
		{`/\evil.example/`, "404 missing"},
		{"/%5Cevil.example/", "404 missing"},
		{"/%5C%5Cevil.example//", "404 missing"},
		{"/..", "404 missing"},
		{"/../file", "404 missing"},
		{"/folder/../file", "404 missing"},
		{"/folder/%2e%2E/file", "404 missing"},
		{"/./file", "404 missing"},
		{"/file%00", "404 missing"},
		{"/file%00.html", "404 missing"},
		{"/file%0d%0aX:y", "404 missing"},
		{"/file/%0d%0aX:y/", "404 missing"},
		{"/%ff", "404 missing"},
		{"/" + strings.Repeat("a/", 2000), "404 missing"},
		{"/" + strings.Repeat("a", maxTarget), "414 This address is too long.\n"},
		{"/?" + strings.Repeat("a", maxTarget), "414 This address is too long.\n"},
	}
	for _, test := range tests {
		name := test.path[:min(40, len(test.path))]
		t.Run(name, func(t *testing.T) {
			if got := answer(t, get(t, s, test.path)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestMethods(t *testing.T) {
	s := newSite(t, files)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND"} {
		r := ask(t, s, method, "/file")
		if r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, r.StatusCode, r.Header.Get("Allow"))
		}
	}
	for _, path := range []string{"/file", "/moved", "/folder", "/none"} {
		want, got := get(t, s, path), ask(t, s, "HEAD", path)
		if got.StatusCode != want.StatusCode || got.Header.Get("Content-Length") != want.Header.Get("Content-Length") || body(t, got) != "" {
			t.Errorf("HEAD %s: %s, Content-Length %q", path, got.Status, got.Header.Get("Content-Length"))
		}
		if got.Header.Get("Content-Length") == "" {
			t.Errorf("GET %s: no Content-Length", path)
		}
	}
}

func TestWithoutErrorPage(t *testing.T) {
	s := newSite(t, map[string]string{"a.html": "a"})
	r := get(t, s, "/none")
	if got := answer(t, r); got != "404 There is no page at this address.\n" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("got %q, %v", got, r.Header)
	}
}

func TestNewReportsEverything(t *testing.T) {
	broken := errors.New("broken")
	list := artifacts(map[string]string{
		"_redirects": "/a\n/b /c 307\n/good /x",
		"_headers":   "X-A: b\n/*\n  Server: me",
		"a.html":     "",
	})
	list = append(list,
		artifact.Static("a.html", "", nil), artifact.Static("/b.html", "", nil), artifact.Static("../c", "", nil),
		artifact.Artifact{Path: "d.html", Append: func([]byte) ([]byte, error) { return nil, broken }})
	_, err := New(list, slog.New(slog.DiscardHandler))
	for _, want := range []string{
		`"a.html": there are two`, `"/b.html": not a path`, `"../c": not a path`,
		"_redirects:1: ", "_redirects:2: ", "_headers:1: ", "_headers:3: ",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v doesn't have %q in it", err, want)
		}
	}
	var p netlify.Problem
	if !errors.As(err, &p) || p.Line != 1 {
		t.Errorf("no Problem in %v", err)
	}

	if _, err := New([]artifact.Artifact{{Path: "_headers", Append: func([]byte) ([]byte, error) { return nil, broken }}}, slog.New(slog.DiscardHandler)); !errors.Is(err, broken) {
		t.Errorf("got %v, want that _headers is broken", err)
	}
}
