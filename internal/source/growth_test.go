package source_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"baken.example/baken/internal/source"
)

// worst are texts that cost the most to decode, each made to a size.
var worst = map[string]string{
	"quotes":            "’",
	"emoji":             "👩\u200d👩\u200d👧\u200d👦",
	"ellipses":          "…\n",
	"words":             "Zo’n ‘voorbeeld’ – met “aanhalingstekens” – staat in elke tekst…\n",
	"turned lines":      "\u202e\n",
	"turned long lines": "\u2067" + strings.Repeat("é", 100) + "\n",
	"inaudible math":    "\u2061",
	"line ends":         "\r\n\r",
}

func fill(s string, size int) []byte { return []byte(strings.Repeat(s, size/len(s))) }

// decoding returns the least of three times that a text of a size takes.
func decoding(text string, size int) time.Duration {
	least := time.Duration(1<<63 - 1)
	for range 3 {
		src := fill(text, size)
		start := time.Now()
		source.Decode("f", src)
		least = min(least, time.Since(start))
	}
	return least
}

// TestDecodeIsLinear holds the time of a text to less than ten times that of one a quarter as long; a
// scan to the end of the text for each character takes sixteen times.
func TestDecodeIsLinear(t *testing.T) {
	for name, text := range worst {
		small, large := decoding(text, 1<<16), decoding(text, 1<<18)
		if large > 10*small+5*time.Millisecond {
			t.Errorf("%s: %v for 64 KiB, %v for 256 KiB", name, small, large)
		}
	}
}

func BenchmarkText(b *testing.B) {
	for name, text := range worst {
		fsys := fstest.MapFS{"f": {Data: fill(text, 1<<20)}}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(1 << 20)
			for b.Loop() {
				if _, _, err := source.Text(fsys, "f"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
