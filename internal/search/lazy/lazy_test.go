package lazy_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/lazy"
)

// pages are the texts of pages, and count how often one is read.
type pages struct {
	texts []string
	reads *atomic.Int64
}

func (p pages) Len() int           { return len(p.texts) }
func (p pages) URL(i int) string   { return "/" + p.texts[i] + "/" }
func (p pages) Version(i int) any  { return p.texts[i] }
func (pages) Synonyms() [][]string { return nil }
func (p pages) Read(i int, page *search.Page) {
	p.reads.Add(1)
	page.URL, page.Title = p.URL(i), p.texts[i]
	page.Text = append(page.Text, p.texts[i]...)
	page.Sections = append(page.Sections, search.Section{End: len(page.Text)})
}

func indexes(texts map[string]string, reads *atomic.Int64, caches *lazy.Caches) *lazy.Indexes {
	return lazy.New([]string{"aa", "bb"}, func(code string) index.Versioned {
		return pages{strings.Fields(texts[code]), reads}
	}, caches, nil)
}

// TestFind has many requests at once, which share each index.
func TestFind(t *testing.T) {
	var reads atomic.Int64
	var caches lazy.Caches
	x := indexes(map[string]string{"aa": "one two three", "bb": "two four"}, &reads, &caches)
	if reads.Load() > 0 {
		t.Error("an index was made before it was asked for")
	}
	for _, path := range []string{"search/", "search/x/aa.json", "aa.json", "search/aa", "index.html", "search/aa.jsonx"} {
		if _, found := x.Find(path); found || reads.Load() > 0 {
			t.Errorf("%s: found %t, and %d pages were read", path, found, reads.Load())
		}
	}
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			a, found := x.Find("search/aa.json")
			if !found {
				t.Error("there is no manifest")
				return
			}
			content, err := a.Append(nil)
			var m search.Manifest
			if err != nil || json.Unmarshal(content, &m) != nil || m.Units != 3 {
				t.Errorf("%s, %v", content, err)
			}
			for _, s := range append(slices.Concat(m.Stops, m.Terms, m.Endings), search.Shard{Name: search.FileName(m.Texts[0], 0)}) {
				if shard, found := x.Find("search/" + s.Name + ".json"); !found {
					t.Errorf("there is no shard %s", s.Name)
				} else if content, err := shard.Append(nil); err != nil || *shard.Sum != search.Sum(content) {
					t.Errorf("%s: %s, %v", s.Name, content, err)
				}
			}
		})
	}
	group.Wait()
	if n := reads.Load(); n != 3 {
		t.Errorf("%d pages were read, want 3", n)
	}
	if _, found := x.Find("search/AAAAAAAA-0.json"); found || reads.Load() != 5 {
		t.Errorf("a shard that isn't there: found %t, and %d pages were read, want 5", found, reads.Load())
	}
	all, err := x.Artifacts(t.Context())
	if err != nil || reads.Load() != 5 {
		t.Error(err, reads.Load())
	}
	for _, a := range all {
		want, err := a.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		b, found := x.Find(a.Path)
		if !found {
			t.Fatalf("%s isn't found", a.Path)
		}
		if got, err := b.Append(nil); err != nil || string(got) != string(want) || b.MediaType != a.MediaType {
			t.Errorf("%s: %s, %v", a.Path, got, err)
		}
	}
	// The next model reads only pages that differ, chunk by chunk.
	next := indexes(map[string]string{"aa": "one two five", "bb": "two four"}, &reads, &caches)
	if _, err := next.Artifacts(t.Context()); err != nil || reads.Load() != 8 {
		t.Errorf("%v; %d pages were read", err, reads.Load()-5)
	}
}

// TestCancelled asks for an index that was given up before.
func TestCancelled(t *testing.T) {
	var reads atomic.Int64
	x := indexes(map[string]string{"aa": "one", "bb": ""}, &reads, new(lazy.Caches))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Index(ctx, "aa"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	made, err := x.Index(t.Context(), "aa")
	if err != nil || made.Manifest.Units != 1 {
		t.Error(err, made)
	}
	again, err := x.Index(t.Context(), "aa")
	if err != nil || again != made {
		t.Error("the index was made twice", err)
	}
}
