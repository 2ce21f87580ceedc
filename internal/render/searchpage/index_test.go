package searchpage_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

// TestSearchIndex checks where the index from A to Z stands, by its size, and that every letter
// that the page that searches links to is there.
func TestSearchIndex(t *testing.T) {
	const settings = "base_url: https://example.com/guide\ntitle: {en: A}\ndescription: {en: A}\nlanguages: [{code: en, name: English}]\n" +
		"feedback: false\ncontact: {name: {en: Us}, email: us@example.com}\nsecurity: {contact: \"mailto:us@example.com\", expires: 2027-10-01}\n"
	for _, test := range []struct {
		headings int
		// pages are those of the index, below the page that searches.
		pages []string
	}{
		{3, nil},
		{100, []string{"a-z/"}},
		{990, []string{"1-2/", "1/", "2/", "3/"}},
	} {
		t.Run(fmt.Sprint(test.headings), func(t *testing.T) {
			var text strings.Builder
			text.WriteString("---\ntitle: Start\ndescription: About this.\n---\n")
			for i := range test.headings {
				fmt.Fprintf(&text, "## %c %d\n\nText.\n\n", "AAABB"[i*5/test.headings], i)
			}
			p, err := pipeline.Load(t.Context(), fstest.MapFS{
				"content/site.yaml": {Data: []byte(settings)}, "content/index.en.md": {Data: []byte(text.String())},
			}, baken.Defaults, pipeline.Options{Date: content.Date{}})
			if err != nil || p.Findings.HasErrors() {
				t.Fatal(err, p.Findings.All())
			}
			files := map[string]string{}
			var pages []string
			for _, a := range p.Artifacts {
				if !strings.HasPrefix(a.Path, "en/search/") {
					continue
				}
				b, err := a.Append(nil)
				if err != nil {
					t.Fatal(err)
				}
				files["/guide/"+strings.TrimSuffix(a.Path, "index.html")] = string(b)
				if name := strings.TrimSuffix(strings.TrimPrefix(a.Path, "en/search/"), "index.html"); name != "" {
					pages = append(pages, name)
				}
			}
			slices.Sort(pages)
			if !slices.Equal(pages, test.pages) {
				t.Errorf("the pages of the index are %q, want %q", pages, test.pages)
			}
			_, letters, _ := strings.Cut(files["/guide/en/search/"], `class="letters"`)
			letters, _, _ = strings.Cut(letters, "</nav>")
			links := regexp.MustCompile(`href="([^"]+)"`).FindAllStringSubmatch(letters, -1)
			if len(links) < 2 {
				t.Errorf("there are %d letters: %s", len(links), letters)
			}
			if long := test.headings > 500; strings.Contains(letters, ">A 2 (A 549)<") != long {
				t.Errorf("where pages begin: %s", letters)
			}
			entries := 0
			for _, page := range files {
				entries += strings.Count(page, `#`+"a-") + strings.Count(page, "#b-")
			}
			if entries != test.headings {
				t.Errorf("%d of %d headings are in the index", entries, test.headings)
			}
			for _, l := range links {
				path, id, _ := strings.Cut(l[1], "#")
				if page, ok := files[path]; !ok || id != "" && !strings.Contains(page, ` id="`+id+`"`) {
					t.Errorf("nothing is at %s", l[1])
				}
			}
		})
	}
}
