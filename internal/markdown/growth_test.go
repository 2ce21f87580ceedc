package markdown

import (
	"testing"

	"baken.example/baken/internal/growthtest"
)

// TestGrowth checks that converting hostile texts takes linear time, or exceeds a bound.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	c := New(testOptions())
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			growthtest.Linear(t, func(size int) []byte { return []byte(text(size)) }, func(src []byte) {
				c.Convert(nil, "p.md", src, 1)
			})
		})
	}
}

func BenchmarkHostile(b *testing.B) {
	c := New(testOptions())
	for name, text := range hostile {
		b.Run(name, func(b *testing.B) {
			growthtest.Bench(b, func(size int) []byte { return []byte(text(size)) }, func(src []byte) {
				c.Convert(nil, "p.md", src, 1)
			})
		})
	}
}
