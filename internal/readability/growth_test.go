package readability_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/plaintext"
	"baken.example/baken/internal/readability"
)

// worst are the texts that take the most time, each repeated to a size.
var worst = map[string]string{
	"initials":                "A. B. ",
	"abbreviations":           "QWX bcd ",
	"abbreviations explained": "(QWX) ",
	"parentheses":             "QWX (",
	"parentheses closed":      "ab QWX (cd ef) ",
	"opened once":             "",
	"sentences":               "Aa bb. ",
	"no sentence":             "aa bb, ",
	"marks":                   ". ' \" ",
}

func text(name string, size int) []byte {
	if name == "opened once" {
		return []byte("aa (" + strings.Repeat("QWX bcd ", size/8))
	}
	return []byte(strings.Repeat(worst[name], size/len(worst[name])))
}

func converter(tb testing.TB) *markdown.Converter {
	lint, err := readability.New(readability.Options{Language: "nl", Levels: readability.Levels{SentenceWords: 20, ReadingEase: 60}})
	if err != nil {
		tb.Fatal(err)
	}
	return markdown.New(markdown.Options{Language: "nl", Linters: []plaintext.Linter{lint}})
}

// TestGrowth checks that linting takes linear time.
func TestGrowth(t *testing.T) {
	c := converter(t)
	for name := range worst {
		t.Run(name, func(t *testing.T) {
			growthtest.Linear(t, func(size int) []byte { return text(name, size) }, func(src []byte) { c.Convert(nil, "p.md", src, 1) })
		})
	}
}

func BenchmarkLook(b *testing.B) {
	c := converter(b)
	for name := range worst {
		b.Run(name, func(b *testing.B) {
			growthtest.Bench(b, func(size int) []byte { return text(name, size) }, func(src []byte) { c.Convert(nil, "p.md", src, 1) })
		})
	}
}
