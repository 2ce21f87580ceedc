package index_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
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
		if want := build(t, src); !reflect.DeepEqual(got, want) {
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
