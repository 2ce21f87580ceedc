package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"baken.example/baken/internal/content"
)

// root is the repository's root, seen from here.
var root = filepath.FromSlash("../..")

// documents returns what the repository's documentation says, by file.
func documents(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatal("no documentation", err)
	}
	out := map[string]string{}
	for _, file := range append(files, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out[file] = string(text)
	}
	return out
}

var (
	fenced = regexp.MustCompile("(?ms)^ *```.*?^ *```$")
	coded  = regexp.MustCompile("`[^`]*`")
	link   = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
)

// TestLinksInDocumentation holds that what the documentation links to is there.
func TestLinksInDocumentation(t *testing.T) {
	n := 0
	for file, text := range documents(t) {
		text = coded.ReplaceAllString(fenced.ReplaceAllString(text, ""), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			n++
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s links to %s: %v", file, m[1], err)
			}
		}
	}
	if n < 5 {
		t.Errorf("only %d links", n)
	}
}

// TestFrontMatterIsExplained holds docs/editors.md against the keys there are.
func TestFrontMatterIsExplained(t *testing.T) {
	text := documents(t)[filepath.Join(root, "docs", "editors.md")]
	meta := reflect.TypeFor[content.Meta]()
	for i := range meta.NumField() {
		key, _, _ := strings.Cut(meta.Field(i).Tag.Get("yaml"), ",")
		if !strings.Contains(text, "`"+key+"`") {
			t.Errorf("docs/editors.md says nothing about %s", key)
		}
	}
}

// TestCriteriaExampleIsTheFile holds that what docs/criteria.md shows of its example stands in the
// example's file, which other tests load and prove.
func TestCriteriaExampleIsTheFile(t *testing.T) {
	doc := filepath.Join(root, "docs", "criteria.md")
	text := documents(t)[doc]
	_, link, _ := strings.Cut(text, "[subsidy.yaml](")
	link, _, _ = strings.Cut(link, ")")
	file, err := os.ReadFile(filepath.Join(filepath.Dir(doc), filepath.FromSlash(link)))
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{}
	for line := range strings.Lines(string(file)) {
		written[strings.TrimSpace(line)] = true
	}
	n := 0
	for _, block := range fenced.FindAllString(text, -1) {
		yaml, ok := strings.CutPrefix(block, "```yaml\n")
		if !ok {
			continue
		}
		for line := range strings.Lines(strings.TrimSuffix(yaml, "```")) {
			line = strings.TrimSpace(line)
			if strings.HasSuffix(line, "[…]") {
				continue
			}
			n++
			if !written[line] {
				t.Errorf("%s doesn't say %q", link, line)
			}
		}
	}
	if n < 50 {
		t.Errorf("only %d lines", n)
	}
}

// TestTemplatesAreExplained holds docs/templates.md against the templates that a site can replace.
func TestTemplatesAreExplained(t *testing.T) {
	text := documents(t)[filepath.Join(root, "docs", "templates.md")]
	files, err := filepath.Glob(filepath.Join(root, "templates", "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatal("no templates", err)
	}
	for _, f := range files {
		if !strings.Contains(text, "`"+filepath.Base(f)+"`") {
			t.Errorf("docs/templates.md says nothing about %s", filepath.Base(f))
		}
	}
}
