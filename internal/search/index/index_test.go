package index_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/spool"
)

// pages is a source in memory.
type pages []search.Page

func (p pages) Len() int { return len(p) }

func (p pages) Read(i int, into *search.Page) {
	into.URL, into.Title, into.Description = p[i].URL, p[i].Title, p[i].Description
	into.Sections = append(into.Sections, p[i].Sections...)
	into.Text = append(into.Text, p[i].Text...)
}

func (pages) Synonyms() [][]string {
	return [][]string{{"csirt", "computer security incident response team"}}
}

// randomPages returns pages of words that follow Zipf's law.
func randomPages(r *rand.Rand, n int) pages {
	vocabulary := make([]string, 3000)
	for i := range vocabulary {
		for range 1 + r.IntN(4) {
			vocabulary[i] += []string{"be", "ver", "in", "ci", "dent", "team", "cri", "sis", "meld", "ing", "huis", "en", "é", "ß", "\U00010400"}[r.IntN(15)]
		}
	}
	zipf := rand.NewZipf(r, 1.2, 2, uint64(len(vocabulary)-1))
	words := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(vocabulary[zipf.Uint64()])
			b.WriteByte(" \n"[min(1, r.IntN(12)/11)])
		}
		return b.String()
	}
	out := make(pages, n)
	for i := range out {
		p := &out[i]
		p.URL, p.Title, p.Description = fmt.Sprintf("/nl/%d/", i), words(3), words(10)
		for j := range 1 + r.IntN(6) {
			s := search.Section{Start: len(p.Text)}
			if j > 0 {
				s.Anchor, s.Heading = fmt.Sprint("s", j), words(4)
			}
			p.Text = append(p.Text, words(r.IntN(60))...)
			if r.IntN(40) == 0 {
				p.Text = append(p.Text, words(4000)...)
			}
			s.End = len(p.Text)
			p.Sections = append(p.Sections, s)
		}
	}
	return out
}

