package scaffold_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/scaffold"
	"baken.example/baken/internal/strictyaml"
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
		config, list, err := siteconfig.Load(fsys)
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

// TestHome checks that a new site has texts of its own in each language that Baken has strings for,
// made up alike, and texts still to be written in others.
func TestHome(t *testing.T) {
	named, err := fs.Glob(baken.Defaults, "i18n/active.*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	codes := []string{"sv", "de-AT"}
	for _, file := range named {
		if code, form := message.Named(file); form == "" {
			codes = append(codes, code)
		}
	}
	files, err := scaffold.Site(codes, content.Date{Time: time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	mark := regexp.MustCompile(`(?m)^(---|title:|description:|## |- |)`)
	seen := map[string]string{}
	var shape []string
	for _, f := range files {
		if !filepath.IsLocal(f.Path) || filepath.Ext(f.Path) != ".md" {
			continue
		}
		if other, ok := seen[f.Text]; ok && f.Path != "content/index.de.md" {
			t.Errorf("%s is the same as %s", f.Path, other)
		}
		seen[f.Text] = f.Path
		if open := regexp.MustCompile("…").MatchString(f.Text); open != (f.Path == "content/index.sv.md") {
			t.Errorf("%s:\n%s", f.Path, f.Text)
		}
		if of := mark.FindAllString(f.Text, -1); shape == nil {
			shape = of
		} else if !slices.Equal(of, shape) {
			t.Errorf("%s is made up as %q, another as %q", f.Path, of, shape)
		}
	}
	if len(seen) != len(codes)-1 {
		t.Errorf("%d home pages for %d languages", len(seen), len(codes))
	}
}

// TestStrings checks that a language without strings gets them to translate.
func TestStrings(t *testing.T) {
	files, err := scaffold.Strings(t.Context(), baken.Defaults, []string{"en", "nl-BE", "sv", "fa"})
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path)
		node, list := strictyaml.Parse(f.Path, []byte(f.Text), 1)
		if list.Len() > 0 || len(node.Entries) != 1 || node.Entries[0].Key != message.DirectionKey {
			t.Errorf("%s: %v", f.Path, list.All())
		}
	}
	if want := []string{"i18n/active.sv.yaml", "i18n/active.fa.yaml"}; !slices.Equal(paths, want) {
		t.Errorf("%q, want %q", paths, want)
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
