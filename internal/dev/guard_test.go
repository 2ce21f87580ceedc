package dev

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/secureheader"
)

// ask sends a request with a Host of its own choice.
func (b *bench) ask(method, path, host string, headers ...string) (int, http.Header, string) {
	b.Helper()
	request, err := http.NewRequestWithContext(b.Context(), method, b.server.URL+path, http.NoBody)
	if err != nil {
		b.Fatal(err)
	}
	if host != "" {
		request.Host = host
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	response, err := b.server.Client().Do(request)
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	// A stream of events doesn't end; its beginning says enough.
	body := make([]byte, 4096)
	n, err := response.Body.Read(body)
	if err != nil && !errors.Is(err, io.EOF) {
		b.Fatal(err)
	}
	return response.StatusCode, response.Header, string(body[:n])
}

// A page on another site that points a domain name of its own at this machine reads nothing.
func TestHost(t *testing.T) {
	b := startBench(t, siteOf("<html><body>A draft</body></html>"))
	_, port, err := net.SplitHostPort(strings.TrimPrefix(b.server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{
		"localhost", "localhost:1313", "LOCALHOST.", "guide.localhost:80", "127.0.0.1", "127.8.9.10:" + port, "[::1]:1313", "[::1]",
		"[::ffff:127.0.0.1]", "desk.example", "desk.example:1", "DESK.example.:443",
	} {
		for _, path := range []string{"/en/", "/.baken/events", "/.baken/state", "/a.css", "/.baken/dev.js"} {
			if status, _, body := b.ask("GET", path, host); status != 200 {
				t.Errorf("%s%s: %d %s", host, path, status, body)
			}
		}
	}
	for _, host := range []string{
		"evil.example", "evil.example:" + port, "localhost.evil.example", "127.0.0.1.evil.example", "notlocalhost", "evil-desk.example",
		"desk.example.evil.example", "a.desk.example", "192.168.1.1", "0.0.0.0:" + port, "[::]:" + port, "[fe80::1]", "2130706433", "127.1", "localhost:evil.example",
	} {
		for _, path := range []string{"/en/", "/en/index.html", "/nothing/", "/.baken/events", "/.baken/state", "/a.css", "/.baken/dev.js"} {
			for _, method := range []string{"GET", "HEAD", "POST"} {
				status, header, body := b.ask(method, path, host)
				if status != http.StatusMisdirectedRequest || strings.Contains(body, "A draft") {
					t.Errorf("%s %s%s: %d %s", method, host, path, status, body)
				}
				if method == "GET" && (!strings.Contains(body, "--host") || header.Get("Content-Type") != "text/plain; charset=utf-8") {
					t.Errorf("%s%s: %v %s", host, path, header, body)
				}
			}
		}
	}
}

// The address at which a connection was accepted is one that this machine has.
func TestHostIsLocalAddress(t *testing.T) {
	p := New(siteOfPaths(siteOf("")), Options{Logger: slog.New(slog.DiscardHandler)})
	for local, known := range map[string]bool{"192.0.2.7:80": true, "[::ffff:192.0.2.7]:80": true, "192.0.2.8:80": false, "[2001:db8::7]:80": false} {
		address, err := net.ResolveTCPAddr("tcp", local)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodGet, "http://192.0.2.7:1313/", http.NoBody)
		r = r.WithContext(contextWith(t, address))
		if got := p.known(r); got != known {
			t.Errorf("192.0.2.7 at %s: %v", local, got)
		}
	}
}

// What only the preview's pages ask for isn't given to those of other sites, and nobody else
// changes anything.
func TestOrigin(t *testing.T) {
	b := startBench(t, siteOf("<html><body>A</body></html>"))
	own := b.server.URL
	for _, test := range []struct {
		method, path string
		headers      []string
		status       int
	}{
		{"GET", "/.baken/events", nil, 200},
		{"GET", "/.baken/events", []string{"Sec-Fetch-Site: same-origin"}, 200},
		{"GET", "/.baken/events", []string{"Sec-Fetch-Site: none"}, 200},
		{"GET", "/.baken/events", []string{"Origin: " + own}, 200},
		{"GET", "/.baken/events", []string{"Sec-Fetch-Site: cross-site"}, 403},
		{"GET", "/.baken/events", []string{"Sec-Fetch-Site: same-site"}, 403},
		{"GET", "/.baken/events", []string{"Sec-Fetch-Site: something new"}, 403},
		{"GET", "/.baken/events", []string{"Origin: http://evil.example"}, 403},
		{"GET", "/.baken/events", []string{"Origin: null"}, 403},
		{"GET", "/.baken/events", []string{"Origin: http://localhost:1"}, 403},
		{"GET", "/.baken/state", []string{"Sec-Fetch-Site: cross-site"}, 403},
		{"GET", "/.baken/dev.js", []string{"Sec-Fetch-Site: cross-site"}, 403},
		{"POST", "/en/", []string{"Sec-Fetch-Site: cross-site"}, 403},
		{"POST", "/api/feedback", []string{"Origin: http://evil.example"}, 403},
		{"DELETE", "/en/", []string{"Sec-Fetch-Site: same-site"}, 403},
		{"POST", "/en/", []string{"Sec-Fetch-Site: same-origin"}, 405},
		{"HEAD", "/.baken/events", nil, 405},
		{"POST", "/.baken/state", nil, 405},
		// A link to the preview in a message leads there.
		{"GET", "/en/", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"}, 200},
	} {
		if status, _, body := b.ask(test.method, test.path, "", test.headers...); status != test.status {
			t.Errorf("%s %s %q: %d %s", test.method, test.path, test.headers, status, body)
		}
	}
}

// Every answer has the headers of production, and none can be framed or is for search engines.
func TestHeaders(t *testing.T) {
	b := startBench(t, siteOf("<html><body>A</body></html>"))
	check := func(what string, header http.Header) {
		t.Helper()
		policy := header.Get("Content-Security-Policy")
		if what != "/en/" && what != "/a.css" && what != "/nothing/" { // Those have the site's own.
			for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"} {
				if !strings.Contains(policy, part) {
					t.Errorf("%s: %s isn't in %q", what, part, policy)
				}
			}
		}
		for name, want := range map[string]string{
			"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := header.Get(name); got != want {
				t.Errorf("%s: %s is %q", what, name, got)
			}
		}
		for _, field := range secureheader.Fields("") {
			if header.Get(field.Name) == "" {
				t.Errorf("%s: no %s", what, field.Name)
			}
		}
	}
	for _, path := range []string{"/en/", "/a.css", "/nothing/", "/.baken/dev.js", "/.baken/panel.js", "/.baken/events", "/.baken/state"} {
		_, header, _ := b.ask("GET", path, "")
		check(path, header)
	}
	_, header, _ := b.ask("GET", "/en/", "evil.example")
	check("another host", header)
	_, header, _ = b.ask("GET", "/.baken/state", "", "Sec-Fetch-Site: cross-site")
	check("another origin", header)
	b.change(failing)
	b.events()(func(e event) bool { return e.Version >= 2 })
	_, header, _ = b.ask("GET", "/en/", "")
	check("a page that fails", header)
	_, header, _ = startBench(t, broken).ask("GET", "/en/", "")
	check("a site with errors", header)
}

// A browser that has no stream asks for the state, and gets nothing that it has seen.
func TestState(t *testing.T) {
	b := startBench(t, siteOf("<html><body>A</body></html>"))
	read := func(seen string) (e event, status int) {
		t.Helper()
		status, _, body := b.get("/.baken/state?seen=" + seen)
		if status == 200 {
			if err := json.Unmarshal([]byte(body), &e); err != nil {
				t.Fatal(err)
			}
		}
		return e, status
	}
	e, status := read("")
	if status != 200 || e.Run != "first" || e.Version != 1 || e.Told == 0 {
		t.Errorf("%d %+v", status, e)
	}
	if _, status := read("first.1"); status != http.StatusNoContent {
		t.Error(status)
	}
	if e, status := read("zeroth.1"); status != 200 || e.Run != "first" {
		t.Errorf("of another process: %d %+v", status, e)
	}
	b.change(broken)
	b.events()(func(e event) bool { return len(e.Findings) > 0 })
	if e, status := read("first.1"); status != 200 || len(e.Findings) != 1 || e.Version != 1 || e.Told != 2 {
		t.Errorf("%d %+v", status, e)
	}
}

// Pages are published and expire by the day, whether or not a file changes.
func TestMidnight(t *testing.T) {
	b := startBench(t, siteOf("<html><body>A</body></html>"))
	next := b.events()
	evening := time.Date(2026, time.November, 28, 23, 59, 59, 0, time.UTC)
	b.at(evening)
	e := next(func(e event) bool { return e.Version >= 2 })
	b.mu.Lock()
	b.next = siteOf("<html><body>Tomorrow</body></html>")
	b.mu.Unlock()
	b.at(evening.Add(2 * time.Second))
	next(func(now event) bool { return now.Version > e.Version })
	if _, _, body := b.get("/en/"); !strings.Contains(body, "Tomorrow") {
		t.Error(body)
	}
}

func siteOfPaths(load func() (*Site, error)) func(context.Context, []string) (*Site, error) {
	return func(context.Context, []string) (*Site, error) { return load() }
}

func contextWith(t *testing.T, local net.Addr) context.Context {
	return context.WithValue(t.Context(), http.LocalAddrContextKey, local)
}
