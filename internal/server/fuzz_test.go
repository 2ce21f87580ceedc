package server

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"baken.example/baken/internal/server/netlify"
)

// checkLocation fails when a redirect leads to a host that isn't among those allowed, in the eyes
// of a browser (WHATWG URL): it takes backslashes for slashes, and drops tabs and line ends.
func checkLocation(t *testing.T, location string, allowed ...string) {
	t.Helper()
	if location == "" {
		return
	}
	if strings.ContainsFunc(location, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == '\\' }) {
		t.Errorf("Location %q has a character in it that doesn't belong there", location)
	}
	if len(location) > 1 && location[0] == '/' && location[1] != '/' || location == "/" {
		return
	}
	u, err := url.Parse(location)
	if err != nil {
		t.Fatalf("Location %q: %v", location, err)
	}
	for _, host := range allowed {
		if u.Scheme != "" && u.Host == host {
			return
		}
	}
	t.Errorf("Location %q leads to another host", location)
}

// serveSafely requests a raw target, as net/http would pass it on, and checks the invariants of
// every answer. It returns nil for a target that net/http refuses.
func serveSafely(t *testing.T, h http.Handler, method, target string, header http.Header, allowed ...string) *http.Response {
	t.Helper()
	if strings.ContainsAny(target, "\r\n") {
		return nil
	}
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(method + " " + target + " HTTP/1.1\r\nHost: h.example\r\n\r\n")))
	if err != nil {
		return nil
	}
	for name, values := range header {
		r.Header[name] = values
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	got := w.Result()
	checkLocation(t, got.Header.Get("Location"), allowed...)
	if (got.Header.Get("Location") != "") != (got.StatusCode >= 300 && got.StatusCode < 304) {
		t.Errorf("%s with Location %q", got.Status, got.Header.Get("Location"))
	}
	if method == "HEAD" && w.Body.Len() > 0 {
		t.Error("HEAD has a body")
	}
	return got
}

func FuzzServe(f *testing.F) {
	site := map[string]string{
		"index.html": "home", "a.html": strings.Repeat("a", 500), "a/index.html": "dir", "b/index.html": "b",
		"c d.txt": strings.Repeat("text ", 100), "404.html": "missing", "p.png": "png",
		"_headers": "/*\n  X-A: b\n/:x/*.html\n  Cache-Control: no-cache\n",
		"_redirects": `
/ /b/ 302! Language=nl
/old/* /:splat
/swap/:x/:y /:y/:x
/deep/:x/:y /:x:y/:x 302
/go a=:a b=:b /:a/:b?q=:a#:b
/go a=:a /:a 200
/go /away/ 303
/stem* /:splat
/out/* https://other.example/:splat?s=:splat
http://h.example/host/* https://third.example/:splat 301!
/proxy/* https://proxied.example/:splat 200
/admin/* 200! Role=admin
/c/* /x 302 Cookie=c
/nl/* /404 404
`,
	}
	s := newSite(f, site)
	for _, target := range []string{
		"/", "/a", "/a/", "/b", "/old/b", "/old//x", "//evil.example/", "/\\evil.example", "/old/%2Fevil.example", "/swap//evil.example",
		"/go?a=&b=evil.example", "/go?a=..&b=%0d%0a", "/out/@evil.example", "/stem/evil.example", "/proxy/x", "/admin/x", "/%2e%2e/a",
		"/deep/%2F/%5C", "http://evil.example//x", "/c%20d.txt", "/\x00", "/%00", "/a?x=\xff", "*", "/host/.", "/old/\t/evil.example",
	} {
		f.Add("GET", target, "nl;q=1, en", "br;q=0.1, *", "bytes=0-1", `"x"`, "c=d; nf_lang=nl")
	}
	f.Fuzz(func(t *testing.T, method, target, language, encoding, ranges, tag, cookie string) {
		got := serveSafely(t, s, method, target, http.Header{
			"Accept-Language": {language}, "Accept-Encoding": {encoding}, "Range": {ranges}, "If-None-Match": {tag}, "Cookie": {cookie},
		}, "other.example", "third.example")
		if got != nil && got.StatusCode >= 500 {
			t.Error(got.Status)
		}
	})
}

// FuzzRedirects checks that with any rules requests are answered, and redirected only to hosts that
// the rules name.
func FuzzRedirects(f *testing.F) {
	for _, line := range []string{
		"/a /b", "/a/* /b/:splat 302!", "/a x=:y z=1 /b/:y 301 Language=nl,en Cookie=c", "https://h.example/* https://i.example/:splat 200",
		"/* 200! Role=r", "/a /b 301 # why", "/%zz /é", "\ufeff/a\u00a0/b", "/:a/:b/* /:b/:a?:splat#:a", "/stem* /:splat 404",
	} {
		f.Add(line+"\n/x /y\r\n# comment\n", "/a/b?x=1")
	}
	f.Fuzz(func(t *testing.T, text, target string) {
		rules, _ := netlify.ParseRedirects([]byte(text))
		var allowed []string
		for _, r := range rules {
			if u, err := url.Parse(r.To); err == nil && u.Host != "" {
				allowed = append(allowed, u.Host)
			}
		}
		s := newSite(t, map[string]string{"index.html": "home", "a/b.html": "b"})
		s.redirects = netlify.NewRedirectSet(rules)
		serveSafely(t, s, "GET", target, nil, allowed...)
		for _, r := range rules {
			serveSafely(t, s, "GET", strings.NewReplacer("*", "x/y", ":", "z").Replace(r.From), http.Header{"Accept-Language": r.Languages}, allowed...)
		}
	})
}
