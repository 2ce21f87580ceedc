package server

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/andybalholm/brotli"

	"baken.example/baken/internal/artifact"
)

func TestCompressible(t *testing.T) {
	for mediaType, want := range map[string]bool{
		"text/html; charset=utf-8": true, "TEXT/CSS": true, "image/svg+xml": true, "application/json": true,
		"application/ld+json": true, "application/atom+xml;charset=utf-8": true, "text/javascript": true,
		"image/png": false, "font/woff2": false, "application/octet-stream": false, "": false,
	} {
		if got := compressible(mediaType); got != want {
			t.Errorf("%q: %v", mediaType, got)
		}
	}
}

func decode(t *testing.T, r *http.Response) string {
	t.Helper()
	from := io.Reader(r.Body)
	switch coding := r.Header.Get("Content-Encoding"); coding {
	case "br":
		from = brotli.NewReader(from)
	case "gzip":
		var err error
		if from, err = gzip.NewReader(from); err != nil {
			t.Fatal(err)
		}
	}
	out, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestCodings(t *testing.T) {
	long := strings.Repeat("long and boring ", 5000)
	s := newSite(t, map[string]string{"long.html": long, "short.css": "a{}", "picture.png": long, "404.html": long})
	tests := []struct{ path, accept, coding, vary string }{
		{"/long", "", "", "Accept-Encoding"},
		{"/long", "gzip, br", "br", "Accept-Encoding"},
		{"/long", "gzip", "gzip", "Accept-Encoding"},
		{"/short.css", "gzip, br", "", "Accept-Encoding"}, // larger when compressed
		{"/picture.png", "gzip, br", "", ""},
		{"/none", "br", "br", "Accept-Encoding"},
	}
	tags := map[string]string{}
	for _, test := range tests {
		for range 2 { // rendered, then cached
			r := get(t, s, test.path, "Accept-Encoding: "+test.accept)
			if r.Header.Get("Content-Encoding") != test.coding || r.Header.Get("Vary") != test.vary {
				t.Errorf("%s for %q: Content-Encoding %q, Vary %q", test.path, test.accept, r.Header.Get("Content-Encoding"), r.Header.Get("Vary"))
			}
			raw := body(t, r)
			if r.ContentLength != int64(len(raw)) {
				t.Errorf("%s for %q: Content-Length %d of %d bytes", test.path, test.accept, r.ContentLength, len(raw))
			}
			r.Body = io.NopCloser(strings.NewReader(raw))
			want := long
			if test.path == "/short.css" {
				want = "a{}"
			}
			if decode(t, r) != want {
				t.Errorf("%s for %q: another content", test.path, test.accept)
			}
			if tag := r.Header.Get("ETag"); tag != "" {
				if coding, ok := tags[tag]; ok && coding != test.path+test.coding {
					if test.path != "/picture.png" { // the same bytes as /long
						t.Errorf("%s for %q: entity tag of %s", test.path, test.accept, coding)
					}
				}
				tags[tag] = test.path + test.coding
			}
		}
	}
	head := ask(t, s, "HEAD", "/long", "Accept-Encoding: br")
	if head.Header.Get("Content-Encoding") != "br" || head.ContentLength <= 0 || body(t, head) != "" {
		t.Errorf("HEAD: %v", head.Header)
	}
}

func TestConditions(t *testing.T) {
	s := newSite(t, map[string]string{"a.html": strings.Repeat("abcdefghij", 100), "_headers": "/*\n X-A: b\n Cache-Control: no-cache"})
	plain := get(t, s, "/a").Header.Get("ETag")
	br := get(t, s, "/a", "Accept-Encoding: br").Header.Get("ETag")
	if plain == br || len(plain) < 10 || plain[0] != '"' || plain[len(plain)-1] != '"' {
		t.Fatalf("entity tags %s and %s", plain, br)
	}
	tests := []struct {
		name    string
		headers []string
		status  int
	}{
		{"the same", []string{"If-None-Match: " + plain}, 304},
		{"weakly the same", []string{"If-None-Match: W/" + plain}, 304},
		{"one of several", []string{`If-None-Match: "x", ` + plain}, 304},
		{"any", []string{"If-None-Match: *"}, 304},
		{"another", []string{`If-None-Match: "x"`}, 200},
		{"of another coding", []string{"If-None-Match: " + br}, 200},
		{"the same coding", []string{"If-None-Match: " + br, "Accept-Encoding: br"}, 304},
		{"not changed", []string{"If-Match: " + plain}, 200},
		{"changed", []string{`If-Match: "x"`}, 412},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, method := range []string{"GET", "HEAD"} {
				r := ask(t, s, method, "/a", test.headers...)
				if r.StatusCode != test.status {
					t.Errorf("%s: %s", method, r.Status)
				}
				// RFC 9110, section 15.4.5.
				if test.status == 304 && (r.Header.Get("ETag") == "" || r.Header.Get("Cache-Control") != "no-cache" || r.Header.Get("Vary") == "" || body(t, r) != "") {
					t.Errorf("%s: %v", method, r.Header)
				}
			}
		})
	}
	again := newSite(t, map[string]string{"a.html": strings.Repeat("abcdefghij", 100)})
	if got := get(t, again, "/a").Header.Get("ETag"); got != plain {
		t.Errorf("the same content has another entity tag in another server")
	}
}

