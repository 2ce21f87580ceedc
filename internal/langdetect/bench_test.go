package langdetect_test

import (
	"os"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/langdetect"
	"baken.example/baken/internal/markdown"
)

// BenchmarkConvert measures the conversion of a page with the detector, with a linter that does
// nothing, and without linters.
func BenchmarkConvert(b *testing.B) {
	src, err := os.ReadFile("../markdown/testdata/page.md")
	if err != nil {
		b.Fatal(err)
	}
	d, err := langdetect.New("en", []string{"nl", "en"}, nil)
	if err != nil {
		b.Fatal(err)
	}
	nothing := func(*markdown.PlainText, *diag.List) {}
	for _, bench := range []struct {
		name    string
		linters []markdown.Linter
	}{{"without", nil}, {"nothing", []markdown.Linter{nothing}}, {"foreign", []markdown.Linter{d.Lint}}} {
		b.Run(bench.name, func(b *testing.B) {
			c := markdown.New(markdown.Options{Language: "en", Linters: bench.linters})
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				c.Convert(nil, "page.en.md", src, 1)
			}
		})
	}
}
