package server_test

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/server"
)

// TestFurtherFiles has files that are found when they are asked for, at the root of a host and
// under a path.
func TestFurtherFiles(t *testing.T) {
	for _, base := range []string{"", "/guide"} {
		site, err := server.NewUnder(base, []artifact.Artifact{
			artifact.Static("search/there.json", "application/json", []byte("there")),
			artifact.Static("_headers", "text/plain", []byte(base+"/search/*\n  X-Rule: yes\n")),
			artifact.Static("404.html", "text/html", []byte("not found")),
		}, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		var asked []string
		before := site
		site = site.With(func(path string) (artifact.Artifact, bool) {
			asked = append(asked, path)
			switch path {
			case "search/made.json", "search/there.json":
				return artifact.Static(path, "application/json", []byte("made")), true
			case "search/failed.json":
				return artifact.Artifact{Path: path, MediaType: "application/json", Append: func(b []byte) ([]byte, error) { return b, errors.New("no") }}, true
			}
			return artifact.Artifact{}, false
		})
		for _, c := range []struct {
			site   *server.Site
			path   string
			status int
			body   string
		}{
			{site, "/search/made.json", http.StatusOK, "made"},
			{site, "/search/there.json", http.StatusOK, "there"},
			{site, "/search/gone.json", http.StatusNotFound, "not found"},
			{site, "/search/failed.json", http.StatusInternalServerError, ""},
			{before, "/search/made.json", http.StatusNotFound, "not found"},
		} {
			w := httptest.NewRecorder()
			c.site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, base+c.path, http.NoBody))
			if w.Code != c.status || c.body != "" && w.Body.String() != c.body {
				t.Errorf("%s%s: %d %q, want %d %q", base, c.path, w.Code, w.Body, c.status, c.body)
			}
			if c.status == http.StatusOK && w.Header().Get("X-Rule") != "yes" {
				t.Errorf("%s%s: the site's headers don't hold", base, c.path)
			}
		}
		if len(asked) != 3 {
			t.Errorf("asked for %q", asked)
		}
		if base != "" {
			w := httptest.NewRecorder()
			site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/search/made.json", http.NoBody))
			if w.Code != http.StatusNotFound {
				t.Errorf("a file beside the site's path: %d", w.Code)
			}
		}
	}
}
