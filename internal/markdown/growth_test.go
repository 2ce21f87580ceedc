package markdown

import (
	"testing"

	"baken.example/baken/internal/growthtest"
)

// TestGrowth holds converting hostile texts to linear time, or to bounds.
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
