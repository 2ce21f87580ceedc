package server

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/server/netlify"
)

// TestLarge asks for a file that is too large to be held, in the ways of browsers and download
// programs, and for a changed one.
func TestLarge(t *testing.T) {
	name := filepath.Join(t.TempDir(), "large")
	content := bytes.Repeat([]byte("0123456789abcdef"), 5<<20/16)
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
	opened := 0
	var mu sync.Mutex
	site, err := New([]artifact.Artifact{{
		Path: "files/a.csv", MediaType: "text/csv; charset=utf-8",
		Append: func(b []byte) ([]byte, error) {
			t.Error("the file was read as a whole")
			return b, errors.New("too large")
		},
		Open: func() (artifact.File, error) {
			mu.Lock()
			defer mu.Unlock()
			opened++
			return os.Open(name)
		},
	}, artifact.Static("_headers", "text/plain", []byte("/files/*.csv\n  Content-Disposition: attachment\n"))}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ask := func(method string, headers ...string) (*http.Response, []byte) {
		t.Helper()
		r := httptest.NewRequest(method, "/files/a.csv", nil)
		r.Header.Set("Accept-Encoding", "br, gzip")
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		site.ServeHTTP(w, r)
		body, err := io.ReadAll(w.Result().Body)
		if err != nil {
			t.Fatal(err)
		}
		return w.Result(), body
	}
	whole, body := ask("GET")
	etag := whole.Header.Get("ETag")
	if whole.StatusCode != 200 || !bytes.Equal(body, content) || etag == "" || whole.Header.Get("Content-Encoding") != "" ||
		whole.Header.Get("Cache-Control") != netlify.DefaultCacheControl || whole.Header.Get("Content-Disposition") != "attachment" ||
		whole.Header.Get("Accept-Ranges") != "bytes" || whole.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Fatalf("%d, %d bytes, %v", whole.StatusCode, len(body), whole.Header)
	}
	for _, c := range []struct {
		method  string
		headers []string
		status  int
		body    []byte
	}{
		{"HEAD", nil, 200, nil},
		{"HEAD", []string{"Range", "bytes=0-9"}, 200, nil},
		{"GET", []string{"If-None-Match", etag}, 304, nil},
		{"GET", []string{"If-None-Match", `"other"`}, 200, content},
		{"GET", []string{"If-Match", `"other"`}, 412, nil},
		{"GET", []string{"Range", "bytes=5-14"}, 206, content[5:15]},
		{"GET", []string{"Range", "bytes=-3"}, 206, content[len(content)-3:]},
		{"GET", []string{"Range", "bytes=" + strconv.Itoa(len(content)-2) + "-"}, 206, content[len(content)-2:]},
		{"GET", []string{"Range", "bytes=5-14", "If-Range", etag}, 206, content[5:15]},
		{"GET", []string{"Range", "bytes=5-14", "If-Range", `"other"`}, 200, content},
		{"GET", []string{"Range", "bytes=" + strconv.Itoa(len(content)) + "-"}, 416, nil},
		{"GET", []string{"Range", "bytes=0-9,5-14"}, 416, nil},
		{"GET", []string{"Range", "bytes=0-9,5-14", "If-Range", `"other"`}, 200, content},
		{"GET", []string{"Range", "items=0-9"}, 200, content},
		{"POST", nil, 405, nil},
	} {
		got, body := ask(c.method, c.headers...)
		if got.StatusCode != c.status || c.status < 300 && !bytes.Equal(body, c.body) ||
			c.method == "HEAD" && got.Header.Get("Content-Length") != strconv.Itoa(len(content)) {
			t.Errorf("%s %q: %d, %d bytes, %v", c.method, c.headers, got.StatusCode, len(body), got.Header)
		}
	}
	content = append(content, "more"...)
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got, body := ask("GET", "If-None-Match", etag); got.StatusCode != 200 || got.Header.Get("ETag") == etag || !bytes.Equal(body, content) {
				t.Errorf("after a change: %d, %d bytes, %v", got.StatusCode, len(body), got.Header)
			}
		})
	}
	wg.Wait()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if got, _ := ask("GET"); got.StatusCode != 500 || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("without the file: %d", got.StatusCode)
	}
}