func build(t testing.TB, src search.Source) *index.Index {
	t.Helper()
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(t.Context(), lang, src)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// contents returns the decoded file with a name.
func contents[T any](t *testing.T, x *index.Index, name string) (value T) {
	t.Helper()
	i := slices.IndexFunc(x.Files, func(f index.File) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("the index has no file %q", name)
	}
	content, err := x.Files[i].Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := search.Sum(content); got != x.Files[i].Sum {
		t.Fatalf("the file %s has the checksum %x, not %x", name, got, x.Files[i].Sum)
	}
	if err := json.Unmarshal(content, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// TestShards checks the promises of the format: each word is in the shard to which its bounds lead,
// and each text in the file of its unit.
func TestShards(t *testing.T) {
	for _, n := range []int{0, 1, 40, 700} {
		src := randomPages(rand.New(rand.NewPCG(uint64(n), 1)), n)
		x := build(t, src)
		m := x.Manifest
		// forms holds every word of the site that isn't a stop word, with whether it has been found
		// by its ending.
		forms := map[string]bool{}
		stops := strings.Fields(m.Rules.Stop)
		for kind, shards := range [][]search.Shard{m.Terms, m.Stops} {
			seen := map[string]bool{}
			for i, s := range shards {
				for _, term := range contents[[]search.Term](t, x, s.Name) {
					all := strings.Fields(term.Forms)
					lists := strings.Split(term.Postings, " ")
					if len(lists) > 1+len(all) {
						t.Errorf("%q has %d lists of postings", term.Forms, len(lists))
					}
					for _, list := range lists {
						postings, ok := search.Postings(list)
						if !ok || len(postings) > search.MaxPostings {
							t.Errorf("%q has broken or too many postings", term.Forms)
						}
						for _, p := range postings {
							if p.Unit >= m.Units || p.Weight < 1 {
								t.Errorf("%q has the posting %v, of %d units", term.Forms, p, m.Units)
							}
						}
					}
					if !slices.ContainsFunc(all, func(f string) bool { return slices.Contains(stops, f) == (kind == 1) }) {
						t.Errorf("%q is among the wrong terms", term.Forms)
					}
					for _, f := range all {
						if seen[f] {
							t.Errorf("%q is in two classes", f)
						}
						seen[f] = true
						if kind == 0 && !slices.Contains(stops, f) {
							forms[f] = false
						}
						if search.Compare(f, s.Bound) < 0 || i+1 < len(shards) && search.Compare(f, shards[i+1].Bound) >= 0 {
							t.Errorf("%q is in the shard from %q", f, s.Bound)
						}
					}
				}
			}
		}
		for i, s := range m.Endings {
			for _, f := range strings.Fields(contents[string](t, x, s.Name)) {
				reversed := search.Reverse(f)
				if search.Compare(reversed, s.Bound) < 0 || i+1 < len(m.Endings) && search.Compare(reversed, m.Endings[i+1].Bound) >= 0 {
					t.Errorf("%q is in the list from %q", f, s.Bound)
				}
				if found, known := forms[f]; !known || found {
					t.Errorf("%q is listed by its ending twice, or isn't a word of the site", f)
				}
				forms[f] = true
			}
		}
		for f, found := range forms {
			if len([]rune(f)) >= 4 != found {
				t.Errorf("%q: listed by its ending: %t", f, found)
			}
		}
		checkTexts(t, x, src)
	}
}

// checkTexts checks that the units hold all pages, in their order, with all of their text.
func checkTexts(t *testing.T, x *index.Index, src pages) {
	t.Helper()
	m := x.Manifest
	var names []string
	for i := range (m.Units + m.Per - 1) / m.Per {
		names = append(names, search.FileName(m.Texts[i/m.Group], i%m.Group))
	}
	if len(m.Texts) != (len(names)+m.Group-1)/m.Group {
		t.Errorf("%d groups of %d text files each, of %d", len(m.Texts), m.Group, len(names))
	}
	texts, urls, unit := map[string]string{}, []string{}, 0
	for _, name := range names {
		units := contents[[]search.TextUnit](t, x, name)
		for _, u := range units {
			if slices.Contains(m.Continued, unit) != (len(urls) > 0 && urls[len(urls)-1] == u.URL) {
				t.Errorf("unit %d, of %s: whether it continues a page isn't right", unit, u.URL)
			}
			if !slices.Contains(m.Continued, unit) {
				urls = append(urls, u.URL)
			}
			unit++
			for _, s := range u.Sections {
				texts[u.URL+"#"+s.Anchor] += s.Text
			}
		}
		if len(units) > m.Per {
			t.Errorf("the file %s has %d units", name, len(units))
		}
	}
	if unit != m.Units || len(urls) != len(src) {
		t.Errorf("%d units of %d pages; the manifest has %d, of %d", unit, len(urls), m.Units, len(src))
	}
	for _, p := range src {
		for _, s := range p.Sections {
			if got, want := texts[p.URL+"#"+s.Anchor], string(p.Text[s.Start:s.End]); got != want {
				t.Errorf("%s#%s has %d bytes of text, want %d", p.URL, s.Anchor, len(got), len(want))
			}
		}
	}
}

func TestDeterministic(t *testing.T) {
	src := randomPages(rand.New(rand.NewPCG(7, 7)), 300)
	want := build(t, src)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, n := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(n)
		if got := build(t, src); !reflect.DeepEqual(got, want) {
			t.Errorf("with %d processors the index is another", n)
		}
	}
}

// TestSpooled holds that an index with its texts in a file is the same.
func TestSpooled(t *testing.T) {
	src := randomPages(rand.New(rand.NewPCG(3, 1)), 300)
	want := build(t, src)
	texts, err := spool.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	got, err := index.BuildSpooled(t.Context(), lang, src, texts)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Manifest, want.Manifest) || len(got.Files) != len(want.Files) {
		t.Fatal("the manifest is another")
	}
	for i, f := range got.Files {
		content, err := f.Append(nil)
		expected, _ := want.Files[i].Append(nil)
		if err != nil || f.Name != want.Files[i].Name || f.Sum != search.Sum(expected) || !bytes.Equal(content, expected) {
			t.Errorf("file %d, %s, is another: %v", i, f.Name, err)
		}
	}
	if err := texts.Close(); err != nil {
		t.Error(err)
	}
	if _, err := got.Files[len(got.Files)-1].Append(nil); err == nil {
		t.Error("a text is read though the spool is closed")
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	lang, err := language.Of("nl")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := index.Build(ctx, lang, randomPages(rand.New(rand.NewPCG(1, 1)), 100)); err == nil {
		t.Error("a cancelled build returned an index")
	}
}

func BenchmarkBuild(b *testing.B) {
	src := randomPages(rand.New(rand.NewPCG(1, 1)), 1000)
	bytes := 0
	for _, p := range src {
		bytes += len(p.Text)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		build(b, src)
	}
}
