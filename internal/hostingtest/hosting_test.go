package hostingtest

import (
	"log/slog"
	"net/http/httptest"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/server"
)

// languageHeaders are values of Accept-Language.
var languageHeaders = []string{
	"", "nl", "en", "NL", "nl-BE", "de", "de, en;q=0.5", "en-GB,en;q=0.9,nl;q=0.8", "nl;q=0.8, en;q=0.9", "nl;q=0.85,en;q=0.89", "nl;q=0.851, en;q=0.852",
	"nl;q=0.9,en;q=0.90", "en;q=0.5 , nl;q=0.500", "nl;q=0", "nl;q=0, en;q=0.001", "nl;q=0.0,en;q=0.0", "*", "fr;q=0.9,*;q=0.1", "nlx-BE", "en;q=1.0, nl;q=1",
	"nl;q=0.1,en;q=0.05", "pt-PT", "pt-BR", "pt", "pt-br;q=0.3, nl;q=0.2", "fr-nl, en;q=0.2", "nl;q=0.70,en;q=0.7,pt;q=0.7",
}

// requests returns the requests for a portal.
func (p portal) requests() []request {
	var out []request
	seen := map[string]bool{}
	add := func(method, target string, headers ...string) {
		r := request{method: method, target: target, headers: headers}
		if !seen[r.String()] {
			seen[r.String()] = true
			out = append(out, r)
		}
	}
	base := p.base.Path
	get := func(target string) { add("GET", target) }
	for i, a := range p.artifacts {
		at := p.base.Address(a.Path)
		get(at)
		add("GET", at, "Accept-Encoding: gzip")
		forms := []string{
			at + "/", at + "?a=1&b=%22x%22", at + ".gz", at + ".br", at + "x", strings.TrimSuffix(at, ".html"), strings.TrimSuffix(at, ".html") + "/",
			strings.TrimSuffix(at, "index.html"), strings.TrimSuffix(strings.TrimSuffix(at, "index.html"), "/"),
			strings.TrimSuffix(strings.TrimSuffix(at, "index.html"), "/") + "?x=1", path.Dir(at), path.Dir(at) + "/",
			strings.ToUpper(at), strings.Replace(at, "/", "//", 1), strings.Replace(at[1:], "/", "%2F", 1),
		}
		if i%7 != 0 && len(p.artifacts) > 200 {
			forms = forms[:1+i%len(forms)]
		}
		for _, f := range forms {
			get("/" + strings.TrimPrefix(f, "/"))
		}
		switch i % 5 {
		case 0:
			add("HEAD", at)
			add("HEAD", at, "Accept-Encoding: gzip")
		case 1:
			add("POST", at)
			add("DELETE", at)
		case 2:
			add("GET", at, "Range: bytes=2-5")
		case 3:
			add("GET", at, "Accept-Encoding: identity")
			add("OPTIONS", at)
		}
	}
	for _, from := range p.aliases {
		short := strings.TrimSuffix(from, "/")
		for _, f := range []string{from, short, from + "?q=a%20b&c", short + "?", strings.ToUpper(short), short + "/x", short + ".html", short + "//"} {
			get(f)
		}
		add("HEAD", from)
		add("POST", from)
	}
	for _, l := range languageHeaders {
		for _, at := range []string{base + "/", base + "/?x=1", base, base + "/index.html"} {
			if at != "" {
				add("GET", at, "Accept-Language: "+l)
			}
		}
		if !strings.ContainsAny(l, ",;") {
			add("GET", base+"/", "Accept-Language: en", "Cookie: nf_lang="+l)
		}
	}
	for _, name := range []string{
		"/nothing", "/nothing/", "/en/nothing", "/en/nothing/at/all", "/nl/nothing.css", "/en", "/EN/", "/enx", "/assets/nothing.css", "/assets/", "/assets", "/files/", "/search/nothing.json",
		"/_headers", "/_redirects", "/_headers/", "/.baken", "/.baken/", "/.git/config", "/.htaccess", "/en/.env", "/.well-known/", "/.well-known/security.txt", "/.well-known/acme",
		"/en/../en/", "/en/./", "/en/..", "/..", "/../../etc/passwd", "/en/%2e%2e/", "/en/%2E", "/en/%5C", `/en/\`, "/en/%0d%0aX:y", "/en/a%7f", "/en%2Fnew/", "/%2F", "/en/a%2Fb",
		"/en//new/", "//en/new", "//", "//example.net/x", "///", "/en/new//?x", "/%65n/", "/%65n/new", "/en/new/?", "/en/new?", "/en/new/index.html?x", "/index.html", "/404.html", "/404",
		"/en/404.html", "/en/404", "/en/404/", "/en/flat", "/en/flat/", "/en/flat.html", "/en/flat/?x=1", "/files/page", "/files/page/", "/api/feedback", "/api/", "/healthz", "/en/new;x", "/en/new/&x", "/index",
	} {
		get(base + name)
		if base != "" {
			get(name)
		}
		add("HEAD", base+name)
		add("PUT", base+name)
	}
	add("GET", "/")
	return out
}

// TestSameAnswers asks servers that run with the configuration that is written for them, and
// package server, for the same.
func TestSameAnswers(t *testing.T) {
	for _, p := range []portal{
		made(t, "https://www.example.org/", "en", "nl", "pt-BR"),
		made(t, "https://www.example.org/guide/", "nl", "en"),
		made(t, "https://www.example.org/team/bücher/", "en"),
		repository(t, "https://portal.example.org"),
	} {
		t.Run(p.name, func(t *testing.T) {
			p.asks = false // TestFeedback asks the service.
			handler, err := server.NewUnder(p.base.Path, p.artifacts, slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			own := httptest.NewServer(handler)
			t.Cleanup(own.Close)
			servers := serversFor(t, p, "127.0.0.1:8081")
			host := strings.TrimPrefix(p.base.Origin, "https://")
			requests := p.requests()
			failed := map[string]int{}
			for _, r := range requests {
				want := ask(t, "tcp", own.Listener.Addr().String(), host, r)
				for name, s := range servers {
					got := ask(t, "unix", s.socket, host, r)
					if p.allowed(r, want, got) {
						continue
					}
					if lines := differences(want, got); len(lines) > 0 {
						if failed[name]++; failed[name] <= 30 {
							t.Errorf("%s: %s\n\t%s", name, r, strings.Join(lines, "\n\t"))
						}
					}
				}
			}
			for name, s := range servers {
				t.Logf("%s: %d of %d answers differ", name, failed[name], len(requests))
				p.conditions(t, name, s, host)
			}
		})
	}
}

// conditions checks that files have entity tags by which clients ask for them again.
func (p portal) conditions(t *testing.T, name string, s *started, host string) {
	t.Helper()
	tags := map[string]string{}
	for _, a := range p.artifacts {
		if strings.HasPrefix(a.Path, "_") || path.Base(a.Path) == "404.html" || a.Open != nil {
			continue
		}
		at := p.base.Address(a.Path)
		for _, coding := range []string{"identity", "gzip"} {
			r := request{method: "GET", target: at, headers: []string{"Accept-Encoding: " + coding}}
			first := ask(t, "unix", s.socket, host, r)
			if first.etag == "" && first.status == 200 && name == "serve" && isImmutable(first) {
				continue // Nothing asks whether a file has changed that never does.
			}
			if first.etag == "" || first.status != 200 {
				t.Errorf("%s: %s: status %d, entity tag %q", name, r, first.status, first.etag)
				continue
			}
			// Each coding is a representation of its own (RFC 9110, section 8.8.3.3).
			if coding == "gzip" && first.headers["Content-Encoding"] != "" && first.etag == tags[at] {
				t.Errorf("%s: %s has the entity tag of another coding", name, r)
			}
			tags[at] = first.etag
			r.headers = append(r.headers, "If-None-Match: "+first.etag)
			again := ask(t, "unix", s.socket, host, r)
			if again.status != 304 || again.body != "" || again.headers["Cache-Control"] != first.headers["Cache-Control"] || again.headers["Vary"] != first.headers["Vary"] {
				t.Errorf("%s: %s: %+v", name, r, again)
			}
			r.headers[1] = `If-None-Match: "other"`
			if other := ask(t, "unix", s.socket, host, r); other.status != 200 {
				t.Errorf("%s: %s: %d", name, r, other.status)
			}
		}
	}
	if len(tags) < 10 {
		t.Errorf("only %d files", len(tags))
	}
}

// allowed reports whether answers may differ: where a server refuses what it doesn't understand
// before any configuration counts; and outside of the site, where a server resolves dots and
// encoded slashes that lead into it, while package server finds nothing.
func (p portal) allowed(r request, want, got answer) bool {
	base := p.base.Path
	if base != "" && r.target != base && !strings.HasPrefix(r.target, base+"/") {
		return strings.Contains(r.target, "%2F") || dotted.MatchString(r.target)
	}
	refused := []int{400, 404, 405}
	return slices.Contains(refused, want.status) && got.status == 400 && got.headers["Location"] == "" &&
		(strings.ContainsAny(r.target, `\<>`) || dotted.MatchString(r.target))
}

// dotted matches targets with a segment of dots.
var dotted = regexp.MustCompile(`(?i)/(?:\.|%2e){1,2}(?:/|\?|$)`)
