package markdown

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
)

// hostile returns texts of a size that take too much time or memory without bounds. Goldmark alone
// takes minutes for most of them.
var hostile = map[string]func(size int) string{
	"quotes":                fill(">"),
	"quotes with spaces":    fill("> "),
	"lists":                 fill("- "),
	"numbers":               fill("1. "),
	"quotes and lists":      fill("> 1. - "),
	"tabs":                  fill("-\t"),
	"definitions in lists":  fill("a\n: - "),
	"footnotes in quotes":   fill("[^a]: > "),
	"lists by indentation":  func(n int) string { return indented(n) },
	"blank lines in lists":  func(n int) string { return strings.Repeat("- ", 90) + "a\n" + strings.Repeat("\n", n) },
	"lines in quotes":       func(n int) string { return strings.Repeat("> ", 90) + "a\n" + strings.Repeat("a\n", n/2) },
	"brackets":              fill("["),
	"brackets closed":       func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"pictures":              fill("!["),
	"links in one another":  func(n int) string { return strings.Repeat("[", n/6) + strings.Repeat("](a)", n/6) },
	"spans in one another":  func(n int) string { return strings.Repeat("[", n/12) + strings.Repeat("]{lang=nl}", n/12) },
	"targets that go on":    fill("[a](b"),
	"targets with <":        fill("[a](<b"),
	"links with marks":      fill("[*a*](b)"),
	"shortcuts":             fill("[a]\n"),
	"definitions":           fill("[a]: b\n"),
	"a long definition":     func(n int) string { return "[a]: " + strings.Repeat("b", n/2) + "\n" + strings.Repeat("\n[a]\n", n/10) },
	"parentheses":           func(n int) string { return "[a](" + strings.Repeat("((", n/2) },
	"asterisks":             fill("*"),
	"emphasis that opens":   fill("*a "),
	"emphasis of two kinds": fill("*a_ "),
	"emphasis nested":       func(n int) string { return strings.Repeat("*a ", n/6) + strings.Repeat("a* ", n/6) },
	"tildes":                func(n int) string { return "a" + strings.Repeat("~", n) },
	"backticks":             backticks,
	"apostrophes":           fill("'"),
	"quotes that open":      fill(` "a 'bc`),
	"hyphens":               func(n int) string { return "a" + strings.Repeat("-", n) },
	"tags that don't end":   fill(`<a b="`),
	"comments":              fill("a<!--"),
	"footnotes":             fill("[^a]: b\n"),
	"footnotes used": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n/2; i++ {
			fmt.Fprintf(&b, "[^%d]: a\n\n", i)
		}
		return b.String() + strings.Repeat("[^499]\n\n", n/16)
	},
	"columns": func(n int) string {
		return strings.Repeat("|a", n/8) + "\n" + strings.Repeat("|-", n/8) + "\n" + strings.Repeat("a\n", n/4)
	},
	"rows":       func(n int) string { return "|a|b|c|\n|-|-|-|\n" + strings.Repeat("a\n", n/2) },
	"pipes":      func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|`\\|`\n", n/6) },
	"headings":   fill("## a\n"),
	"directives": fill("::a\n"),
	"blocks":     fill("::: details a\n"),
	"block ends": func(n int) string {
		return strings.Repeat("::: details a\n", 90) + strings.Repeat(strings.Repeat(":", 90)+" \n", n/92)
	},
	"long ends": func(n int) string {
		return strings.Repeat("::: details a\n", 90) + strings.Repeat(":", n) + "\n"
	},
	"blocks one by one": fill("::: steps\n1. a\n:::\n"),
	"captions":          fill("|a|\n|-|\n\nTable: a\n\n"),
	"last captions":     fill("|a|\n|-|\nTable: a\n\n"),
	"buttons":           fill("[a](b.md){.button}"),
	"cards":             func(n int) string { return "::: cards\n" + strings.Repeat("- [a](b.md): c\n", n/15) + ":::\n" },
	"videos":            fill("::video{file=a.mp4 captions=a.vtt title=a}\n"),
	"addresses":         fill("http://a.b "),
	"ampersands":        fill("&a"),
	"terms":             fill("computer emergency "),
	"lines":             fill("a\n"),
	"fences":            fill("```\n"),
	"code":              fill("`a"),
	"items":             fill("-\n"),
	"callouts":          fill("> [!NOTE]\n> a\n\n"),
	"tags":              fill("<a\n"),
	"elements":          fill("<b>a</b>\n\n"),
	"arguments":         fill("::contact{a=b}\n"),
	"unknown":           fill("[a]{term=avgg}\n\n"),
	"underlined":        fill("a\n=\n"),
	"described":         fill("a\n: b\n"),
	"tasks":             fill("- [ ] a\n"),
	"rules that aren't": func(n int) string {
		return strings.Repeat("a\n", n/4) + strings.Repeat("|-|\n", n/8)
	},
}

