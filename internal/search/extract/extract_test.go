package extract_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/pipeline"
	"baken.example/baken/internal/search"
)

var day = content.Date{Time: time.Date(2026, time.November, 28, 0, 0, 0, 0, time.UTC)}

// load loads a site, which must be without errors.
func load(t testing.TB, files fs.FS) *pipeline.Result {
	t.Helper()
	p, err := pipeline.Load(t.Context(), files, baken.Defaults, pipeline.Options{Date: day})
	if err != nil || p.Findings.HasErrors() {
		t.Fatal(err, p.Findings.All())
	}
	return p
}

// foreignStrings returns the strings of a language that Baken doesn't come with: the texts of
// another one will do.
func foreignStrings(plurals []string) []byte {
	own, err := fs.ReadFile(baken.Defaults, "i18n/active.en.yaml")
	if err != nil {
		panic(err) // It is embedded.
	}
	return regexp.MustCompile(`(?m)^  other:(.*)$`).ReplaceAllFunc(own, func(line []byte) []byte {
		out := string(line)
		for _, p := range plurals {
			out += strings.Replace("\n"+string(line), "other", p, 1)
		}
		return []byte(out)
	})
}

// archive returns the files of a txtar archive.
func archive(text string) fstest.MapFS {
	files := fstest.MapFS{}
	for lang, plurals := range map[string][]string{"fr": {"many"}, "ar": {"zero", "two", "few", "many"}} {
		files["i18n/active."+lang+".yaml"] = &fstest.MapFile{Data: foreignStrings(plurals)}
	}
	for _, f := range txtar.Parse([]byte(text)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// read returns the pages of a language by the part of their URL behind the language.
func read(p *pipeline.Result, language string) map[string]search.Page {
	source := p.Searched(language)
	out := map[string]search.Page{}
	for i := range source.Len() {
		var page search.Page
		source.Read(i, &page)
		out[page.URL] = page
	}
	return out
}

// shown writes the sections of a page: "# heading [anchor]" and their text.
func shown(p search.Page) string {
	var b strings.Builder
	for i, s := range p.Sections {
		if i > 0 {
			b.WriteString("# " + s.Heading + " [" + s.Anchor + "]")
			b.WriteString("\n")
		}
		if s.End > s.Start {
			b.Write(p.Text[s.Start:s.End])
			b.WriteString("\n")
		}
	}
	return b.String()
}

const settings = `-- content/site.yaml --
base_url: https://aide.test/guide/
title: {fr: Aide, en: Help}
description: {fr: Aide, en: Help}
languages: [{code: fr, name: Français}, {code: en, name: English}]
contact: {name: {fr: Aide, en: Help desk}, email: aide@aide.test}
security: {contact: "mailto:aide@aide.test", expires: 2027-09-01}
-- content/index.fr.md --
---
title: Aide
description: Accueil
---
-- content/index.en.md --
---
title: Help
description: Home
---
`

func TestSections(t *testing.T) {
	p := load(t, archive(settings+"-- content/a.en.md --\n---\ntitle: \"A \\\"quoted\\\" title\"\ndescription: \"About R&D\"\n---\n"+`
Opening *line* with R&D <!-- not this --> and
a [link](index.en.md).

## First `+"`code`"+` & [more](index.en.md)

- one
- two **bold**text[^1]

| Column | Value |
|---|---|
| cell | 5 < 6 |

### Twice
## Twice

`+"```go\nif a < b {\n\treturn\n}\n```\n"+`
::contact

After.

[^1]: The note.
`))
	page := read(p, "en")["/guide/en/a/"]
	if page.Title != `A "quoted" title` || page.Description != "About R&D" {
		t.Errorf("%q %q", page.Title, page.Description)
	}
	const want = `Opening line with R&D and a link.
# First code & more [first-code--more]
one
two boldtext
Column
Value
cell
5 < 6
# Twice [twice]
# Twice [twice-1]
if a < b {
return
}
Help desk
Email: aide@aide.test
After.
# Footnotes [fn:1]
The note.
`
	if diff := cmp.Diff(want, shown(page)); diff != "" {
		t.Error(diff)
	}
}

func TestOwnSite(t *testing.T) {
	p := load(t, os.DirFS("../../.."))
	for _, lang := range p.Model.Languages {
		for url, page := range read(p, lang) {
			t.Log(url, page.Title, len(page.Sections), len(page.Text))
		}
	}
}

func BenchmarkRead(b *testing.B) {
	p := load(b, os.DirFS("../../.."))
	source := p.Searched(p.Model.Languages[0])
	for i := range source.Len() {
		var page search.Page
		source.Read(i, &page)
		b.Run(page.URL, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(page.Text)))
			for b.Loop() {
				page.Reset()
				source.Read(i, &page)
			}
		})
	}
}
