package redirect_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

// TestUnderPath holds that addresses have the path of base_url and paths don't, and that aliases
// may be written either way.
func TestUnderPath(t *testing.T) {
	const archive = `
-- index.nl.md --

[Form](form.pdf)
-- index.en.md --

-- deep/über.nl.md --
aliases: [/nl/old/, /guide/nl/older/, /guides/x/]

-- form.pdf --
%PDF-1.4
`
	s, list := sitetest.Portal(t, archive+"-- site.yaml --\n"+strings.Replace(sitetest.Settings, "https://guide.test", "https://guide.test/guide/", 1)+
		"severity: {base-path-files: off, translation-missing: off}\nfiles: {/guide/files/a.pdf: form.pdf, /files/b.pdf: index.nl.md}\n", site.Options{})
	if list.HasErrors() {
		t.Fatal(list.All())
	}
	var pages []string
	for _, p := range s.Pages {
		pages = append(pages, p.Path+" "+p.URL)
	}
	if want := []string{"/nl/ /guide/nl/", "/nl/deep/über/ /guide/nl/deep/%C3%BCber/", "/en/ /guide/en/"}; !slices.Equal(pages, want) {
		t.Errorf("pages %q, want %q", pages, want)
	}
	if got := maps.Collect(s.Home("nl").Alternates()); got["x-default"] != "/guide/" || got["en"] != "/guide/en/" {
		t.Errorf("alternates %v", got)
	}
	var redirects []string
	for _, r := range s.Redirects {
		redirects = append(redirects, r.From+" "+r.To)
	}
	want := []string{
		"/files/a.pdf /guide/files/form.pdf", "/files/b.pdf /guide/nl/",
		"/guides/x/ /guide/nl/deep/%C3%BCber/", "/nl/old/ /guide/nl/deep/%C3%BCber/", "/nl/older/ /guide/nl/deep/%C3%BCber/",
	}
	if !slices.Equal(redirects, want) {
		t.Errorf("redirects\n%q, want\n%q", redirects, want)
	}
	// The site's own root isn't an old address of a page, however it is written.
	for _, root := range []string{"/guide", "/guide/", "/"} {
		_, list := sitetest.Portal(t, "-- index.nl.md --\naliases: ["+root+"]\n\n-- index.en.md --\n\n-- site.yaml --\n"+
			strings.Replace(sitetest.Settings, "https://guide.test", "https://guide.test/guide/", 1), site.Options{})
		if all := list.All(); len(all) != 1 || all[0].Code != diag.AliasInvalid {
			t.Errorf("alias %q: %v", root, all)
		}
	}
}

// TestUnderLanguage holds that an alias isn't shortened where the path of base_url looks like the
// beginning of the site's own addresses.
func TestUnderLanguage(t *testing.T) {
	s, list := sitetest.Portal(t, "-- index.nl.md --\naliases: [/nl/old/]\n\n-- index.en.md --\n\n-- site.yaml --\n"+
		strings.Replace(sitetest.Settings, "https://guide.test", "https://guide.test/nl/", 1), site.Options{})
	if list.HasErrors() || len(s.Redirects) != 1 || s.Redirects[0].From != "/nl/old/" || s.Redirects[0].To != "/nl/nl/" {
		t.Errorf("%+v, %v", s.Redirects, list.All())
	}
}
