package position

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/growthtest"
)

// TestPositions compares positions of offsets in any order with counting from the start.
func TestPositions(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, src := range []string{
		"", "a", strings.Repeat("één ‘twee’ 👩\u200d👧\n", 1000), strings.Repeat("€", 5000), strings.Repeat("\n", 9000),
		strings.Repeat("x", stride-1) + "€" + strings.Repeat("y\n", stride),
	} {
		p := New([]byte(src), 3)
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
			if got := p.At(offset); got != want {
				t.Fatalf("%.20q: %d is at %v, want %v", src, offset, got, want)
			}
		}
	}
}

// TestBackAndForth checks that offsets that alternate between the ends of a text take linear
// time.
func TestBackAndForth(t *testing.T) {
	growthtest.Linear(t, func(size int) string { return strings.Repeat("é", size/2) }, func(text string) {
		p := New([]byte(text), 1)
		for i := 0; i < len(text); i += 64 {
			p.At(len(text) - i)
			p.At(i)
		}
	})
}
