package searchtest

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"sync/atomic"
	"testing"

	"baken.example/baken/internal/server"
)

// mostFirst is the number of bytes that the first query of a reader with an empty cache may take,
// with brotli. Browsers ask for gzip only where a site is served without TLS.
const mostFirst = 25 << 10

// loaded matches the addresses of what the page that searches loads at once: styles, scripts and
// pictures.
var loaded = regexp.MustCompile(`<(?:link rel="stylesheet" href|script type="module" src|img src)="([^"]+)"`)

// TestFirstQuery holds what the first query of a reader with an empty cache takes, for each of the
// queries that people wrote for the portal: page, styles, scripts, manifest, shards and texts, as
// baken serve sends them, with the headers.
func TestFirstQuery(t *testing.T) {
	p := portal(t)
	artifacts, err := p.Published(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	site, err := server.New(artifacts, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{"nl": "/nl/zoeken/", "en": "/en/search/"}
	for _, coding := range []string{"br", "gzip"} {
		w := newWire(t, site, coding)
		for _, lang := range p.Model.Languages {
			page := w.size(t, pages[lang])
			found := loaded.FindAllSubmatch(w.plain(t, pages[lang]), -1)
			if len(found) < 4 {
				t.Fatalf("%s loads %q", pages[lang], found)
			}
			for _, m := range found {
				page += w.size(t, string(m[1]))
			}
			manifest := w.size(t, "/search/"+lang+".json")
			x, err := p.Indexes().Index(t.Context(), lang)
			if err != nil {
				t.Fatal(err)
			}
			queries := texts(written(t, p, lang))
			all := transfer(t, x, queries, func(name string, _ []byte) int { return w.size(t, "/search/"+name+".json") })
			most := slices.Index(all, slices.Max(all))
			t.Logf("%s, %s: page %d, manifest %d; %d first queries: %d (median), %d (most, %q)",
				coding, lang, page, manifest, len(all), page+manifest+percentile(all, 0.5), page+manifest+all[most], queries[most])
			allowed := mostFirst
			if !*hold {
				allowed += mostFirst / 50 // An edit of a page or a style moves it.
			}
			for i, n := range all {
				if n += page + manifest; coding == "br" && n > allowed {
					t.Errorf("%q takes %d bytes, at most %d are allowed", queries[i], n, allowed)
				}
			}
		}
	}
}

// texts returns the queries of a set.
func texts(s *Set) []string {
	out := make([]string, len(s.Queries))
	for i, q := range s.Queries {
		out[i] = q.Text
	}
	return out
}

// wire measures the answers of a handler, as Chromium counts them: headers and compressed contents.
type wire struct {
	client         http.Client
	origin, coding string
	received       atomic.Int64
	sizes          map[string]int
}

func newWire(t *testing.T, h http.Handler, coding string) *wire {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	w := &wire{origin: s.URL, coding: coding, sizes: map[string]int{}}
	w.client.Transport = &http.Transport{
		DisableCompression: true,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := new(net.Dialer).DialContext(ctx, network, address)
			return received{c, &w.received}, err
		},
	}
	return w
}

// received counts the bytes that a connection receives.
type received struct {
	net.Conn
	n *atomic.Int64
}

func (r received) Read(b []byte) (int, error) {
	n, err := r.Conn.Read(b)
	r.n.Add(int64(n))
	return n, err
}

// size returns the number of bytes of the answer for a path.
func (w *wire) size(t testing.TB, path string) int {
	t.Helper()
	if n, known := w.sizes[path]; known {
		return n
	}
	before := w.received.Load()
	w.get(t, path, w.coding)
	w.sizes[path] = int(w.received.Load() - before)
	return w.sizes[path]
}

// plain returns the content at a path.
func (w *wire) plain(t testing.TB, path string) []byte { return w.get(t, path, "identity") }

func (w *wire) get(t testing.TB, path, coding string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.origin+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", coding)
	answer, err := w.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", path, answer.StatusCode, err)
	}
	return content
}
