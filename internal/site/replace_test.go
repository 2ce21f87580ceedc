package site_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

const replaceSite = `
-- index.en.md --

Home, [there](a.en.md#one), [further](b.en.md#two).
-- index.nl.md --
title: Thuis
ways: {title: Wie, pages: [{page: b.nl.md#twee}]}

Thuis.
-- a.en.md --

## One

Text. [Back](index.en.md)
-- a.nl.md --

## Een

Tekst.
-- b.en.md --

## Two
-- b.nl.md --

## Twee
-- c.en.md --
draft: true

Text.
-- words.en.md --

::glossary
-- words.nl.md --

::glossary
-- picture.png --
x
-- criteria/s.yaml --
id: s
valid_from: 2020-01-01
legal_basis: {nl: "Zie [een](../a.nl.md#een).", en: "See [one](../a.en.md#one)."}
questions:
  - id: q
    text: {nl: Vraag, en: Question}
    options: [{id: a, label: {nl: A, en: A}}, {id: b, label: {nl: B, en: B}}]
criteria:
  - {id: c, title: {nl: C, en: C}, met: q == "a", unmet: q == "b"}
outcomes:
  - {id: o, title: {nl: O, en: O}, body: {nl: O, en: O}}
`

// TestReplace checks that Replace returns the same site and findings as New with the changed texts.
func TestReplace(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		// pages are the files of the pages whose rendering may differ; none where Replace isn't ok.
		pages string
	}{
		{"a text", "\nThuis.", "\nWeer thuis.", "content/index.nl.md"},
		{"a heading that a way in leads to", "## Twee", "## Drie", "content/b.nl.md"},
		{"a heading that a page links to", "## Two", "## Three", "content/b.en.md"},
		{"a heading that a page and criteria link to", "## One", "## Other", "content/a.en.md"},
		{"a heading that criteria link to", "## Een", "## Ander", "content/a.nl.md"},
		{"a dead link", "[Back](index.en.md)", "[Back](gone.en.md)", "content/a.en.md"},
		{"a link to a draft", "[Back](index.en.md)", "[Back](c.en.md)", "content/a.en.md"},
		{"a picture", "Tekst.", "![Beeld](picture.png)", "content/a.nl.md"},
		{"two texts", "## T", "## U", "content/b.en.md content/b.nl.md"},
		{"a directive that is wrong", "Tekst.", "::criteria{set=none}", "content/a.nl.md"},
		{"a list that the translation lacks", "## Twee", "## Twee\n\n- Punt", "content/b.nl.md"},
		{"a section that the translation lacks", "## Twee", "## Twee\n\n## Drie", "content/b.nl.md content/b.en.md"},
		{"a list that the original lacks", "## Two", "## Two\n\n- Item", "content/b.en.md"},
		{"the glossary elsewhere", "Tekst.", "::glossary", ""},
		{"a video, which changes _headers", "Tekst.", "::video{file=a.mp4 captions=a.vtt title=A}", ""},
		{"a video elsewhere", "Tekst.", "::video{url=https://a.test/b poster=a.png title=A}", "content/a.nl.md"},
		{"the glossary gone", "::glossary\n-- words.nl", "None.\n-- words.nl", ""},
		{"a title", "-- a.en.md --\n", "-- a.en.md --\ntitle: Other\n", ""},
		{"a line of front matter", "-- a.en.md --\n", "-- a.en.md --\nweight: 5\n", ""},
		{"a draft", "draft: true\n\nText", "draft: true\n\nOther text", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(replaceSite, c.old) {
				t.Fatalf("%q isn't there", c.old)
			}
			before, docs, _ := sitetest.Model(t, replaceSite, site.Options{})
			want, now, all := sitetest.Model(t, strings.ReplaceAll(replaceSite, c.old, c.new), site.Options{})
			// Only documents that differ are replaced.
			var changed []*content.Document
			for i, d := range now.Pages {
				if !cmp.Equal(text(t, d), text(t, docs.Pages[i])) {
					changed = append(changed, d)
				}
			}
			got, pages, findings, ok := before.Replace(t.Context(), changed)
			if ok != (c.pages != "") {
				t.Fatalf("ok is %t", ok)
			}
			if !ok {
				return
			}
			var files []string
			for _, p := range pages {
				files = append(files, p.File)
			}
			if strings.Join(files, " ") != c.pages {
				t.Errorf("other pages: %q, want %q", files, c.pages)
			}
			if diff := cmp.Diff(remarks(all), remarks(findings)); diff != "" {
				t.Error(diff)
			}
			if !slices.Equal(got.Downloads, want.Downloads) {
				t.Errorf("downloads %q, want %q", got.Downloads, want.Downloads)
			}
			if !slices.Equal(got.Files, want.Files) {
				t.Errorf("files %q, want %q", got.Files, want.Files)
			}
			for i, p := range got.Pages {
				if a, b := text(t, got.Text(p)), text(t, want.Text(want.Pages[i])); a != b {
					t.Errorf("%s: %s, want %s", p.File, a, b)
				}
				if a, b := fmt.Sprint(got.Verdict(p)), fmt.Sprint(want.Verdict(want.Pages[i])); a != b {
					t.Errorf("%s: %s, want %s", p.File, a, b)
				}
			}
			// The original site is unchanged.
			for _, p := range before.Pages {
				if !slices.Contains(docs.Pages, before.Text(p)) {
					t.Errorf("%s has another text in the site from before", p.File)
				}
			}
		})
	}
}

// text returns everything that a document contains.
func text(t *testing.T, d *content.Document) string {
	t.Helper()
	html, err := d.AppendHTML(nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	meta, err := json.Marshal(d.Meta)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(&b, string(html), d.Body.Anchors, string(meta))
	for i := range d.Body.Slots {
		slot := &d.Body.Slots[i]
		fmt.Fprint(&b, slot.Kind, slot.Target, slot.Fragment, slot.Pos(), slot.Arguments())
	}
	return b.String()
}

func remarks(l diag.List) (out []string) {
	weighed := l.WithSeverities(nil)
	for _, f := range weighed.All() {
		out = append(out, f.String()+" "+f.Hint)
	}
	return out
}
