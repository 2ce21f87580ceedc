package render_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/pipeline"
)

var fingerprint = regexp.MustCompile(`\.[0-9a-f]{10}\.`)

// TestLoadedByNeed checks which style sheets and scripts pages load beside those that all have.
func TestLoadedByNeed(t *testing.T) {
	const table = "| a | b |\n|---|---|\n| c | d |\n"
	shapes := criteriatest.Shapes()
	early := shapes[slices.IndexFunc(shapes, func(s criteriatest.Shape) bool { return s.Name == "early" })].YAML
	page := func(more, text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: A page\ndescription: About it.\n" + more + "---\n\n" + text)}
	}
	for _, feedback := range []string{"true", "false"} {
		for _, guidance := range []string{"Text.", "\n\n" + table} {
			files := fstest.MapFS{
				"content/site.yaml": {Data: []byte("base_url: https://example.com\ntitle: {en: A, nl: B}\ndescription: {en: A, nl: B}\n" +
					"languages: [{code: en, name: English}, {code: nl, name: Nederlands}]\n" +
					"contact: {name: {en: Us, nl: Wij}, email: us@example.com}\n" +
					"security: {contact: \"mailto:us@example.com\", expires: 2027-10-01}\nfeedback: " + feedback + "\n")},
				"content/criteria/early.yaml": {Data: []byte(strings.Replace(early, "guidance: {nl: Over leeftijd, en: On age}",
					"guidance: {nl: Over leeftijd, en: \""+strings.ReplaceAll(guidance, "\n", `\n`)+"\"}", 1))},
				"content/glossary.yaml": {Data: []byte("terms:\n  - id: term\n    term: {en: Term, nl: Term}\n    definition: {en: A word., nl: Een woord.}\n")},
			}
			for _, lang := range []string{"en", "nl"} {
				files["content/index."+lang+".md"] = page("", "Text.")
				files["content/plain."+lang+".md"] = page("", "Text.")
				files["content/terms."+lang+".md"] = page("", "Term.\n\n::glossary\n")
				files["content/table."+lang+".md"] = page("", table)
				files["content/check."+lang+".md"] = page("criteria: early\n", "Text.")
				files["content/law."+lang+".md"] = page("", "::criterion{set=early id=grown}\n")
			}
			p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}})
			if err != nil || p.Findings.HasErrors() {
				t.Fatal(err, p.Findings.All())
			}
			var script string // the path of the self-check's
			contents := map[string]string{}
			loaded := map[string][]string{}
			for _, a := range p.Artifacts {
				b, err := a.Append(nil)
				if err != nil {
					t.Fatal(err)
				}
				contents[a.Path] = string(b)
				if !strings.HasPrefix(a.Path, "en/") || !strings.HasSuffix(a.Path, "index.html") {
					continue
				}
				for _, e := range elements(t, b) {
					if e.attr["rel"] == "stylesheet" || e.Data == "script" && e.has("src") {
						url := fingerprint.ReplaceAllString(e.attr["href"]+e.attr["src"], ".")
						loaded[a.Path] = append(loaded[a.Path], strings.TrimPrefix(url, "/assets/"))
					}
					if a.Path == "en/check/index.html" && e.has("src") && e.Data == "script" {
						script = e.attr["src"][1:]
					}
				}
			}
			asks := []string{"feedback.js"}
			if feedback == "false" {
				asks = nil
			}
			tables := []string{"table.css"}
			if guidance == "Text." {
				tables = nil
			}
			for path, want := range map[string][]string{
				"en/index.html":       slices.Concat(asks, []string{"home.css"}),
				"en/plain/index.html": asks,
				"en/terms/index.html": slices.Concat(asks, []string{"glossary.css"}),
				"en/table/index.html": slices.Concat(asks, []string{"table.css"}),
				"en/law/index.html":   slices.Concat(asks, tables),
				"en/check/index.html": slices.Concat(tables, []string{"check-early.css", "start.js", "check-early-en.js"}),
			} {
				if want = slices.Concat([]string{"baken.css"}, want); !slices.Equal(loaded[path], want) {
					t.Errorf("feedback %s: %s loads %q, want %q", feedback, path, loaded[path], want)
				}
			}
			if got := strings.Contains(contents[script], "feedback:form"); contents[script] == "" || got != (feedback == "true") {
				t.Errorf("feedback %s: the script of self-checks sends answers: %v", feedback, got)
			}
		}
	}
}
