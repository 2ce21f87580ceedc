package markdown

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/markdowntest"
)

// FuzzNothingLost holds that each visible word of a text is in its HTML, or that a finding stands
// on its line.
func FuzzNothingLost(f *testing.F) {
	for _, src := range caseSources(f) {
		f.Add([]byte(src))
	}
	converter := New(testOptions())
	f.Fuzz(func(t *testing.T, src []byte) {
		if utf8.Valid(src) && len(src) <= 1<<14 {
			checkLost(t, converter, src)
		}
	})
}

// caseSources returns the sources of the cases.
func caseSources(tb testing.TB) (sources []string) {
	tb.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		tb.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		for _, block := range strings.Split(string(text), caseLine) {
			if parts := strings.Split(block, partLine); len(parts) > 1 {
				sources = append(sources, unescape.Replace(strings.Trim(parts[1], "\n")))
			}
		}
	}
	return sources
}

func checkLost(t *testing.T, converter *Converter, src []byte) {
	t.Helper()
	body, findings := converter.Convert(nil, "p.md", bytes.Clone(src), 1)
	found := map[int]bool{}
	for _, f := range findings.All() {
		if f.Code == diag.NestingTooDeep || f.Code == diag.FileTooLarge {
			return // A bound stands for the whole text.
		}
		markdowntest.Mark(found, f)
	}
	if lost := markdowntest.Lost(src, body.HTML, found); len(lost) > 0 {
		t.Errorf("%q: %v are lost without a finding: %s", src, lost, body.HTML)
	}
}

// TestNothingLost is the oracle on the cases, and on random sequences of fragments of Markdown with
// words that are all different.
func TestNothingLost(t *testing.T) {
	converter := New(testOptions())
	for _, src := range caseSources(t) {
		checkLost(t, converter, []byte(src))
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range *fragments {
		var src []byte
		for word := range 1 + random.IntN(30) {
			src = append(src, fragment[random.IntN(len(fragment))]...)
			if random.IntN(2) == 0 {
				src = append(src, "w"+strings.Repeat("x", word)+"z"...)
			}
		}
		checkLost(t, converter, src)
		if t.Failed() {
			return
		}
	}
}
