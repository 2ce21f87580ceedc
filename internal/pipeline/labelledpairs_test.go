package pipeline_test

import (
	"fmt"
	"os"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/translation/accept"
)

// pair adds the pages of a place: an original in Dutch, and its translation.
func pair(site fstest.MapFS, place int, original string, p place, translation string) (translated string) {
	site[fmt.Sprintf("content/p%d/index.nl.md", place)] = labelledPage(original)
	translated = fmt.Sprintf("content/p%d/index.%s.md", place, p.lang)
	site[translated] = labelledPage(translation)
	return translated
}

// TestLabelledDrift measures translation-drifted on pairs of an original and its translation.
func TestLabelledDrift(t *testing.T) {
	all, site := places(t, "testdata/pairs/translation-drifted.txt"), labelledSite()
	for i, p := range all {
		pair(site, i, p.parts[0], p, p.parts[1])
	}
	measure(t, diag.TranslationDrifted, site, all)
}

// TestLabelledStale measures translation-stale on an original as it was accepted and as it is now,
// and its translation.
func TestLabelledStale(t *testing.T) {
	all, site := places(t, "testdata/pairs/translation-stale.txt"), labelledSite()
	var files []string
	for i, p := range all {
		files = append(files, pair(site, i, p.parts[0], p, p.parts[2]))
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, site); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	result, err := pipeline.Load(t.Context(), root.FS(), baken.Defaults, options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := accept.Record(root, accept.Request{Site: result.Model, Pages: files}); err != nil {
		t.Fatal(err)
	}
	for i, p := range all {
		accepted, err := root.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		pair(site, i, p.parts[1], p, string(accepted))
	}
	measure(t, diag.TranslationStale, site, all)
}
