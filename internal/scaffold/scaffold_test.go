package scaffold_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/scaffold"
)

func TestPage(t *testing.T) {
	for key, want := range map[string]string{
		"why":                    "content/why.nl.md content/why.en.md",
		"a/b/index":              "content/a/b/index.nl.md content/a/b/index.en.md",
		"content/a/why.en.md":    "content/a/why.nl.md content/a/why.en.md",
		"./why.nl.md":            "content/why.nl.md content/why.en.md",
		"why.md":                 "content/why.nl.md content/why.en.md",
		"":                       "",
		"/why":                   "",
		"../why":                 "",
		"a//b":                   "content/a/b.nl.md content/a/b.en.md",
		"Why":                    "",
		"how to":                 "",
		"café":                   "",
		"assets":                 "",
		"con/page":               "",
		"a/":                     "content/a.nl.md content/a.en.md",
		strings.Repeat("a", 101): "",
	} {
		files, err := scaffold.Page(key, []string{"nl", "en"}, nil)
		var paths []string
		for _, f := range files {
			paths = append(paths, f.Path)
		}
		if got := strings.Join(paths, " "); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", key, got, err, want)
		}
	}
}

// TestSite checks that the settings of a new site have no errors in any language.
func TestSite(t *testing.T) {
	for _, languages := range [][]string{{"en"}, {"nl", "en"}, {"pt-BR", "zh-Hant", "ar"}, {"tlh"}} {
		files, err := scaffold.Site(languages, content.Date{Time: time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for _, f := range files {
			fsys[f.Path] = &fstest.MapFile{Data: []byte(f.Text)}
		}
		config, list, err := content.LoadConfig(fsys)
		if err != nil || list.HasErrors() {
			t.Errorf("%v: %v %v", languages, list.All(), err)
		}
		if got := strings.Join(config.Codes(), " "); got != strings.Join(languages, " ") {
			t.Errorf("%v: %s", languages, got)
		}
	}
	for _, languages := range [][]string{nil, {""}, {"en", "en"}, {"EN"}, {"../x"}} {
		if _, err := scaffold.Site(languages, content.Date{}); err == nil {
			t.Errorf("%q makes a site", languages)
		}
	}
}

// TestWriteAllOrNone checks that Write writes nothing if the second of three files exists.
func TestWriteAllOrNone(t *testing.T) {
	dir := t.TempDir()
	existing := filepath.Join(dir, "b", "two")
	if err := os.MkdirAll(filepath.Dir(existing), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(existing, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	files := []scaffold.File{{Path: "a/one", Text: "1"}, {Path: "b/two", Text: "2"}, {Path: "three", Text: "3"}}
	if err := scaffold.Write(dir, files); err == nil || !strings.Contains(err.Error(), "b/two is there already") {
		t.Error(err)
	}
	for name, want := range map[string]string{"a/one": "", "b/two": "mine", "three": ""} {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if string(text) != want || (want == "") != os.IsNotExist(err) {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if err := os.Remove(existing); err != nil {
		t.Fatal(err)
	}
	if err := scaffold.Write(dir, files); err != nil {
		t.Error(err)
	}
}
