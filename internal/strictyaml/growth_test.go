package strictyaml_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/strictyaml"
)

// worst are documents that cost the most to read, each made to a size.
var worst = map[string]func(size int) string{
	"a long text":          func(n int) string { return "a: " + strings.Repeat("b ", n/2) },
	"a quoted text":        func(n int) string { return `a: "` + strings.Repeat(`\n`, n/2) + `"` },
	"a text in quotes":     func(n int) string { return "a: '" + strings.Repeat("''", n/2) + "'" },
	"a literal text":       func(n int) string { return "a: |\n" + strings.Repeat("  "+strings.Repeat("b", 100)+"\n", n/103) },
	"a folded text":        func(n int) string { return "a: >\n" + strings.Repeat("  "+strings.Repeat("b", 100)+"\n", n/103) },
	"a text over lines":    func(n int) string { return "a: b\n" + strings.Repeat("  "+strings.Repeat("b", 100)+"\n", n/103) },
	"a long key":           func(n int) string { return strings.Repeat("b", n) + ": c" },
	"spaces behind a text": func(n int) string { return "a: b" + strings.Repeat(" ", n) + "\n" },
	"spaces behind items": func(n int) string {
		return "a: [" + strings.Repeat("'"+strings.Repeat("é", 50)+"', b, ", n/110) + "b, b\n]  \n"
	},
	"items that end a line": func(n int) string {
		return "a: [" + strings.Repeat(strings.Repeat("b", 100)+" b,", n/103) + " b  \n]\n"
	},
	"keys":       func(n int) string { return numbered(n, "%7d: "+strings.Repeat("b", 100)+"\n") },
	"comments":   func(n int) string { return strings.Repeat("# "+strings.Repeat("b", 100)+"\n", n/103) + "a: b\n" },
	"colons":     func(n int) string { return "a: " + strings.Repeat("b:c", n/3) },
	"hashes":     func(n int) string { return "a: " + strings.Repeat("b#c", n/3) },
	"not closed": func(n int) string { return `a: "` + strings.Repeat("b ", n/2) },
	"blank":      func(n int) string { return "a: b\n" + strings.Repeat(" ", n) },
	"too many":   func(n int) string { return strings.Repeat("a: b\n", n/5) },
}

func numbered(size int, line string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString("k" + strings.Repeat("x", i%7) + strings.Replace(line, "%7d", itoa(i), 1))
	}
	return b.String()
}

func itoa(i int) string {
	digits := []byte("0000000")
	for at := len(digits) - 1; i > 0; at-- {
		digits[at] += byte(i % 10)
		i /= 10
	}
	return string(digits)
}

func parse(src []byte) { strictyaml.Parse("f", src, 1) }

// TestGrowth holds reading a document to linear time. Keys are bounded in number instead:
// goccy/go-yaml copies a mapping for each key that it adds.
func TestGrowth(t *testing.T) {
	for name, of := range worst {
		if name == "keys" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			growthtest.Linear(t, func(size int) []byte { return []byte(of(size)) }, parse)
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for name, of := range worst {
		b.Run(name, func(b *testing.B) {
			growthtest.Bench(b, func(size int) []byte { return []byte(of(size)) }, parse)
		})
	}
}
