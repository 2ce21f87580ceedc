package index_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/language"
)

// edited holds pages with versions, and counts those that are read.
type edited struct {
	pages
	versions []int
	synonyms [][]string
	reads    *atomic.Int64
}

func (e edited) URL(i int) string { return e.pages[i].URL }

func (e edited) Version(i int) any { return e.versions[i] }

func (e edited) Synonyms() [][]string { return e.synonyms }

func (e edited) Read(i int, p *search.Page) {
	e.reads.Add(1)
	e.pages.Read(i, p)
}

// TestCache holds the index that a cache makes after each of many edits equal to one that is made
// without a cache, and that few pages are read again.
func TestCache(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	src := edited{pages: randomPages(r, 1500), reads: new(atomic.Int64), synonyms: pages{}.Synonyms()}
	last := 0
	for range src.pages {
		last++
		src.versions = append(src.versions, last)
	}
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	var cache index.Cache
	for edit := range 12 {
		src.reads.Store(0)
		got, err := cache.Build(t.Context(), lang, src)
		if err != nil {
			t.Fatal(err)
		}
		reads := src.reads.Load()
		if want := build(t, src); !same(t, got, want) {
			t.Fatalf("edit %d: the index isn't that of a clean build", edit)
		}
		// A chunk has at most 257 pages.
		if whole := edit == 0 || edit == 8; whole != (reads == int64(len(src.pages))) || !whole && reads > 520 {
			t.Errorf("edit %d: %d of %d pages were read", edit, reads, len(src.pages))
		}
		src.pages, src.versions = slices.Clone(src.pages), slices.Clone(src.versions)
		i := r.IntN(len(src.pages))
		last++
		switch other := randomPages(r, 1)[0]; {
		case edit == 7:
			src.synonyms = [][]string{{"meld", "ingen"}}
		case edit%3 == 0:
			other.URL = src.pages[i].URL
			src.pages[i], src.versions[i] = other, last
		case edit%3 == 1:
			other.URL = fmt.Sprint("/nl/new", edit, "/")
			src.pages, src.versions = slices.Insert(src.pages, i, other), slices.Insert(src.versions, i, last)
		default:
			src.pages, src.versions = slices.Delete(src.pages, i, i+1), slices.Delete(src.versions, i, i+1)
		}
	}
}

// TestCacheOfGrowingSite has a site grow until its pages are split into larger units, and shrink.
func TestCacheOfGrowingSite(t *testing.T) {
	src := edited{pages: randomPages(rand.New(rand.NewPCG(6, 6)), 210), reads: new(atomic.Int64)}
	for i := range src.pages {
		p := &src.pages[i]
		for range 3 { // Until there is more than one small unit.
			p.Sections = append(p.Sections, search.Section{Anchor: "more", Heading: "More", Start: len(p.Text), End: len(p.Text) + 1500})
			p.Text = append(p.Text, bytes.Repeat([]byte("more "), 300)...)
		}
		src.versions = append(src.versions, i)
	}
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	var cache index.Cache
	for _, n := range []int{200, 201, 210, 200} {
		some := src
		some.pages, some.versions = src.pages[:n], src.versions[:n]
		got, err := cache.Build(t.Context(), lang, some)
		if err != nil {
			t.Fatal(err)
		}
		if want := build(t, some); !same(t, got, want) {
			t.Errorf("the index of %d pages isn't that of a clean build", n)
		}
		if small := got.Manifest.Units > 2*n; small != (n == 200) {
			t.Errorf("%d pages are in %d units", n, got.Manifest.Units)
		}
	}
}

func TestCacheOfNoPages(t *testing.T) {
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	src := edited{reads: new(atomic.Int64)}
	got, err := new(index.Cache).Build(t.Context(), lang, src)
	if err != nil || !reflect.DeepEqual(got, build(t, src)) {
		t.Error(err, got)
	}
}

// BenchmarkCache makes the index of 10,000 pages again after one of them has changed.
func BenchmarkCache(b *testing.B) {
	src := edited{pages: randomPages(rand.New(rand.NewPCG(5, 5)), 10_000), reads: new(atomic.Int64)}
	src.versions = make([]int, len(src.pages))
	for i := range src.versions {
		src.versions[i] = i
	}
	lang, err := language.Of("nl")
	if err != nil {
		b.Fatal(err)
	}
	var cache index.Cache
	for b.Loop() {
		if _, err := cache.Build(b.Context(), lang, src); err != nil {
			b.Fatal(err)
		}
		src.versions[len(src.versions)/2] += len(src.versions)
	}
}

// same reports whether two indexes have the same manifest and files. Those of a cache are
// compressed.
func same(t *testing.T, a, b *index.Index) bool {
	t.Helper()
	if !reflect.DeepEqual(a.Manifest, b.Manifest) || len(a.Files) != len(b.Files) {
		return false
	}
	for i, f := range a.Files {
		of, err := f.Append([]byte("before"))
		other, otherErr := b.Files[i].Append([]byte("before"))
		if err != nil || otherErr != nil {
			t.Error(err, otherErr)
		}
		if f.Name != b.Files[i].Name || !bytes.Equal(of, other) {
			return false
		}
	}
	return true
}

// TestConcurrentBuilds has several callers make an index with one cache, which all get that of a
// clean build.
func TestConcurrentBuilds(t *testing.T) {
	src := edited{pages: randomPages(rand.New(rand.NewPCG(7, 7)), 300), reads: new(atomic.Int64)}
	for i := range src.pages {
		src.versions = append(src.versions, i)
	}
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	want := build(t, src)
	var cache index.Cache
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			got, err := cache.Build(t.Context(), lang, src)
			if err != nil {
				t.Error(err)
			} else if !same(t, got, want) {
				t.Error("the index isn't that of a clean build")
			}
		})
	}
	all.Wait()
}
