package browsertest

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

var (
	// unread matches the parts of a page that nobody reads.
	unread = regexp.MustCompile(`(?s)<(?:script|style|code|pre)\b.*?</(?:script|style|code|pre)>`)
	tags   = regexp.MustCompile(`<[^>]*>`)
	// straight matches an apostrophe that isn't typographic, within or after a word.
	straight = regexp.MustCompile(`\S*\pL'\S*`)
	// said matches the texts that a script takes from attributes, and descriptions.
	said = regexp.MustCompile(`(?:data-[a-z]+|content|aria-label)="([^"]*)"`)
	// checkWords matches the strings before the script of a self-check.
	checkWords = regexp.MustCompile(`^self\.checkWords=(\{.*\});\n`)
)

// TestApostrophes checks that readers meet typographic apostrophes only: in the texts of pages, in
// the strings of templates and in those that scripts show.
func TestApostrophes(t *testing.T) {
	s := portal(t, true)
	for _, p := range s.pages {
		page := unread.ReplaceAllString(string(s.content(t, p.artifact)), "")
		text := []string{tags.ReplaceAllString(page, " ")}
		for _, m := range said.FindAllStringSubmatch(page, -1) {
			text = append(text, m[1])
		}
		for _, word := range straight.FindAllString(html.UnescapeString(strings.Join(text, "\n")), -1) {
			t.Errorf("%s: %s", p.path, word)
		}
	}
	scripts := 0
	for _, a := range s.artifacts {
		if !strings.HasSuffix(a.Path, ".js") {
			continue
		}
		m := checkWords.FindSubmatch(s.content(t, a.Path))
		if m == nil {
			continue
		}
		scripts++
		for _, word := range straight.FindAllString(string(m[1]), -1) {
			t.Errorf("%s: %s", a.Path, word)
		}
	}
	if scripts != len(s.languages) {
		t.Errorf("%d scripts have words, in %d languages", scripts, len(s.languages))
	}
}