func fill(s string) func(int) string {
	return func(size int) string { return strings.Repeat(s, size/len(s)) }
}

func indented(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func backticks(size int) string {
	var b strings.Builder
	for i := 1; b.Len() < size; i++ {
		b.WriteString(strings.Repeat("`", i) + "a")
	}
	return b.String()
}

// allocationLimit is one and a half times the largest allocation of the texts below, 171 MiB.
const allocationLimit = 256 << 20

// TestBounds checks the memory allocated for each hostile text, which doesn't depend on the load of
// the machine as time does. Without bounds it is many times as much, and some texts take hours, at
// which go test times out.
func TestBounds(t *testing.T) {
	size := 1 << 18
	if testing.Short() {
		size = 1 << 16
	}
	converter := New(testOptions())
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			src := []byte(text(size))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			body, findings := converter.Convert(nil, "p.md", src, 1)
			runtime.ReadMemStats(&after)
			if got := after.TotalAlloc - before.TotalAlloc; got > allocationLimit*raceFactor {
				t.Errorf("allocated %d MiB", got>>20)
			} else {
				t.Logf("allocated %d MiB", got>>20)
			}
			if len(body.HTML) > 32*size {
				t.Errorf("%d bytes became %d", len(src), len(body.HTML))
			}
			for _, f := range findings.All() {
				if f.Code == diag.FileUnreadable {
					t.Error(f)
				}
			}
		})
	}
}

// TestNesting checks that exceeding a bound is one finding, and reaching it none.
func TestNesting(t *testing.T) {
	const levels = 10_000
	for _, c := range []struct{ src, want string }{
		{strings.Repeat("> ", levels) + "a", "1:201: quotes, lists or marks are nested more than 100 deep [nesting-too-deep]"},
		{strings.Repeat("- ", levels) + "a", "1:201: quotes, lists or marks are nested more than 100 deep [nesting-too-deep]"},
		{strings.Repeat("[", levels), "1:1001: more than 1000 brackets in one paragraph [nesting-too-deep]"},
		{strings.Repeat("![", levels), "1:2001: more than 1000 brackets in one paragraph [nesting-too-deep]"},
		{strings.Repeat("[a] ", levels), "1:401: more than 100 brackets in one paragraph that make no link [nesting-too-deep]"},
		{strings.Repeat("*a ", levels), "1:3001: more than 1000 of *, _ and ~ in one paragraph [nesting-too-deep]"},
		{strings.Repeat("*", levels), ""},
		{strings.Repeat("((", levels), ""},
		{strings.Repeat("*a ", 101) + strings.Repeat("a* ", 101), "1:301: quotes, lists or marks are nested more than 100 deep [nesting-too-deep]"},
		{strings.Repeat("*a ", 100) + strings.Repeat("a* ", 100), ""},
		{strings.Repeat("> ", 100) + "a", ""},
		{strings.Repeat("- ", 100) + "a", ""},
		{backticks(10_000), "1:5151: more than 100 backticks in one paragraph that nothing closes [nesting-too-deep]"},
		{strings.Repeat("|a", 101) + "\n" + strings.Repeat("|-", 101), "1:1: a table of more than 100 columns [file-too-large]"},
		{strings.Repeat("## a\n", levels), "1001:1: more than 1000 headings [file-too-large]"},
		{strings.Repeat("a\n-\n", 600) + strings.Repeat("- ## a\n", 600), "1601:3: more than 1000 headings [file-too-large]"},
		{strings.Repeat("## a\n", 1000) + "a", ""},
		{strings.Repeat("|a", 99) + "|\n" + strings.Repeat("|-", 99) + "|", ""},
		{"|a|b|\n|-|-|\n" + strings.Repeat("a\n", 30_000), "1:1: tables of more than 50000 cells [file-too-large]"},
		{strings.Repeat("[a]: b\n", 1001), "1:1: more than 1000 lines of link definitions in one paragraph [file-too-large]"},
		{strings.Repeat("[^a]: b\n\n", 501), "1001:1: more than 500 footnotes [file-too-large]"},
		{"[a]: " + strings.Repeat("b", 1<<19) + "\n\n" + strings.Repeat("[a]\n\n", 3), "7:1: links through definitions come to more than a mebibyte [file-too-large]"},
		{strings.Repeat("- ", 100) + "a\n" + strings.Repeat("\n", 10_000), "5002:1: quotes and lists go on for more lines than Baken reads [file-too-large]"},
	} {
		_, findings := New(testOptions()).Convert(nil, "p.md", []byte(c.src), 1)
		var got []string
		for _, f := range findings.All() {
			if f.Severity == diag.Error {
				got = append(got, strings.TrimPrefix(f.String(), "p.md:"))
			}
		}
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%.40q…: %q, want %q", c.src, got, c.want)
		}
	}
}
