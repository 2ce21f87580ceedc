package source_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/growthtest"
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

// TestDecodeIsLinear holds decoding a text to linear time.
func TestDecodeIsLinear(t *testing.T) {
	for name, text := range worst {
		t.Run(name, func(t *testing.T) {
			growthtest.Linear(t, func(size int) []byte { return fill(text, size) }, func(src []byte) {
				source.Decode("f", src)
			})
		})
	}
}

func BenchmarkText(b *testing.B) {
	for name, text := range worst {
		b.Run(name, func(b *testing.B) {
			growthtest.Bench(b, func(size int) fs.FS {
				return fstest.MapFS{"f": {Data: fill(text, size)}}
			}, func(fsys fs.FS) {
				if _, _, err := source.Text(fsys, "f"); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}
