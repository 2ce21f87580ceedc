package pipeline_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	baken "baken.example/baken"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
)

// TestFalseAlarms checks the sites of testdata/sites, each of another kind of text, whose file want
// lists every finding that there is to be. It prints the findings for each code.
func TestFalseAlarms(t *testing.T) {
	files, err := filepath.Glob("testdata/sites/*.txtar")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			site, want, pages := fstest.MapFS{}, []string{}, 0
			var codes []string
			for _, f := range archive.Files {
				switch f.Name {
				case "languages":
					codes = strings.Fields(string(f.Data))
				case "want":
					want = append(want, strings.Split(strings.TrimSpace(string(f.Data)), "\n")...)
				default:
					site[f.Name] = &fstest.MapFile{Data: f.Data}
					if strings.HasSuffix(f.Name, ".md") {
						pages++
					}
				}
			}
			site["content/site.yaml"] = &fstest.MapFile{Data: []byte(siteConfig(codes))}
			result, err := pipeline.Load(t.Context(), site, baken.Defaults, options)
			if err != nil {
				t.Fatal(err)
			}
			got, counts := []string{}, map[diag.Code]int{}
			for _, f := range result.Findings.All() {
				if line := f.File + " " + string(f.Code); !slices.Contains(got, line) {
					got = append(got, line)
				}
				counts[f.Code]++
				if !slices.Contains(want, f.File+" "+string(f.Code)) {
					t.Errorf("false alarm: %v", f)
				}
			}
			slices.Sort(got)
			t.Logf("%d pages; findings for each code:", pages)
			for _, code := range slices.Sorted(maps.Keys(counts)) {
				t.Logf("%4d %s", counts[code], code)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("findings, want - got +:\n%s", diff)
			}
		})
	}
}

// siteConfig returns the settings of a site in some languages.
func siteConfig(codes []string) string {
	names := map[string][2]string{"nl": {"Nederlands", "Uitleg"}, "en": {"English", "Guidance"}, "fr": {"Français", "Aide"}}
	var texts, languages []string
	for _, code := range codes {
		texts = append(texts, code+": "+names[code][1])
		languages = append(languages, "{code: "+code+", name: "+names[code][0]+"}")
	}
	all := "{" + strings.Join(texts, ", ") + "}"
	return "base_url: https://site.test\ntitle: " + all + "\ndescription: " + all + "\nlanguages: [" + strings.Join(languages, ", ") +
		"]\ncontact: {name: " + all + ", email: editors@site.test}\nsecurity: {contact: \"mailto:security@site.test\", expires: 2027-09-01}\n" +
		"plain_language: {sentence_words: 30, reading_ease: 20}\n"
}
