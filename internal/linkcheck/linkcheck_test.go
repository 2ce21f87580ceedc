package linkcheck_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/linkcheck"
)

// host is a server that records its requests.
type host struct {
	*httptest.Server
	mu             sync.Mutex
	requests       []string
	agents         []string
	now, mostAtOne int
}

func newHost(t *testing.T, answer http.HandlerFunc) *host {
	h := &host{}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.requests = append(h.requests, r.Method+" "+r.URL.String())
		h.agents = append(h.agents, r.UserAgent())
		h.now++
		h.mostAtOne = max(h.mostAtOne, h.now)
		h.mu.Unlock()
		answer(w, r)
		h.mu.Lock()
		h.now--
		h.mu.Unlock()
	}))
	t.Cleanup(h.Close)
	return h
}

func (h *host) asked() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.Join(h.requests, ", ")
}

func options() linkcheck.Options {
	return linkcheck.Options{
		Transport: linkcheck.PrivateTransport(), Agent: linkcheck.Agent("https://guide.test"),
		Timeout: 10 * time.Second, Patience: 30 * time.Second, Hosts: 4,
		Wait: func(context.Context, time.Duration) error { return errors.New("nobody asked to wait") },
	}
}

func check(t *testing.T, o linkcheck.Options, urls ...string) (linkcheck.Result, []string) {
	t.Helper()
	var links []linkcheck.Link
	for i, u := range urls {
		links = append(links, linkcheck.Link{URL: u, File: "page.md", Pos: diag.Pos{Line: i + 1, Column: 1}})
	}
	r, err := linkcheck.Check(t.Context(), links, o)
	if err != nil {
		t.Fatal(err)
	}
	sorted := r.Findings.WithSeverities(nil)
	var found []string
	for _, f := range sorted.All() {
		found = append(found, fmt.Sprintf("%d %s: %s | %s", f.Line, f.Code, f.Message, f.Hint))
	}
	return r, found
}

