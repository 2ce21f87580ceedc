package search_test

import (
	"cmp"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"unicode/utf16"

	"baken.example/baken/internal/search"
)

func TestPostings(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var want []search.Posting
		unit := 0
		for range r.IntN(50) {
			unit += r.IntN(1 << r.IntN(20))
			want = append(want, search.Posting{Unit: unit, Section: r.IntN(1 << r.IntN(12)), Weight: 1 + r.IntN(search.MaxWeight)})
		}
		encoded := string(search.AppendPostings(nil, want))
		got, ok := search.Postings(encoded)
		if !ok || !reflect.DeepEqual(got, want) {
			t.Fatalf("%v was read back as %v, %t", want, got, ok)
		}
	}
}

func TestBrokenPostings(t *testing.T) {
	for _, s := range []string{"(", "((", "(((", "H", "((\\", "\\()", "hhhhhhhh()", "(()!", "(()i", "(() "} {
		if got, ok := search.Postings(s); ok {
			t.Errorf("Postings(%q) = %v, though they are broken", s, got)
		}
	}
}

func FuzzPostings(f *testing.F) {
	f.Add("(()")
	f.Fuzz(func(t *testing.T, s string) {
		if postings, ok := search.Postings(s); ok {
			again, ok := search.Postings(string(search.AppendPostings(nil, postings)))
			if !ok || !slices.Equal(again, postings) {
				t.Errorf("%q was read as %v, and that as %v", s, postings, again)
			}
		}
	})
}

// TestCompare compares words as JavaScript does: by code units.
func TestCompare(t *testing.T) {
	words := []string{"", "a", "ab", "b", "é", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "\U0010FFFF", "a\U00010000", "a\uFFFD", "zz"}
	for _, a := range words {
		for _, b := range words {
			want := slices.CompareFunc(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)), cmp.Compare)
			if got := search.Compare(a, b); got != want {
				t.Errorf("Compare(%q, %q) = %d; by code units it is %d", a, b, got, want)
			}
		}
	}
}

func TestReverse(t *testing.T) {
	for word, want := range map[string]string{"": "", "a": "a", "één": "néé", "a\U0001F600b": "b\U0001F600a"} {
		if got := search.Reverse(word); got != want {
			t.Errorf("Reverse(%q) = %q, want %q", word, got, want)
		}
	}
}
