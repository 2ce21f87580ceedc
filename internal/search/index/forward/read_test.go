package forward

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/language"
	"baken.example/baken/internal/spool"
)

// source has a number of pages, and counts how often one is read.
type source struct {
	pages int
	reads *atomic.Int64
}

func (s source) Len() int { return s.pages }

func (s source) Read(i int, p *search.Page) {
	s.reads.Add(1)
	p.Key, p.URL, p.Title = fmt.Sprint("page", i), fmt.Sprintf("/page/%d/", i), fmt.Sprint("Incident report ", i)
	p.Text = fmt.Append(p.Text, "Report incidents to the response team. Page ", i)
	p.Sections = append(p.Sections, search.Section{End: len(p.Text)})
	p.Links = append(p.Links, search.Link{Key: "page0", Text: "the first report"})
}

func (s source) Synonyms() [][]string { return [][]string{{"team", "crew"}} }

// read reads the pages of a source into blocks of three, except for those that have been read.
func read(t *testing.T, ctx context.Context, src source, texts *spool.File, blocks []*Block) ([]*Block, error) {
	t.Helper()
	lang, err := language.Of("en")
	if err != nil {
		t.Fatal(err)
	}
	stemmer, err := language.NewStemmer(lang.Rules())
	if err != nil {
		t.Fatal(err)
	}
	var ends []int
	for end := 3; end < src.pages+3; end += 3 {
		ends = append(ends, min(end, src.pages))
	}
	if blocks == nil {
		blocks = make([]*Block, len(ends))
	}
	return blocks, Read(ctx, src, stemmer, NewSynonyms(src.Synonyms()), texts, ends, blocks)
}

func TestRead(t *testing.T) {
	src := source{20, new(atomic.Int64)}
	blocks, err := read(t, t.Context(), src, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var occurrences Occurrences
	for i, b := range blocks {
		pages := min(3, src.pages-3*i)
		if len(b.Pages) != pages || len(b.Units) != pages || len(b.Sections) != pages || len(b.Ends) != pages || len(b.Links) != pages {
			t.Fatalf("block %d: %+v", i, b)
		}
		all, err := occurrences.Of(b)
		if err != nil {
			t.Fatal(err)
		}
		start := 0
		for j, end := range b.Ends {
			frequency := map[string]float32{}
			for _, o := range all[start:end] {
				frequency[b.Words[o.Word]] = o.Frequency
			}
			start = end
			// A word in title and text weighs more than one in the text, and a stop word is in
			// none.
			if f := frequency; f["report"] <= f["team"] || f["team"] <= 0 || f["to"] != 0 || f[fmt.Sprint(3*i+j)] <= f["team"] {
				t.Errorf("section %d of block %d has the words %v", j, i, f)
			}
		}
		text, err := b.Text.AppendRange(nil, 0, b.Text.Len())
		if err != nil || len(text) != b.Units[pages-1].End || text[len(text)-1] != ',' {
			t.Errorf("the text of block %d: %q, %v", i, text, err)
		}
		if l := b.Links[0]; l.Key != "page0" || len(l.Words) == 0 || b.Words[l.Words[len(l.Words)-1]] != "report" {
			t.Errorf("block %d has the link %+v", i, l)
		}
	}
}

// TestReadAgain holds that only blocks are read that are missing, and that these are as before.
func TestReadAgain(t *testing.T) {
	src := source{20, new(atomic.Int64)}
	before, err := read(t, t.Context(), src, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	src.reads.Store(0)
	some := slices.Clone(before)
	some[2], some[6] = nil, nil
	if _, err := read(t, t.Context(), src, nil, some); err != nil {
		t.Fatal(err)
	}
	if n := src.reads.Load(); n != 5 {
		t.Errorf("%d pages were read, want 5", n)
	}
	if !reflect.DeepEqual(some, before) || some[0] != before[0] {
		t.Error("the blocks are others")
	}
}

// TestReadSpooled holds that blocks in a spool have the same content.
func TestReadSpooled(t *testing.T) {
	texts, err := spool.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer texts.Close()
	src := source{20, new(atomic.Int64)}
	want, err := read(t, t.Context(), src, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := read(t, t.Context(), src, texts, nil)
	if err != nil {
		t.Fatal(err)
	}
	var one, other Occurrences
	for i := range want {
		a, err := one.Of(want[i])
		b, spooledErr := other.Of(got[i])
		if err != nil || spooledErr != nil || !slices.Equal(a, b) {
			t.Errorf("block %d has the occurrences %v, want %v (%v, %v)", i, b, a, spooledErr, err)
		}
		n := want[i].Text.Len()
		text, err := want[i].Text.AppendRange(nil, 1, n)
		spooled, spooledErr := got[i].Text.AppendRange(nil, 1, n)
		if err != nil || spooledErr != nil || string(text) != string(spooled) {
			t.Errorf("block %d has the text %q, want %q (%v, %v)", i, spooled, text, spooledErr, err)
		}
	}
}

func TestReadCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := read(t, ctx, source{20, new(atomic.Int64)}, nil, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
