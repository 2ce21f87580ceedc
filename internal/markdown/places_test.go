package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/growthtest"
)

// Places are those that counting from the start gives, in whatever order they are asked for.
func TestPlaces(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, src := range []string{
		"", "a", strings.Repeat("één ‘twee’ 👩\u200d👧\n", 1000), strings.Repeat("€", 5000), strings.Repeat("\n", 9000),
		strings.Repeat("x", stride-1) + "€" + strings.Repeat("y\n", stride),
	} {
		p := places{src: []byte(src), first: 3}
		for range 2000 {
			offset := random.IntN(len(src) + 1)
			for offset < len(src) && !utf8.RuneStart(src[offset]) {
				offset--
			}
			before := src[:offset]
			want := diag.Pos{
				Line:   3 + strings.Count(before, "\n"),
				Column: 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]),
			}
			if got := p.at(offset); got != want {
				t.Fatalf("%.20q: %d is at %v, want %v", src, offset, got, want)
			}
		}
	}
}

// TestPlacesBackAndForth holds offsets that alternate between the ends of a text to linear time.
func TestPlacesBackAndForth(t *testing.T) {
	growthtest.Linear(t, func(size int) string { return strings.Repeat("é", size/2) }, func(text string) {
		p := places{src: []byte(text), first: 1}
		for i := 0; i < len(text); i += 64 {
			p.at(len(text) - i)
			p.at(i)
		}
	})
}
