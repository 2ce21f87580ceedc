package searchtest

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/bench/corpus"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/query"
)

var large = flag.Bool("large", false, "measure the transfer on 20,000 pages")

// limits of what queries load, in bytes as brotli sends them.
const (
	portalFirst            = 25 << 10
	largeFirst, largeLater = 40 << 10, 30 << 10
	// shown is the number of results whose texts are loaded.
	shown = 3
)

// compressed returns the length of a content as brotli has it.
func compressed(t testing.TB, content []byte) int {
	t.Helper()
	out, err := asset.AppendBrotli(nil, content)
	if err != nil {
		t.Fatal(err)
	}
	return len(out)
}

// transfer returns what each query loads beyond the manifest, with nothing in the cache; size
// returns what a file takes.
func transfer(t testing.TB, x *index.Index, queries []string, size func(name string, content []byte) int) []int {
	t.Helper()
	load := loader(x)
	sizes := map[string]int{}
	out := make([]int, len(queries))
	for i, q := range queries {
		total := 0
		e, err := query.New(x.Manifest, func(name string) ([]byte, error) {
			content, err := load(name)
			if _, known := sizes[name]; !known {
				sizes[name] = size(name, content)
			}
			total += sizes[name]
			return content, err
		})
		if err != nil {
			t.Fatal(err)
		}
		a, err := e.Search(q)
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
		out[i] = total
	}
	return out
}

func manifestSize(t testing.TB, x *index.Index) int {
	t.Helper()
	manifest, err := json.Marshal(x.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	return compressed(t, manifest)
}

// scriptSize is what the scripts of search have, as they stand: pages send them minified.
func scriptSize(t testing.TB) int {
	t.Helper()
	total := 0
	for _, name := range []string{"assets/search/words.js", "assets/search/query.js", "assets/search/search.js"} {
		text, err := os.ReadFile(root + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		total += compressed(t, text)
	}
	return total
}

// percentile returns the value that a share of all values don't exceed.
func percentile(values []int, share float64) int {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// report prints what queries load and how large an index is, and holds the limits.
func report(t *testing.T, name string, x *index.Index, pages int, queries []string, first, later int) {
	t.Helper()
	sizes := transfer(t, x, queries, func(_ string, content []byte) int { return compressed(t, content) })
	manifest, script := manifestSize(t, x), scriptSize(t)
	total := manifest
	for _, f := range x.Files {
		content, err := f.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		total += len(content)
	}
	p95, most := percentile(sizes, 0.95), slices.Max(sizes)
	if later == 0 { // Then the limit is that of every first query.
		p95 = most
	}
	t.Logf("%s: %d pages, %d files, %d bytes a page; script %d, manifest %d, query %d (median), %d (95 %%), %d (most); first query %d (95 %%)",
		name, pages, len(x.Files), total/pages, script, manifest, percentile(sizes, 0.5), p95, most, script+manifest+p95)
	if script+manifest+p95 > first {
		t.Errorf("%s: the first query loads %d bytes, at most %d are allowed", name, script+manifest+p95, first)
	}
	if later > 0 && p95 > later {
		t.Errorf("%s: a query loads %d bytes, at most %d are allowed", name, p95, later)
	}
}

// TestTransfer holds what a query on the portal loads.
func TestTransfer(t *testing.T) {
	p := portal(t)
	for _, lang := range p.Model.Languages {
		s := written(t, p, lang)
		report(t, "portal/"+lang, built(t, lang, source{s}), len(s.Pages), texts(s), portalFirst, 0)
	}
}

// TestLargeTransfer holds what a query on 20,000 pages in two languages loads.
func TestLargeTransfer(t *testing.T) {
	if !*large {
		t.Skip("SKIPPED: -large isn't given")
	}
	for _, lang := range []string{"nl", "en"} {
		small, err := Corpus(lang, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		rng := rand.New(rand.NewPCG(1, 2))
		var queries []string
		for _, i := range rng.Perm(len(small.Queries)) {
			queries = append(queries, small.Queries[i].Text)
		}
		queries = queries[:min(len(queries), 1000)]
		s, err := Corpus(lang, 1, 10)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		x := built(t, lang, source{s})
		t.Logf("%s: the index of %d pages took %v", lang, len(s.Pages), time.Since(start).Round(time.Millisecond))
		report(t, "corpus/"+lang, x, len(s.Pages), queries, largeFirst, largeLater)
	}
}

// TestLargeSite does the same on the corpus that builds are measured with, whose words mean little:
// a query is two words of a title, or one of them with a typing error.
func TestLargeSite(t *testing.T) {
	if !*large {
		t.Skip("SKIPPED: -large isn't given")
	}
	c, err := corpus.New(1, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for f := range c.Baken() {
		files[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{Date: day})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err)
	}
	for _, lang := range p.Model.Languages {
		src := p.Searched(lang)
		start := time.Now()
		x := built(t, lang, src)
		t.Logf("%s: the index of %d pages took %v", lang, src.Len(), time.Since(start).Round(time.Millisecond))
		rng := rand.New(rand.NewPCG(3, 4))
		all := p.Model.Pages
		var queries []string
		for len(queries) < 1000 {
			page := all[rng.IntN(len(all))]
			if page.Lang != lang {
				continue
			}
			w := strings.Fields(page.Meta.Title.V)
			q := w[rng.IntN(len(w))]
			if len(queries)%2 == 0 && len([]rune(q)) > 5 {
				q = misspell(rng, q)
			} else {
				q += " " + w[rng.IntN(len(w))]
			}
			queries = append(queries, q)
		}
		report(t, "site/"+lang, x, src.Len(), queries, largeFirst, largeLater)
	}
}
