package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// root is the path of the repository's root.
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
	link   = regexp.MustCompile(`\]\(([^)#:]*)(?:#([^)]*))?\)`)
	title  = regexp.MustCompile(`(?m)^(#+) (.*)$`)
)

// TestLinksInDocumentation checks that the targets of links in the documentation exist, headings
// included.
func TestLinksInDocumentation(t *testing.T) {
	n := 0
	all := documents(t)
	for file, text := range all {
		text = coded.ReplaceAllString(fenced.ReplaceAllString(text, ""), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			n++
			target := file
			if m[1] != "" {
				target = filepath.Join(filepath.Dir(file), filepath.FromSlash(m[1]))
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s: %v", file, m[1], err)
			}
			if m[2] != "" && !slices.Contains(anchors(all[target]), m[2]) {
				t.Errorf("%s links to %s#%s, which no heading there has", file, m[1], m[2])
			}
		}
	}
	if n < 5 {
		t.Errorf("only %d links", n)
	}
}

// anchors returns the anchors of the headings of a Markdown text, by GitHub's algorithm.
func anchors(text string) (out []string) {
	for _, m := range title.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		out = append(out, strings.Map(func(r rune) rune {
			switch {
			case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
				return unicode.ToLower(r)
			case r == ' ':
				return '-'
			default:
				return -1
			}
		}, m[2]))
	}
	return out
}

// TestCommandsInDocumentation checks that the commands and flags in the documentation exist.
func TestCommandsInDocumentation(t *testing.T) {
	command := regexp.MustCompile(`(?m)^(?:baken|go run \./cmd/baken) ([^>#…\n]+?)(?:$|  .*| > .*| #.*)`)
	n := 0
	for file, text := range documents(t) {
		for _, m := range command.FindAllStringSubmatch(strings.Join(commandBlocks(text), "\n"), -1) {
			n++
			tryCommand(t, file, m[1], true)
		}
		for _, code := range coded.FindAllString(fenced.ReplaceAllString(text, ""), -1) {
			if m := command.FindStringSubmatch(strings.Join(strings.Fields(strings.Trim(code, "`")), " ")); m != nil {
				n++
				tryCommand(t, file, m[1], false)
			}
		}
	}
	if n < 50 {
		t.Errorf("only %d commands", n)
	}
}

// commandBlocks returns the blocks of code of a text, those of consoles without what commands
// print.
func commandBlocks(text string) []string {
	blocks := fenced.FindAllString(text, -1)
	for i, b := range blocks {
		if !strings.HasPrefix(b, "```console\n") {
			continue
		}
		blocks[i] = ""
		for line := range strings.Lines(b) {
			if c, ok := strings.CutPrefix(line, "$ "); ok {
				blocks[i] += c
			}
		}
	}
	return blocks
}

// TestCriteriaExampleIsTheFile checks that the excerpts in docs/criteria.md are in the file of the
// example, which other tests load and prove.
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

// TestTemplatesAreExplained compares docs/templates.md with the templates that a site can replace.
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