func TestRanges(t *testing.T) {
	content := strings.Repeat("0123456789", 100)
	s := newSite(t, map[string]string{"a.txt": content, "404.html": content})
	tag := get(t, s, "/a.txt").Header.Get("ETag")
	const many = "Range: bytes=0-0,2-2,4-4,6-6,8-8"
	tests := []struct {
		headers      []string
		status       int
		body, ranges string
	}{
		{[]string{"Range: bytes=0-4"}, 206, "01234", "bytes 0-4/1000"},
		{[]string{"Range: bytes=-3"}, 206, "789", "bytes 997-999/1000"},
		{[]string{"Range: bytes=995-"}, 206, "56789", "bytes 995-999/1000"},
		{[]string{"Range: bytes=3-5", "Accept-Encoding: br, gzip"}, 206, "345", "bytes 3-5/1000"},
		{[]string{"Range: bytes=3-5", "If-Range: " + tag}, 206, "345", "bytes 3-5/1000"},
		{[]string{"Range: bytes=3-5", `If-Range: "x"`}, 200, content, ""},
		{[]string{many, `If-Range: "x"`}, 200, content, ""},
		{[]string{"Range: bytes=0-9,5-14", `If-Range: "x"`}, 200, content, ""},
		{[]string{"Range: bytes=-0", `If-Range: W/` + tag}, 200, content, ""},
		{[]string{many, "If-Range: Mon, 02 Mar 2026 10:00:00 GMT"}, 200, content, ""},
		{[]string{many, "If-Range: " + tag}, 416, "", "bytes */1000"},
		{[]string{many, "If-None-Match: " + tag}, 304, "", ""},
		{[]string{many, `If-Match: "x"`}, 412, "", ""},
		{[]string{many, `If-None-Match: "x"`, "If-Match: *"}, 416, "", "bytes */1000"},
		{[]string{"Range: bytes=1000-"}, 416, "", "bytes */1000"},
		{[]string{"Range: lines=1-2"}, 200, content, ""},
		{[]string{"Range: bytes=-0"}, 416, "", "bytes */1000"},
	}
	for _, test := range tests {
		r := get(t, s, "/a.txt", test.headers...)
		if r.StatusCode != test.status || r.Header.Get("Content-Range") != test.ranges || r.Header.Get("Content-Encoding") != "" {
			t.Errorf("%v: %s, %v", test.headers, r.Status, r.Header)
		}
		if got := body(t, r); test.body != "" && got != test.body {
			t.Errorf("%v: %q", test.headers, got)
		}
	}
	if r := ask(t, s, http.MethodHead, "/a.txt", many); r.StatusCode != 200 || r.Header.Get("Content-Length") != "1000" {
		t.Errorf("HEAD with ranges: %s, %v", r.Status, r.Header)
	}
	if r := get(t, s, "/none", "Range: bytes=0-1", "If-None-Match: *"); r.StatusCode != 404 || body(t, r) != content {
		t.Errorf("a part of an error page: %s", r.Status)
	}
}

// logTo returns a logger that writes every message to a buffer.
func logTo(log *bytes.Buffer) *slog.Logger {
	return slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func TestFailure(t *testing.T) {
	var log bytes.Buffer
	fails := true
	s, err := New([]artifact.Artifact{{Path: "a.html", MediaType: "text/html", Append: func(b []byte) ([]byte, error) {
		if fails {
			return nil, errors.New("template broken")
		}
		return append(b, "mended"...), nil
	}}}, logTo(&log))
	if err != nil {
		t.Fatal(err)
	}
	r := get(t, s, "/a", "Accept-Encoding: br")
	if r.StatusCode != 500 || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("ETag")+r.Header.Get("Content-Encoding") != "" {
		t.Errorf("%s, %v", r.Status, r.Header)
	}
	if got := body(t, r); strings.Contains(got, "template") {
		t.Errorf("the failure is told to the visitor: %q", got)
	}
	for _, want := range []string{"level=ERROR", "render a.html: template broken", "status=500"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("log doesn't have %q:\n%s", want, log.String())
		}
	}
	fails = false
	if got := answer(t, get(t, s, "/a")); got != "200 mended" {
		t.Errorf("after the mending: %q", got)
	}
}

func TestRenderedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		release := make(chan struct{})
		s, err := New([]artifact.Artifact{{Path: "a.html", MediaType: "text/html", Append: func(b []byte) ([]byte, error) {
			calls.Add(1)
			<-release
			return append(b, strings.Repeat("a", 1000)...), nil
		}}}, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if calls.Load() != 0 {
			t.Error("rendered before it was asked for")
		}
		var wg sync.WaitGroup
		for i := range 32 {
			wg.Go(func() {
				accept := []string{"", "br", "gzip", "br, gzip"}[i%4]
				if r := get(t, s, "/a", "Accept-Encoding: "+accept); r.StatusCode != 200 {
					t.Error(r.Status)
				}
			})
		}
		synctest.Wait() // all 32 wait for one rendering
		close(release)
		wg.Wait()
		if got := calls.Load(); got != 1 {
			t.Errorf("rendered %d times", got)
		}
	})
}

func TestRequestLog(t *testing.T) {
	var log bytes.Buffer
	s, err := New(artifacts(map[string]string{"a.html": "abc"}), logTo(&log))
	if err != nil {
		t.Fatal(err)
	}
	get(t, s, "/a?secret=1", "User-Agent: browser", "Referer: elsewhere", "Cookie: c=d")
	got := log.String()
	if want := "level=DEBUG msg=request method=GET path=/a status=200 bytes=3\n"; !strings.HasSuffix(got, want) || strings.Count(got, "\n") != 1 {
		t.Errorf("got %q, want %q", got, want)
	}
	get(t, s, "/x%0Alevel=ERROR")
	if strings.Count(log.String(), "\n") != 2 {
		t.Errorf("a path breaks the line: %q", log.String())
	}
}
