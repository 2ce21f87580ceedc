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
}