// TestAnswers checks the findings for answers of a host, and the requests that it gets.
func TestAnswers(t *testing.T) {
	codes := func(codes map[string]int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(codes[r.Method]) }
	}
	for _, test := range []struct {
		name        string
		answer      http.HandlerFunc
		asked, want string
		undecided   int
	}{
		{name: "there", answer: codes(map[string]int{"HEAD": 200}), asked: "HEAD /a"},
		{name: "no content", answer: codes(map[string]int{"HEAD": 204}), asked: "HEAD /a"},
		{name: "no HEAD", answer: codes(map[string]int{"HEAD": 405, "GET": 200}), asked: "HEAD /a, GET /a"},
		{name: "HEAD unknown", answer: codes(map[string]int{"HEAD": 501, "GET": 200}), asked: "HEAD /a, GET /a"},
		{name: "HEAD forbidden", answer: codes(map[string]int{"HEAD": 403, "GET": 200}), asked: "HEAD /a, GET /a"},
		{name: "HEAD not found", answer: codes(map[string]int{"HEAD": 404, "GET": 200}), asked: "HEAD /a, GET /a"},
		{name: "not found", answer: codes(map[string]int{"HEAD": 404, "GET": 404}), asked: "HEAD /a, GET /a", want: "link-external: link to %q: there is nothing at this address (404)"},
		{name: "gone", answer: codes(map[string]int{"HEAD": 410, "GET": 410}), asked: "HEAD /a, GET /a", want: "link-external: link to %q: it has gone for good (410)"},
		{name: "failing", answer: codes(map[string]int{"HEAD": 500, "GET": 500}), asked: "HEAD /a, GET /a", want: "link-external: link to %q: its server fails (500)"},
		{name: "login", answer: codes(map[string]int{"HEAD": 401, "GET": 401}), asked: "HEAD /a, GET /a", undecided: 1},
		{name: "forbidden", answer: codes(map[string]int{"HEAD": 403, "GET": 403}), asked: "HEAD /a, GET /a", undecided: 1},
		{name: "no patience given", answer: codes(map[string]int{"HEAD": 429}), asked: "HEAD /a", undecided: 1},
		{name: "a large body", answer: func(w http.ResponseWriter, r *http.Request) {
			if r.Method == "HEAD" {
				w.WriteHeader(405)
				return
			}
			for range 10_000 {
				if _, err := w.Write(make([]byte, 10_000)); err != nil {
					return // The client doesn't read on.
				}
			}
			panic("all of it was read")
		}, asked: "HEAD /a, GET /a"},
		{name: "hangs up", answer: func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, asked: "HEAD /a, GET /a",
			want: "link-external: link to %q: it doesn't answer as a web server does"},
		{name: "moved for a while", answer: func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/a" {
				http.Redirect(w, r, "/b", http.StatusFound)
			}
		}, asked: "HEAD /a, HEAD /b"},
		{name: "moved", answer: func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/a" {
				http.Redirect(w, r, "/b", http.StatusMovedPermanently)
			}
		}, asked: "HEAD /a, HEAD /b", want: "link-moved: link to %q: it has moved for good"},
		{name: "moved to nothing", answer: func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/a" {
				http.Redirect(w, r, "/b", http.StatusPermanentRedirect)
				return
			}
			w.WriteHeader(404)
		}, asked: "HEAD /a, HEAD /b, GET /b", want: "link-external: link to %q: there is nothing at this address (404)"},
		{name: "circles", answer: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, map[string]string{"/a": "/b", "/b": "/a"}[r.URL.Path], http.StatusFound)
		}, asked: "HEAD /a, HEAD /b", want: "link-external: link to %q: it leads on in circles"},
		{name: "another scheme", answer: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(302)
		}, asked: "HEAD /a", want: "link-external: link to %q: it leads on to what isn't an address"},
		{name: "scripts", answer: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "ftp://host.test/a")
			w.WriteHeader(302)
		}, asked: "HEAD /a", want: `link-external: link to %q: it leads on to an address of the scheme "ftp"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHost(t, test.answer)
			r, found := check(t, options(), h.URL+"/a#part")
			want := ""
			if test.want != "" {
				want = "1 " + fmt.Sprintf(test.want, h.URL+"/a#part")
			}
			got, hint, _ := strings.Cut(strings.Join(found, "\n"), " | ")
			if got != want || r.Undecided != test.undecided {
				t.Errorf("%q and %d undecided, want %q and %d", got, r.Undecided, want, test.undecided)
			}
			if strings.Contains(want, "link-moved") && hint != "write "+h.URL+"/b#part" {
				t.Errorf("the remedy is %q", hint)
			}
			// Package http may retry after a closed connection.
			if asked := h.asked(); asked != test.asked && test.name != "hangs up" {
				t.Errorf("asked %s, want %s", asked, test.asked)
			}
			if slices.ContainsFunc(h.agents, func(a string) bool { return a != "Baken-link-check (+https://guide.test/)" }) {
				t.Errorf("it was %q who asked", h.agents)
			}
		})
	}
}

func TestEndlessRedirects(t *testing.T) {
	h := newHost(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path+"a", http.StatusFound)
	})
	_, found := check(t, options(), h.URL+"/a")
	if len(found) != 1 || !strings.Contains(found[0], "without an end") || len(h.requests) > 25 {
		t.Errorf("%q after %d requests", found, len(h.requests))
	}
}

// TestOneAtATime requests many addresses of two hosts, some of which redirect from one to the
// other.
func TestOneAtATime(t *testing.T) {
	both := make(chan struct{}) // Closed once both hosts have a request at the same time.
	var a, b *host
	var once sync.Once
	meet := func(other func() *host) {
		o := other()
		o.mu.Lock()
		busy := o.now > 0
		o.mu.Unlock()
		if busy {
			once.Do(func() { close(both) })
		}
	}
	hold := func(r *http.Request, other func() *host) {
		if r.URL.Path != "/0" {
			return
		}
		meet(other)
		select {
		case <-both:
		case <-r.Context().Done():
		}
	}
	b = newHost(t, func(w http.ResponseWriter, r *http.Request) { hold(r, func() *host { return a }) })
	a = newHost(t, func(w http.ResponseWriter, r *http.Request) {
		hold(r, func() *host { return b })
		if r.URL.Path == "/7" {
			http.Redirect(w, r, b.URL+"/from-a", http.StatusFound)
		}
	})
	var urls []string
	for i := range 20 {
		urls = append(urls, fmt.Sprint(a.URL, "/", i), fmt.Sprint(b.URL, "/", i), fmt.Sprint(b.URL, "/", i, "#again"))
	}
	var last, total int
	o := options()
	o.Progress = func(done, of int) { last, total = done, of }
	if _, found := check(t, o, urls...); len(found) > 0 {
		t.Error(found)
	}
	if a.mostAtOne != 1 || b.mostAtOne != 1 {
		t.Errorf("%d and %d requests at once to a host", a.mostAtOne, b.mostAtOne)
	}
	if len(a.requests) != 20 || len(b.requests) != 21 {
		t.Errorf("%d and %d requests", len(a.requests), len(b.requests))
	}
	if last != 40 || total != 40 {
		t.Errorf("progress ended at %d of %d", last, total)
	}
}

func TestPatience(t *testing.T) {
	for _, test := range []struct {
		name, after, asked string
		again              int
		waited             time.Duration
		undecided          int
	}{
		{"once", "7", "HEAD /, HEAD /", 200, 7 * time.Second, 0},
		{"in vain", "7", "HEAD /, HEAD /", 429, 7 * time.Second, 1},
		{"too long", "3600", "HEAD /", 200, 0, 1},
		{"nonsense", "soon", "HEAD /", 200, 0, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			first := true
			h := newHost(t, func(w http.ResponseWriter, r *http.Request) {
				if first {
					first = false
					w.Header().Set("Retry-After", test.after)
					w.WriteHeader(429)
					return
				}
				w.WriteHeader(test.again)
			})
			var waited time.Duration
			o := options()
			o.Wait = func(_ context.Context, d time.Duration) error { waited += d; return nil }
			r, found := check(t, o, h.URL+"/")
			if len(found) > 0 || r.Undecided != test.undecided || waited != test.waited || h.asked() != test.asked {
				t.Errorf("%q, %d undecided, waited %v, asked %s", found, r.Undecided, waited, h.asked())
			}
		})
	}
}

func TestSlow(t *testing.T) {
	h := newHost(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	other := newHost(t, func(http.ResponseWriter, *http.Request) {})
	o := options()
	o.Timeout = 500 * time.Millisecond // long enough to be asked, and for the other host to answer
	_, found := check(t, o, h.URL+"/1", h.URL+"/2", h.URL+"/3", h.URL+"/4", h.URL+"/5", other.URL)
	if len(found) != 5 || !strings.Contains(found[4], "5 link-external") || !strings.Contains(found[4], "in time") {
		t.Errorf("%q", found)
	}
	if asked := h.asked(); asked != "HEAD /1, HEAD /2, HEAD /3" {
		t.Errorf("asked %s", asked)
	}
}

func TestUnreachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	defer secure.Close()
	plain := newHost(t, func(http.ResponseWriter, *http.Request) {})
	_, found := check(t, options(), closed+"/1", closed+"/2", secure.URL, strings.Replace(plain.URL, "http:", "https:", 1), "http://me:secret@127.0.0.1/")
	for i, want := range []string{"the connection is refused", "the connection is refused", "comes from nobody who is trusted", "doesn't speak TLS", "name or password"} {
		if !strings.HasPrefix(found[i], fmt.Sprint(i+1, " link-external")) || !strings.Contains(found[i], want) {
			t.Errorf("%q, want %q", found[i], want)
		}
	}
	if all := strings.Join(found, ""); strings.Contains(all, "secret") {
		t.Errorf("the password is shown: %q", all)
	}
}

// failing is a transport with a different error for each host.
type failing func(host string) error

func (f failing) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := f(r.URL.Host); err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: 200, Body: http.NoBody}, nil
}

func TestOffline(t *testing.T) {
	dns := func(found bool) failing {
		return func(host string) error {
			return &net.OpError{Op: "dial", Err: &net.DNSError{Err: "failure", Name: host, IsNotFound: !found, IsTemporary: found}}
		}
	}
	for _, test := range []struct {
		name    string
		network failing
		hosts   int
		offline bool
		found   int
	}{
		{"one host that isn't there", dns(false), 1, false, 1},
		{"four hosts that aren't there", dns(false), 4, false, 4},
		{"no host is there", dns(false), 40, true, 0},
		{"nobody tells addresses", dns(true), 1, true, 0},
		{"one host answers", func(host string) error {
			if host == "h1.test" {
				return nil
			}
			return dns(false)(host)
		}, 40, false, 39},
	} {
		t.Run(test.name, func(t *testing.T) {
			var links []linkcheck.Link
			for i := range test.hosts {
				links = append(links, linkcheck.Link{URL: fmt.Sprintf("http://h%d.test/", i+1), File: "page.md", Pos: diag.Pos{Line: i + 1}})
			}
			o := options()
			o.Transport, o.Hosts = test.network, 1
			r, err := linkcheck.Check(t.Context(), links, o)
			if (err != nil) != test.offline || r.Findings.Len() != test.found {
				t.Errorf("%v, %d findings", err, r.Findings.Len())
			}
		})
	}
}

// TestEndsWithItsContext cancels the context once the first host has answered: its answers are
// returned and cached.
func TestEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	interrupt := errors.New("interrupted")
	h := newHost(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/1":
		case "/2":
			w.WriteHeader(http.StatusGone)
		default:
			cancel(interrupt)
			<-r.Context().Done()
		}
	})
	o := options()
	file := filepath.Join(t.TempDir(), "links.json")
	o.Cache, _ = linkcheck.OpenCache(file, time.Now())
	var links []linkcheck.Link
	for i := range 5 {
		links = append(links, linkcheck.Link{URL: fmt.Sprintf("%s/%d", h.URL, i+1), File: "page.md", Pos: diag.Pos{Line: i + 1}})
	}
	r, err := linkcheck.Check(ctx, links, o)
	if !errors.Is(err, interrupt) || r.Unasked != 3 || r.Total != 5 || r.Findings.Len() != 1 || r.Findings.All()[0].Line != 2 {
		t.Errorf("%v, %+v", err, r)
	}
	if asked := h.asked(); asked != "HEAD /1, HEAD /2, GET /2, HEAD /3" {
		t.Errorf("asked %s", asked)
	}
	if err := o.Cache.Save(); err != nil {
		t.Fatal(err)
	}
	o.Cache, _ = linkcheck.OpenCache(file, time.Now())
	if r, err := linkcheck.Check(t.Context(), links[:1], o); err != nil || r.Unasked != 0 {
		t.Errorf("%v, %+v", err, r)
	}
	if asked := h.asked(); strings.Count(asked, "/1") != 1 {
		t.Errorf("asked %s", asked)
	}
}

// redirecting is a transport in which public hosts redirect to an address, and that passes on all
// other requests.
type redirecting struct {
	to   string
	rest http.RoundTripper
}

func (n redirecting) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "public.test" {
		return n.rest.RoundTrip(r)
	}
	return &http.Response{StatusCode: http.StatusFound, Header: http.Header{"Location": {n.to}}, Body: http.NoBody, Request: r}, nil
}

// TestPublicOnly links to services of this machine and of its network, directly and by redirects of
// a public host.
func TestPublicOnly(t *testing.T) {
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"} {
		t.Setenv(name, "")
	}
	h := newHost(t, func(http.ResponseWriter, *http.Request) {})
	_, port, err := net.SplitHostPort(strings.TrimPrefix(h.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{
		"127.0.0.1", "localhost", "LOCALHOST.", "a.localhost", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "0.0.0.0", "[::1]", "[::]",
		"[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "169.254.169.254", "[fd00:ec2::254]", "intranet", "printer.local", "metadata.google.internal",
		"router.home.arpa",
	} {
		address := "http://" + host + ":" + port + "/"
		o := options()
		o.Transport = linkcheck.Transport()
		if _, found := check(t, o, address); len(found) != 1 || !strings.Contains(found[0], "isn't public") || !strings.Contains(found[0], "--private") {
			t.Errorf("%s: %q", address, found)
		}
		o.Transport = redirecting{address, linkcheck.Transport()}
		_, found := check(t, o, "http://public.test/")
		if len(found) != 1 || !strings.Contains(found[0], "it leads on to ") || !strings.Contains(found[0], "isn't public") {
			t.Errorf("by way of another: %s: %q", address, found)
		}
	}
	if asked := h.asked(); asked != "" {
		t.Errorf("asked %s", asked)
	}
	o := options()
	o.Transport = redirecting{h.URL + "/", linkcheck.PrivateTransport()}
	if _, found := check(t, o, h.URL, "http://public.test/"); len(found) > 0 || h.asked() == "" {
		t.Errorf("where it may: %q, asked %q", found, h.asked())
	}
}

// TestProxy uses a proxy at a private address, as in the networks of many organisations.
func TestProxy(t *testing.T) {
	direct := newHost(t, func(http.ResponseWriter, *http.Request) {})
	o := options()
	o.Transport = linkcheck.ThroughProxy(direct.URL)
	_, found := check(t, o, "http://public.test/", "http://10.0.0.1/", "http://intranet/",
		// In spellings that browsers map to such an address or name (UTS 46).
		"http://127.0.0.①/", "http://１０．０．０．１/", "http://printer.ⓛocal/", "http://metadata.google。internal/", "http://localhost．/")
	if len(found) != 7 || direct.asked() != "HEAD http://public.test/" {
		t.Errorf("%q, asked %s", found, direct.asked())
	}
}

// TestBlockedPorts links to services that don't speak HTTP.
func TestBlockedPorts(t *testing.T) {
	o := options()
	o.Transport = linkcheck.PrivateTransport()
	_, found := check(t, o, "http://127.0.0.1:25/", "http://127.0.0.1:6667/", "http://127.0.0.1:022/")
	for i, f := range found {
		if !strings.Contains(f, "browsers refuse the port") {
			t.Error(i, f)
		}
	}
	if len(found) != 3 {
		t.Errorf("%q", found)
	}
}
