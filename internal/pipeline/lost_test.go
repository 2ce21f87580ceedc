package pipeline_test

import (
	"bytes"
	"flag"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	baken "baken.example/baken"
	"baken.example/baken/internal/markdown/markdowntest"
	"baken.example/baken/internal/pipeline"
)

var moreSites = flag.String("sites", "", "`directory` of further sites for the oracle")

// sites returns the sites that tests have and that are published: this repository's, those of the
// scripts of the command line, and those of -sites.
func sites(t *testing.T) map[string]fs.FS {
	t.Helper()
	all := map[string]fs.FS{"repository": os.DirFS("../..")}
	if *moreSites != "" {
		more, err := filepath.Glob(filepath.Join(*moreSites, "*", "content"))
		if err != nil || len(more) == 0 {
			t.Fatalf("no sites in %s: %v", *moreSites, err)
		}
		for _, content := range more {
			all[filepath.Dir(content)] = os.DirFS(filepath.Dir(content))
		}
	}
	base, err := txtar.ParseFile("../../cmd/baken/testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir("../../cmd/baken/testdata/script", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".txtar" {
			return err
		}
		script, err := txtar.ParseFile(name)
		if err != nil {
			return err
		}
		site, own := fstest.MapFS{}, false
		for _, f := range append(base.Files, script.Files...) {
			site[f.Name] = &fstest.MapFile{Data: f.Data}
			own = own || strings.HasPrefix(f.Name, "templates/")
		}
		if own {
			return nil // Its templates may leave the text out.
		}
		all[strings.TrimSuffix(filepath.Base(name), ".txtar")] = site
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestNothingLost is the oracle on every site in the tests: each visible word of a page's source is
// on the published page, or a finding stands on its line.
func TestNothingLost(t *testing.T) {
	pages := 0
	for name, site := range sites(t) {
		if _, err := fs.Stat(site, "content/site.yaml"); err != nil {
			continue
		}
		result, err := pipeline.Load(t.Context(), site, baken.Defaults, options)
		if err != nil || result.Findings.HasErrors() || result.Model == nil {
			if strings.HasPrefix(name, *moreSites) && *moreSites != "" {
				t.Logf("%s isn't published", name)
			}
			continue
		}
		published := map[string]func([]byte) ([]byte, error){}
		for _, a := range result.Artifacts {
			published[a.Path] = a.Append
		}
		for _, page := range result.Model.Pages {
			path, err := url.PathUnescape(page.URL)
			if err != nil {
				t.Fatal(err)
			}
			render := published[strings.TrimPrefix(path, "/")+"index.html"]
			if render == nil {
				t.Errorf("%s: %s isn't published", name, page.URL)
				continue
			}
			html, err := render(nil)
			if err != nil {
				t.Fatal(err)
			}
			_, html, _ = bytes.Cut(html, []byte("<main"))
			html, _, _ = bytes.Cut(html, []byte("</main>"))
			src, err := fs.ReadFile(site, page.File)
			if err != nil {
				t.Fatal(err)
			}
			found := map[int]bool{}
			for _, f := range result.Findings.All() {
				if f.File == page.File {
					markdowntest.Mark(found, f)
				}
			}
			if lost := markdowntest.Lost(withoutFrontMatter(src), html, found); len(lost) > 0 {
				t.Errorf("%s: %s: %v are lost without a finding", name, page.File, lost)
			}
			pages++
		}
	}
	t.Logf("%d pages", pages)
	if pages < 100 {
		t.Errorf("only %d pages", pages)
	}
}

// withoutFrontMatter returns the text of a page, with as many lines before it as it has in the
// file.
func withoutFrontMatter(src []byte) []byte {
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	end := bytes.Index(src, []byte("\n---\n"))
	if end < 0 {
		return src
	}
	end += len("\n---\n")
	return append(bytes.Repeat([]byte("\n"), bytes.Count(src[:end], []byte("\n"))), src[end:]...)
}
