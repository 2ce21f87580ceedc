package pipeline_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

// TestBrandFollowsChanges loads a site again after each change of a file of its brand, as dev does,
// and compares all artifacts with those of a site that is loaded for the first time.
func TestBrandFollowsChanges(t *testing.T) {
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>`
	const settings = "base_url: https://guide.test\ntitle: {en: Guide}\ndescription: {en: Guidance}\nlanguages: [en]\ncontact: {name: {en: Editors}, email: editors@guide.test}\n" +
		"security: {contact: \"mailto:security@guide.test\", expires: 2100-01-01}\n"
	const brand = "brand: {logo: brand/logo.svg, theme: brand/theme.css, illustration: brand/home.svg, font: {stack: [A, serif], files: [{file: brand/a.woff2}]}}\n"
	files := fstest.MapFS{}
	write := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	write("content/site.yaml", settings+brand)
	write("content/index.en.md", "---\ntitle: Home\ndescription: About.\n---\nText.\n")
	write("brand/logo.svg", drawing)
	write("brand/home.svg", drawing)
	write("brand/a.woff2", "wOF2")
	write("brand/theme.css", ":root{--band:#7a0019}")
	o := pipeline.Options{Date: content.Date{Time: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}}
	session := pipeline.NewSession(files, baken.Defaults)
	bytesOf := func(artifacts []artifact.Artifact) map[string]string {
		out := map[string]string{}
		for _, a := range artifacts {
			b, err := a.Append(nil)
			if err != nil {
				t.Fatal(err)
			}
			out[a.Path] = string(b)
		}
		return out
	}
	before := ""
	for _, change := range []struct{ name, text string }{
		{"", ""},
		{"brand/logo.svg", strings.Replace(drawing, "8 8", "8 9", 1)},
		{"brand/home.svg", strings.Replace(drawing, "8 8", "9 8", 1)},
		{"brand/a.woff2", "wOF2 and more"},
		{"brand/theme.css", ":root{--band:#ffd400}"},
		{"brand/theme.css", ":root{--band:#ffd400;--link:#ffd400}"}, // too little contrast
		{"brand/theme.css", ":root{--band:#00568b}"},
		{"content/site.yaml", settings + strings.Replace(brand, "stack: [A", "stack: [B", 1)},
		{"content/site.yaml", settings},
	} {
		var changed []string
		if change.name != "" {
			write(change.name, change.text)
			changed = []string{change.name}
		}
		got, err := session.Load(t.Context(), o, changed)
		if err != nil {
			t.Fatal(err)
		}
		want, err := pipeline.Load(t.Context(), files, baken.Defaults, o)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(change.text, "--link") != got.Findings.HasErrors() || got.Findings.Len() != want.Findings.Len() {
			t.Errorf("%s: %v, want %v", change.name, got.Findings.All(), want.Findings.All())
		}
		a, b := bytesOf(got.Artifacts), bytesOf(want.Artifacts)
		for path := range b {
			if a[path] != b[path] {
				t.Errorf("%s: %s differs from a first load", change.name, path)
			}
		}
		if len(a) != len(b) {
			t.Errorf("%s: %d artifacts, want %d", change.name, len(a), len(b))
		}
		if home := a["en/index.html"] + a["_headers"]; home == before {
			t.Errorf("%s changes nothing", change.name)
		} else {
			before = home
		}
		if policy := a["_headers"]; len(a) > 0 && strings.Contains(policy, "font-src 'self'") != strings.Contains(string(files["content/site.yaml"].Data), "woff2") {
			t.Errorf("%s: the policy is %s", change.name, policy)
		}
	}
}
