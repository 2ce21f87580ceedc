package tree_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/site"
)

// TestAlternatesAreIndexed holds that pages that search engines aren't to know of are no alternates
// of others, and have none.
func TestAlternatesAreIndexed(t *testing.T) {
	for _, c := range []struct{ hidden, of, want string }{
		{"", "en", "nl=/nl/a/ en=/en/a/ de=/de/a/ x-default=/nl/a/"},
		{"nl", "en", "en=/en/a/ de=/de/a/ x-default=/en/a/"},
		{"de", "en", "nl=/nl/a/ en=/en/a/ x-default=/nl/a/"},
		{"en", "en", ""},
		{"nl de", "en", ""},
	} {
		var versions []*site.Page
		var of *site.Page
		for _, lang := range []string{"nl", "en", "de"} {
			p := &site.Page{Page: &content.Page{Lang: lang, Meta: &content.Meta{}}, URL: "/" + lang + "/a/", Parent: &site.Page{}}
			p.Meta.NoIndex = strings.Contains(c.hidden, lang)
			versions = append(versions, p)
			if lang == c.of {
				of = p
			}
		}
		of.Translations = versions
		var got []string
		for lang, path := range of.Alternates() {
			got = append(got, lang+"="+path)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("without %q: %q, want %q", c.hidden, got, c.want)
		}
	}
}
