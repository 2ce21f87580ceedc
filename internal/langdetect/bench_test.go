package langdetect_test

import (
	"os"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/langdetect"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/plaintext"
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
	nothing := func(*plaintext.Document, *diag.List) {}
	for _, bench := range []struct {
		name    string
		linters []plaintext.Linter
	}{{"without", nil}, {"nothing", []plaintext.Linter{nothing}}, {"foreign", []plaintext.Linter{d.Lint}}} {
		b.Run(bench.name, func(b *testing.B) {
			c := markdown.New(markdown.Options{Language: "en", Linters: bench.linters})
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				c.Convert(nil, "page.en.md", src, 1)
			}
		})
	}
}

// BenchmarkSentences measures the detector alone, on texts of which no sentence, or one in each
// block, is in another language.
func BenchmarkSentences(b *testing.B) {
	const own = "We check who may read the records, and write down what we have found. It takes an hour. "
	for name, text := range map[string]string{
		"own":   own,
		"mixed": own + "Wij bewaren de gegevens niet langer dan nodig is voor het onderzoek. ",
	} {
		b.Run(name, func(b *testing.B) {
			d, err := langdetect.New("en", []string{"nl", "en"}, nil)
			if err != nil {
				b.Fatal(err)
			}
			w := plaintext.Document{}
			for range 100 {
				start := len(w.Text)
				w.Text = append(w.Text, text...)
				w.Blocks = append(w.Blocks, plaintext.Block{
					Kind: plaintext.ParagraphBlock, Passage: plaintext.Passage{Start: start, End: len(w.Text)},
				})
				w.Text = append(w.Text, '\n')
			}
			b.SetBytes(int64(len(w.Text)))
			for b.Loop() {
				var list diag.List
				d.Lint(&w, &list)
				if (list.Len() > 0) != (name == "mixed") {
					b.Fatalf("%d findings", list.Len())
				}
			}
		})
	}
}
