package server

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"
)

// TestAccessLog checks that the access log has nothing in it that a client made up, be it answered
// with success or not, and that the site's own paths are in it as they are.
func TestAccessLog(t *testing.T) {
	s := newSite(t, map[string]string{
		"index.html": "home", "404.html": "none", "en/rules/index.html": "rules", "en/école.html": "school", "assets/a.0123456789.css": "a{}",
		"_redirects": "/old-page/ /en/rules/ 301\n/caf%C3%A9/ /en/rules/ 301\n/person/:name/x /en/rules/ 200\n/files/* /en/rules/ 200\n",
	})
	var log bytes.Buffer
	h := Logged(s, s.Segments(), slog.New(slog.NewJSONHandler(&log, nil)))
	for _, test := range []struct {
		method, target, path string
		status               int
	}{
		{"GET", "/", "/", 200},
		{"GET", "/?name=jan", "/", 200},
		{"GET", "/en/rules/", "/en/rules/", 200},
		{"GET", "/en/rules", "/en/rules", 301},
		{"GET", "/en/%C3%A9cole", "/en/école", 200},
		{"GET", "/assets/a.0123456789.css", "/assets/a.0123456789.css", 200},
		{"GET", "/old-page/", "/old-page/", 301},
		{"GET", "/caf%C3%A9/", "/café/", 301},
		{"POST", "/en/rules/", "/en/rules/", 405},
		{"GET", "/404.html", "/404.html", 404},
		// Made up.
		{"GET", "/jan.jansen", "/*", 404},
		{"GET", "/en/jan-jansen/rules/", "/en/*/rules/", 404},
		{"GET", "/en//jan/../janssen", "/en//*/*/*", 404},
		{"GET", "/en/rules/jan%2Fjansen", "/en/rules/*/*", 404},
		{"GET", "/person/jansen/x", "/person/*/x", 200},
		{"GET", "/files/jansen/jan", "/files/*/*", 200},
		{"GET", "/jan@example.org", "/*", 404},
		{"GET", "/" + strings.Repeat("a/", 20), strings.Repeat("/*", 12), 404},
		{"JANSEN", "/", "/", 405},
		{"PURGE", "/Jan%0AJansen", "/*", 405},
	} {
		log.Reset()
		ask(t, h, test.method, test.target)
		var line struct {
			Method, Path string
			Status       int
		}
		if err := json.Unmarshal(log.Bytes(), &line); err != nil {
			t.Fatalf("%s: %v: %s", test.target, err, &log)
		}
		method := test.method
		if method == "JANSEN" || method == "PURGE" {
			method = "*"
		}
		if line.Path != test.path || line.Status != test.status || line.Method != method {
			t.Errorf("%s %s: %s", test.method, test.target, &log)
		}
	}
	log.Reset()
	ask(t, Logged(http.NotFoundHandler(), nil, slog.New(slog.NewJSONHandler(&log, nil))), "GET", "/jan")
	if !strings.Contains(log.String(), `"path":"/*"`) {
		t.Errorf("without known segments: %s", &log)
	}
}
