package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/markdown/hypertext"
)

var update = flag.Bool("update", false, "write the output to the files of cases")

// The files of testdata hold numbered cases: a line with the number and a name, then, each after
// partLine, the source, the HTML with its slots in ⟦⟧, and the findings, if any. caseLine ends a
// case.
const (
	partLine = "//- - - - - - - - -//"
	caseLine = "//= = = = = = = = =//"
)

type testCase struct {
	name                   string
	source, html, findings string
}

func parseCases(t *testing.T, text string) []testCase {
	t.Helper()
	var cases []testCase
	for i, block := range strings.Split(strings.TrimSpace(text), caseLine) {
		if block = strings.Trim(block, "\n"); block == "" {
			continue
		}
		parts := strings.Split(block, "\n"+partLine)
		if len(parts) < 2 || len(parts) > 4 {
			t.Fatalf("case %d has %d parts", i+1, len(parts))
		}
		c := testCase{name: parts[0], source: strings.TrimPrefix(parts[1], "\n")}
		if number := fmt.Sprintf("%d: ", i+1); !strings.HasPrefix(c.name, number) {
			t.Fatalf("case %q should start with %q", c.name, number)
		}
		if len(parts) > 2 {
			c.html = strings.TrimPrefix(parts[2], "\n")
		}
		if len(parts) > 3 {
			c.findings = strings.TrimPrefix(parts[3], "\n")
		}
		cases = append(cases, c)
	}
	return cases
}

func formatCases(cases []testCase) string {
	var b strings.Builder
	for _, c := range cases {
		fmt.Fprintf(&b, "%s\n%s\n%s\n%s\n%s\n", c.name, partLine, c.source, partLine, c.html)
		if c.findings != "" {
			fmt.Fprintf(&b, "%s\n%s\n", partLine, c.findings)
		}
		fmt.Fprintf(&b, "%s\n", caseLine)
	}
	return b.String()
}

// unescape lets cases contain line endings and invisible characters as escapes.
var unescape = strings.NewReplacer("␍", "\r", "␠", " ", "␉", "\t", "␀", "\x00")

// shown returns the HTML of a body with its slots written out.
func shown(b *hypertext.Body) string {
	var s strings.Builder
	last := uint32(0)
	for _, slot := range b.Slots {
		s.Write(b.HTML[last:slot.Offset])
		last = slot.Offset
		kind := [...]string{"", "href", "file", "note", "image", "directive", "term", "/term", "video", "captions", "poster", "save", "url"}[slot.Kind]
		fmt.Fprintf(&s, "⟦%s %s", kind, slot.Target)
		if slot.Fragment != "" {
			fmt.Fprintf(&s, "#%s", slot.Fragment)
		}
		for _, a := range slot.Arguments() {
			fmt.Fprintf(&s, " %s=%s@%d:%d", a.Name, a.Value, a.Line, a.Column)
		}
		s.WriteString("⟧")
	}
	s.Write(b.HTML[last:])
	return s.String()
}

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	converter := New(testOptions())
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases := parseCases(t, string(text))
		for i := range cases {
			c := &cases[i]
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+c.name, func(t *testing.T) {
				body, findings := converter.Convert(nil, "p.md", []byte(unescape.Replace(c.source)), 1)
				var found []string
				for _, f := range findings.All() {
					found = append(found, strings.TrimPrefix(f.String(), "p.md:"))
				}
				got := testCase{c.name, c.source, shown(body), strings.Join(found, "\n")}
				if *update {
					*c = got
					return
				}
				if diff := cmp.Diff(*c, got, cmp.AllowUnexported(testCase{})); diff != "" {
					t.Errorf("want -, got +\n%s", diff)
				}
			})
		}
		if *update {
			if err := os.WriteFile(file, []byte(formatCases(cases)), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}
