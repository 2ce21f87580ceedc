package layout

import (
	"testing"
	"testing/fstest"
)

// TestApostropheInComment checks that a template is minified whatever its comments contain.
func TestApostropheInComment(t *testing.T) {
	for _, comment := range []string{"", "{{/* plain */ -}}\n", "{{/* isn't */ -}}\n", "{{- /* \"half\n a string */ -}}\n"} {
		files := fstest.MapFS{
			"templates/page.html":      {Data: []byte(comment + "<p>a</p>\n\n<p>{{.Title}}</p>\n")},
			"templates/partials/.keep": {},
		}
		templates, findings, err := Load(t.Context(), files)
		if err != nil || findings.Len() > 0 {
			t.Fatal(err, findings.All())
		}
		const want = "<p>a</p><p>{{.Title}}</p>"
		if got := templates.trees["page.html"].Root.String(); got != want {
			t.Errorf("with %q: %q, want %q", comment, got, want)
		}
	}
}
