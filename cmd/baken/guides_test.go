package main

import (
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/schema"
)

// guides are the guides for editors, by language.
var guides = []string{"editors.md", "editors.nl.md"}

// TestGuidesAreInStep checks that the guides have the same structure: headings, paragraphs, items,
// rows, links and examples. Text for people in an example may differ.
func TestGuidesAreInStep(t *testing.T) {
	all := documents(t)
	of := func(guide string) []string { return outline(all[filepath.Join(root, "docs", guide)]) }
	want := of(guides[0])
	if len(want) < 250 {
		t.Errorf("only %d parts", len(want))
	}
	for _, guide := range guides[1:] {
		if diff := cmp.Diff(want, of(guide)); diff != "" {
			t.Errorf("%s and %s aren't in step:\n%s", guides[0], guide, diff)
		}
	}
}

var (
	// begins matches the marker of a heading, a list item or a table row.
	begins = regexp.MustCompile(`^(?:#+ |- |\d+\. |\| )`)
	// key is the first cell of a row, where it is one word of code, which is the same in all
	// languages.
	key = regexp.MustCompile("^\\| `[a-z_]+` \\|")
	// leads matches the target of a link.
	leads = regexp.MustCompile(`\]\(([^)#]*)(#[^)]*)?\)`)
	// readable matches the text for people in an example: values of some keys, comments, and
	// explanations behind a gap.
	readable = regexp.MustCompile(`^( *-? *(?:title|description|slug|aliases|page|text|note|related):) .*|(\S) +# .*|(\S)  +[^\s#].*`)
	// mark matches what an example in Markdown begins its lines with. The rest is for people.
	mark = regexp.MustCompile(`^ *(?:::: \w+|:::|::\w+\{\w+|- \[|\d+\. |\||Table:|\[)?`)
)

// outline describes the structure of a text, a line for each part, independent of its language.
func outline(text string) (out []string) {
	example, markdown, paragraph := false, false, false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		start := begins.FindString(line)
		switch {
		case strings.HasPrefix(line, "```"):
			example, markdown, paragraph = !example, line == "```markdown", false
			out = append(out, line)
			continue
		case markdown:
			out = append(out, mark.FindString(line))
			continue
		case example:
			out = append(out, readable.ReplaceAllString(line, "$1$2$3"))
			continue
		case line == "":
			paragraph = false
		case start == "| ":
			out = append(out, fmt.Sprint("row of ", strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"), key.FindString(line)))
		case start != "":
			out, paragraph = append(out, start), true
		case !paragraph:
			out, paragraph = append(out, "paragraph"), true
		}
		for _, m := range leads.FindAllStringSubmatch(line, -1) {
			if m[1] == "" || strings.HasPrefix(m[1], "editors.") {
				m[1], m[2] = "the guide", "" // Its headings are in its own language.
			}
			out = append(out, "link to "+m[1]+m[2])
		}
	}
	return out
}

// TestFrontMatterIsExplained compares the guides for editors with the keys of front matter.
func TestFrontMatterIsExplained(t *testing.T) {
	for _, guide := range guides {
		text := documents(t)[filepath.Join(root, "docs", guide)]
		meta := reflect.TypeFor[content.Meta]()
		for i := range meta.NumField() {
			if !meta.Field(i).IsExported() {
				continue
			}
			key, _, _ := strings.Cut(meta.Field(i).Tag.Get("yaml"), ",")
			if !strings.Contains(text, "\n| `"+key+"` |") {
				t.Errorf("docs/%s says nothing about %s", guide, key)
			}
		}
	}
}

// TestSchemasAreListed checks that the guides say how to print each schema that a text editor can
// use: the one of front matter isn't, since that stands in Markdown.
func TestSchemasAreListed(t *testing.T) {
	for _, guide := range guides {
		text := documents(t)[filepath.Join(root, "docs", guide)]
		for _, k := range schema.Kinds() {
			if line := fmt.Sprintf("\nbaken schema %[1]s > schemas/%[1]s.schema.json\n", k.Name); k.Name != "page" && !strings.Contains(text, line) {
				t.Errorf("docs/%s doesn't say %s", guide, strings.TrimSpace(line))
			}
		}
	}
}
