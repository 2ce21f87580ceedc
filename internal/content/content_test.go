package content_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// load loads files with converters without typographic quotes.
func load(t testing.TB, files map[string]string) (*content.Documents, []string) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	languages := []string{"nl", "en"}
	converters := map[string]*markdown.Converter{}
	for _, lang := range languages {
		converters[lang] = markdown.New(markdown.Options{Language: lang})
	}
	docs, findings, err := content.Load(t.Context(), fsys, content.LoadOptions{Languages: languages, Converters: converters})
	if err != nil {
		t.Fatal(err)
	}
	return docs, reported(findings)
}

// reported returns findings as lines, in the order of a run.
func reported(list diag.List) []string {
	list = list.WithSeverities(nil)
	var out []string
	for _, f := range list.All() {
		out = append(out, f.String())
	}
	return out
}

func TestLoad(t *testing.T) {
	const page = "---\ntitle: T\ndescription: D\n---\n"
	docs, found := load(t, map[string]string{
		"content/index.en.md":             page,
		"content/a/b.nl.md":               page,
		"content/a/cafe\u0301.en.md":      page,
		"content/a/picture.png":           "x",
		"content/a/v1.2.en.md":            page,
		"content/site.yaml":               "",
		"content/glossary.yaml":           "",
		"content/criteria/check.yaml":     "",
		"content/README.md":               "For us.",
		"content/.hidden/index.en.md":     page,
		"content/a/.draft.en.md":          page,
		"content/broken.en.md":            "No front matter.",
		"elsewhere/content/index.en.md":   page,
		"content/a/report with space.pdf": "x",
	})
	var pages []string
	for _, p := range docs.Pages {
		pages = append(pages, p.File+" "+p.Key+" "+p.Lang)
	}
	want := []string{
		"content/a/b.nl.md a/b nl",
		"content/a/cafe\u0301.en.md a/caf\u00e9 en",
		"content/a/v1.2.en.md a/v1.2 en",
		"content/index.en.md index en",
	}
	if diff := cmp.Diff(want, pages); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"content/a/picture.png", "content/a/report with space.pdf"}, docs.Files); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"content/broken.en.md:1: the page has no front matter [front-matter-missing]"}, found); diff != "" {
		t.Error(diff)
	}
}

// TestPositions checks the positions of mistakes below front matter of different lengths, with
// blank lines before it and with Windows line ends.
func TestPositions(t *testing.T) {
	for src, want := range map[string]string{
		"---\ntitle: T\ndescription: D\n---\n# H\n":                      "content/p.en.md:5:1: ",
		"\n\n---\ntitle: T\ndescription: D\n---\n\n\n# H\n":              "content/p.en.md:9:1: ",
		"\ufeff---\r\ntitle: T\r\ndescription: D\r\n---\r\n\r\n# H\r\n":  "content/p.en.md:6:1: ",
		"---\ntitle: |\n  T\n\ndescription: >-\n  D\n  D\n---\n# H\n":    "content/p.en.md:9:1: ",
		"---  \ntitle: T\ndescription: D\n  ---\nText\n\ntext\n\n# H\n":  "content/p.en.md:9:1: ",
		"---\ntitle: T\ndescription: D\n---\n\n\nText.\n---\n\n# H\n---": "content/p.en.md:10:1: ",
	} {
		_, found := load(t, map[string]string{"content/p.en.md": src})
		if len(found) != 1 || !strings.HasPrefix(found[0], want) {
			t.Errorf("%q: %q, want %s", src, found, want)
		}
	}
}

func TestMeta(t *testing.T) {
	docs, found := load(t, map[string]string{"content/p.en.md": `---
title: T
description: D
slug: s
aliases: [/a/, /b/]
weight: -3
menu: M
layout: home
draft: true
publish: 2026-11-23
expires: 2026-12-01
reviewed: 2026-11-01
review_every: 2 weeks
feedback: false
---
`})
	if len(found) > 0 {
		t.Fatal(found)
	}
	m := docs.Pages[0].Meta
	got := []any{
		m.Title.V, m.Description.V, m.Slug.V, len(m.Aliases), m.Weight, m.Menu.V, m.Layout.V, m.Draft,
		m.Publish.V.Format(time.DateOnly), m.Expires.V.Format(time.DateOnly), m.Reviewed.V.Format(time.DateOnly),
		m.ReviewEvery.V, *m.Feedback,
	}
	want := []any{
		"T", "D", "s", 2, -3, "M", "home", true,
		"2026-11-23", "2026-12-01", "2026-11-01",
		content.Period{Days: 14}, false,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzParse checks that any file is loaded or reported without a panic, and that the positions of
// all findings are within the file.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "---", "---\n---\n", "---\ntitle: T\ndescription: D\n---\nText.\n", "\ufeff\r\n---\r\ntitle: é: x\r\n---\r\n",
		"---\ntitle: [\n---\n# H\n\n[x](y.md) ![](z.png)\n", "---\n- a\n---\n---\n", "+++\n", "--- \ntitle: \"T\n ---\n",
		"---\ntitle: T\ndescription: D\npublish: 2026-13-01\nreview_every: 0 days\naliases: [*a]\n---\n::contact{\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		fsys := fstest.MapFS{"content/p.en.md": {Data: []byte(src)}}
		docs, list, err := content.Load(t.Context(), fsys, content.LoadOptions{
			Languages: []string{"en"}, Converters: map[string]*markdown.Converter{"en": markdown.New(markdown.Options{Language: "en"})},
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(docs.Pages) == 0 && !list.HasErrors() {
			t.Error("no page and no finding about it")
		}
		text := strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(src, "\ufeff"), "\r\n", "\n"), "\r", "\n")
		lines := strings.Split(text, "\n")
		for _, finding := range list.All() {
			if strings.Contains(finding.Hint, "flaw of Baken") {
				t.Error(finding)
			}
			if finding.Line < 0 || finding.Line > len(lines) {
				t.Errorf("%v: the file has %d lines", finding, len(lines))
			} else if finding.Line > 0 && finding.Column > utf8.RuneCountInString(lines[finding.Line-1])+1 {
				t.Errorf("%v: the line is %q", finding, lines[finding.Line-1])
			}
		}
	})
}
