package langdetect_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/langdetect"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/plaintext"
)

// worst are the texts that take the most time, each repeated to a size. They are in English, so
// that they pass the prefilter.
var worst = map[string]string{
	"quotes that open":   "the 'house and 'that „is “with ",
	"quotes":             "the 'house' and „that“ is with ",
	"emphasis in blocks": "the *house* and that is with him and they were\n\n",
	"paragraphs":         "the house and that is with him and they were\n\n",
	"terms":              "the and that and this and then that ",
}

func converter(tb testing.TB) *markdown.Converter {
	d, err := langdetect.New("nl", []string{"nl", "en"}, []markdown.Term{{ID: "t", Forms: []string{"that and this"}}})
	if err != nil {
		tb.Fatal(err)
	}
	return markdown.New(markdown.Options{Language: "nl", Linters: []plaintext.Linter{d.Lint}})
}

func fill(s string, size int) []byte { return []byte(strings.Repeat(s, size/len(s))) }

// TestGrowth checks that linting takes linear time.
func TestGrowth(t *testing.T) {
	c := converter(t)
	for name := range worst {
		t.Run(name, func(t *testing.T) {
			growthtest.Linear(t, func(size int) []byte { return fill(worst[name], size) }, func(src []byte) { c.Convert(nil, "p.md", src, 1) })
		})
	}
}

func BenchmarkLint(b *testing.B) {
	c := converter(b)
	for name := range worst {
		b.Run(name, func(b *testing.B) {
			growthtest.Bench(b, func(size int) []byte { return fill(worst[name], size) }, func(src []byte) { c.Convert(nil, "p.md", src, 1) })
		})
	}
}
