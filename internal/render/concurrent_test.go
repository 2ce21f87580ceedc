package render_test

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
)

// TestConcurrent holds that the artifacts of a site can be made at the same time, each of them more
// than once, and that this gives the same bytes.
func TestConcurrent(t *testing.T) {
	set, err := os.ReadFile(filepath.FromSlash("../criteria/definition/testdata/subsidy.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	page := func(title, more string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\ndescription: About it.\n" + more + "---\n\nText.\n")}
	}
	files := fstest.MapFS{
		"content/site.yaml": {Data: []byte("base_url: https://example.com\ntitle: {nl: A, en: B}\ndescription: {nl: A, en: B}\n" +
			"languages: [{code: nl, name: Nederlands}, {code: en, name: English}]\n" +
			"contact: {name: {nl: Wij, en: Us}, email: us@example.com}\n" +
			"security: {contact: \"mailto:us@example.com\", expires: 2027-10-01}\n")},
		"content/criteria/subsidy.yaml": {Data: set},
	}
	for _, lang := range []string{"nl", "en"} {
		files["content/index."+lang+".md"] = page("Home", "")
		files["content/check."+lang+".md"] = page("Check", "criteria: subsidy\n")
	}
	load := func() *pipeline.Result {
		p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{
			Date: content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)},
		})
		if err != nil || p.Findings.HasErrors() {
			t.Fatal(err, p.Findings.All())
		}
		return p
	}
	shared := load()
	results := make([]map[string][]byte, 4)
	var group sync.WaitGroup
	for i := range results {
		results[i] = map[string][]byte{}
		group.Go(func() {
			for n := range shared.Artifacts {
				// Two in the same order, two in the opposite one.
				if i%2 == 1 {
					n = len(shared.Artifacts) - 1 - n
				}
				a := shared.Artifacts[n]
				if ext := filepath.Ext(a.Path); ext == ".png" || ext == ".ico" {
					continue // They take long to draw under the race detector, and have nothing in common.
				}
				b, err := a.Append(nil)
				if err != nil {
					t.Error(err)
				}
				results[i][a.Path] = b
			}
		})
	}
	group.Wait()
	if len(results[0]) < 20 {
		t.Errorf("%d artifacts: too few to tell", len(results[0]))
	}
	for _, a := range load().Artifacts {
		if results[0][a.Path] == nil {
			continue
		}
		want, err := a.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range results {
			if !bytes.Equal(results[i][a.Path], want) {
				t.Errorf("%s is %d bytes, and %d when nothing else is made", a.Path, len(results[i][a.Path]), len(want))
			}
		}
	}
}
