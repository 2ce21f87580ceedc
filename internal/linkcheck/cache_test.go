package linkcheck_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/linkcheck"
)

func TestCache(t *testing.T) {
	h := newHost(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/good", http.StatusMovedPermanently)
		case "/bad":
			w.WriteHeader(404)
		case "/login":
			w.WriteHeader(401)
		}
	})
	file := filepath.Join(t.TempDir(), "new", "links.json")
	day := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	run := func(now time.Time) string {
		t.Helper()
		h.requests = nil
		cache, notice := linkcheck.OpenCache(file, now)
		if notice != "" {
			t.Error(notice)
		}
		o := options()
		o.Cache = cache
		if _, found := check(t, o, h.URL+"/bad", h.URL+"/good", h.URL+"/moved", h.URL+"/login"); len(found) != 2 {
			t.Errorf("%q", found)
		}
		if err := cache.Save(); err != nil {
			t.Fatal(err)
		}
		return h.asked()
	}
	const again = "HEAD /bad, GET /bad, HEAD /login, GET /login"
	all := "HEAD /bad, GET /bad, HEAD /good, HEAD /login, GET /login, HEAD /moved, HEAD /good"
	if asked := run(day); asked != all {
		t.Errorf("at first: %s", asked)
	}
	if asked := run(day.AddDate(0, 0, 6)); asked != again {
		t.Errorf("after six days: %s", asked)
	}
	if asked := run(day.AddDate(0, 0, 7)); asked != all {
		t.Errorf("after a week: %s", asked)
	}
	if asked := run(day.AddDate(0, 0, -1)); asked != all {
		t.Errorf("from the future: %s", asked)
	}
	files, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(files) != 1 {
		t.Errorf("left behind: %v %v", files, err)
	}
}

func TestCacheThatCantBeRead(t *testing.T) {
	for _, text := range []string{"{", `{"version": 2}`, `{"version": 1, "links": []}`, "\x00"} {
		file := filepath.Join(t.TempDir(), "links.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		cache, notice := linkcheck.OpenCache(file, time.Now())
		if cache == nil || !strings.Contains(notice, file) {
			t.Errorf("%q: %q", text, notice)
		}
		if err := cache.Save(); err != nil {
			t.Error(err)
		}
		if _, notice := linkcheck.OpenCache(file, time.Now()); notice != "" {
			t.Errorf("%q isn't replaced: %s", text, notice)
		}
	}
}
