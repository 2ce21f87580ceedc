package searchpage_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

// TestSearchPages checks at which addresses a site is searched, that nothing of search is left
// where it is switched off, and that an address that can't be that of the page is a finding.
func TestSearchPages(t *testing.T) {
	const settings = "base_url: https://example.com/guide\ntitle: {en: A, nl: B}\ndescription: {en: A, nl: B}\n" +
		"languages: [{code: en, name: English}, {code: nl, name: Nederlands}]\nfeedback: false\n" +
		"contact: {name: {en: Us, nl: Wij}, email: us@example.com}\n" +
		"security: {contact: \"mailto:us@example.com\", expires: 2027-10-01}\n"
	const page = "---\ntitle: Start\ndescription: About this.\n---\nText.\n"
	for _, test := range []struct {
		name, settings, file, text string
		// search is the path of the page in English, "" if there is none.
		search string
		code   diag.Code
	}{
		{"by itself", "", "content/index.nl.md", page, "en/search/index.html", ""},
		{"switched off", "search: false\n", "content/search.en.md", page, "", ""},
		{"a page in its place", "", "content/search.en.md", page, "", diag.URLConflict},
		{"another address", "", "i18n/active.en.yaml", "SearchSlug: find-it\n", "en/find-it/index.html", ""},
		{"no address", "", "i18n/active.en.yaml", "SearchSlug: a/b\n", "", diag.SlugInvalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := fstest.MapFS{
				"content/site.yaml":   {Data: []byte(settings + test.settings)},
				"content/index.en.md": {Data: []byte(page)}, "content/index.nl.md": {Data: []byte(page)},
			}
			files[test.file] = &fstest.MapFile{Data: []byte(test.text)}
			p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{Date: content.Date{}})
			if err != nil {
				t.Fatal(err)
			}
			if test.code != "" {
				if !slices.ContainsFunc(p.Findings.All(), func(f diag.Finding) bool { return f.Code == test.code && f.Hint != "" }) {
					t.Errorf("no finding %s: %v", test.code, p.Findings.All())
				}
				return
			}
			if p.Findings.HasErrors() {
				t.Fatal(p.Findings.All())
			}
			i := slices.IndexFunc(p.Artifacts, func(a artifact.Artifact) bool { return a.Path == "en/index.html" })
			home, err := p.Artifacts[i].Append(nil)
			if err != nil {
				t.Fatal(err)
			}
			at := "/guide/" + strings.TrimSuffix(test.search, "index.html")
			if field := strings.Contains(string(home), `role="search"`) || strings.Contains(string(home), `role=search`); field != (test.search != "") ||
				field && !strings.Contains(string(home), at) {
				t.Errorf("the head of the home page has the field: %v, want %q", field, at)
			}
			if test.search != "" && !slices.ContainsFunc(p.Artifacts, func(a artifact.Artifact) bool { return a.Path == test.search }) {
				t.Errorf("there is no %s", test.search)
			}
			for _, a := range p.Artifacts {
				if a.Path == "_headers" {
					b, err := a.Append(nil)
					if _, policy, _ := strings.Cut(string(b), "/guide/en/*\n"); err != nil || strings.Contains(policy, "form-action 'self'") != (test.search != "") {
						t.Errorf("%v: may a form be sent? The headers are\n%s", err, b)
					}
				}
				if test.search == "" && (strings.HasPrefix(a.Path, "search/") || strings.HasPrefix(a.Path, "nl/zoeken/")) {
					t.Errorf("there is %s, without search", a.Path)
				}
			}
		})
	}
}
