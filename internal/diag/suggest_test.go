package diag

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/agnivade/levenshtein"

	"baken.example/baken/internal/growthtest"
)

// The distance of a word is that of the library, and the nearest candidate the first of those that
// are the fewest edits away.
func TestNearestIsNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abé-")
	text := func(most int) string {
		out := make([]rune, 2+random.IntN(most-1))
		for i := range out {
			out[i] = letters[random.IntN(len(letters))]
		}
		return string(out)
	}
	for _, most := range []int{3, 8, 64, 90} {
		for range 2000 {
			asked := text(most)
			candidates := []string{text(most), text(most), asked[:len(asked)/2] + text(3), text(most)}
			w, _ := newWord(asked)
			if w.length <= 64 {
				for _, c := range candidates {
					if got, want := w.distance(strings.ToLower(c)), levenshtein.ComputeDistance(w.lower, strings.ToLower(c)); got != want {
						t.Fatalf("%q, %q: %d, want %d", asked, c, got, want)
					}
				}
			}
			want, least := "", w.near
			for _, c := range candidates {
				d := levenshtein.ComputeDistance(w.lower, strings.ToLower(c))
				if swapped(w.lower, strings.ToLower(c)) {
					d = 1
				}
				if c != asked && d < least {
					want, least = c, d
				}
			}
			if got, _ := Nearest(asked, candidates); got != want {
				t.Fatalf("%q in %q: %q, want %q", asked, candidates, got, want)
			}
		}
	}
}

func TestNearestBounds(t *testing.T) {
	long := strings.Repeat("é", longest)
	if got, ok := Nearest(long, []string{long + "x"}); !ok {
		t.Errorf("nothing is near %d characters: %q", longest, got)
	}
	if _, ok := Nearest(long+"é", []string{long}); ok {
		t.Errorf("a word of %d characters is compared", longest+1)
	}
}

func TestSpeller(t *testing.T) {
	var s Speller
	candidates := []string{"title"}
	for i := range MaxSuggestions {
		if got := s.DidYouMean(fmt.Sprintf("titl%c", 0x4e00+i), candidates); got == "" {
			t.Fatalf("nothing is suggested for word %d", i)
		}
	}
	last := fmt.Sprintf("titl%c", 0x4e00+MaxSuggestions-1)
	if s.DidYouMean(last, candidates) == "" || s.DidYouMean("titel", candidates) != "" {
		t.Error("the answer to the last word is lost, or another word is looked for")
	}
}

// unlike are so many bytes of words to compare with, none of them near the words that are asked
// for.
func unlike(size int) []string {
	var out []string
	for i := range size / 20 {
		out = append(out, fmt.Sprintf("samenwerking-%07d", i))
	}
	return out
}

// Words and candidates grow together.
func TestSpellerGrowth(t *testing.T) {
	growthtest.Linear(t, unlike, func(candidates []string) {
		var s Speller
		for i := range candidates {
			s.DidYouMean(fmt.Sprintf("overdracht-%09d", i), candidates)
		}
	})
	growthtest.Linear(t, func(size int) string { return strings.Repeat("a", size) }, func(word string) {
		Nearest(word, []string{word[1:], word + "b", "title"})
	})
}

func BenchmarkNearest(b *testing.B) {
	growthtest.Bench(b, unlike, func(candidates []string) { Nearest("overdracht-000000001", candidates) })
}
