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

	"baken.example/baken/internal/search/query"
	"baken.example/baken/internal/server"
)

// mostFirst is the number of bytes that the first query of a reader with an empty cache may take.
const mostFirst = 25 << 10

// wire counts the bytes that a client receives, as Chromium counts them: those of the headers and
// of the compressed contents.
type wire struct {
	client   *http.Client
	origin   string
	coding   string
	received atomic.Int64
	sizes    map[string]int
}

// counted is a connection whose received bytes are counted.
type counted struct {
	net.Conn
	received *atomic.Int64
}

func (c counted) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.received.Add(int64(n))
	return n, err
}

func newWire(t *testing.T, h http.Handler, coding string) *wire {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	w := &wire{origin: s.URL, coding: coding, sizes: map[string]int{}}
	transport := &http.Transport{DisableCompression: true}
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, address)
		return counted{c, &w.received}, err
	}
	w.client = &http.Client{Transport: transport}
	return w
}

// size returns the number of bytes of the answer for a path.
func (w *wire) size(t *testing.T, path string) int {
	t.Helper()
	if n, known := w.sizes[path]; known {
		return n
	}
	before := w.received.Load()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.origin+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", w.coding)
	got, err := w.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	if _, err := io.Copy(io.Discard, got.Body); err != nil || got.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", path, got.StatusCode, err)
	}
	w.sizes[path] = int(w.received.Load() - before)
	return w.sizes[path]
}

// loaded matches the addresses of what a page loads at once: styles, scripts and pictures.
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
	slugs := map[string]string{"nl": "/nl/zoeken/", "en": "/en/search/"}
	for _, coding := range []string{"br"} {
		w := newWire(t, site, coding)
		for _, lang := range p.Model.Languages {
			x, err := p.Indexes().Index(t.Context(), lang)
			if err != nil {
				t.Fatal(err)
			}
			load := loader(x)
			page := w.size(t, slugs[lang])
			for _, m := range loaded.FindAllStringSubmatch(w.text(t, slugs[lang]), -1) {
				page += w.size(t, m[1])
			}
			manifest := w.size(t, "/search/"+lang+".json")
			kinds := map[string]string{}
			for _, s := range x.Manifest.Terms {
				kinds[s.Name] = "term"
			}
			for _, s := range x.Manifest.Stops {
				kinds[s.Name] = "stop"
			}
			for _, s := range x.Manifest.Endings {
				kinds[s.Name] = "end"
			}
			type cost struct {
				query string
				total int
				n     map[string]int
				b     map[string]int
			}
			var all []cost
			for _, q := range written(t, p, lang).Queries {
				c := cost{q.Text, page + manifest, map[string]int{}, map[string]int{}}
				e, err := query.New(x.Manifest, func(name string) ([]byte, error) {
					n := w.size(t, "/search/"+name+".json")
					k := kinds[name]
					if k == "" {
						k = "text"
					}
					c.n[k]++
					c.b[k] += n
					c.total += n
					return load(name)
				})
				if err != nil {
					t.Fatal(err)
				}
				a, err := e.Search(q.Text)
				if err != nil {
					t.Fatal(err)
				}
				for _, page := range a.Pages[:min(len(a.Pages), shown)] {
					for _, hit := range page.Hits {
						if _, err := e.Unit(hit.Unit); err != nil {
							t.Fatal(err)
						}
					}
				}
				all = append(all, c)
			}
			slices.SortFunc(all, func(a, b cost) int { return b.total - a.total })
			t.Logf("%s %s page %d manifest %d; median %d", coding, lang, page, manifest, all[len(all)/2].total)
			over := 0
			for _, c := range all {
				if c.total > mostFirst {
					over++
				}
			}
			t.Logf("over: %d of %d", over, len(all))
			for _, c := range all[:6] {
				t.Logf("%d %q %v %v", c.total, c.query, c.n, c.b)
			}
			s := map[string]int{}
			n := map[string]int{}
			for _, c := range all {
				for k, b := range c.b {
					s[k] += b
					n[k] += c.n[k]
				}
			}
			t.Logf("mean: %v %v files %d terms %d stops %d ends %d units %d per %d", n, s, len(x.Files), len(x.Manifest.Terms), len(x.Manifest.Stops), len(x.Manifest.Endings), x.Manifest.Units, x.Manifest.Per)
		}
	}
}

// text returns the content at a path.
func (w *wire) text(t *testing.T, path string) string {
	t.Helper()
	got, err := http.Get(w.origin + path)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	b, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
