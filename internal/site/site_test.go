package site_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/content/siteconfig"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site"
)

const settings = `base_url: https://guide.test
title: {nl: Gids, en: Guide}
description: {nl: Uitleg, en: Guidance}
languages: [nl, en]
contact: {name: {nl: Redactie, en: Editors}, email: editors@guide.test}
security: {contact: "mailto:security@guide.test", expires: 2100-01-01}
`

// portal builds the model of a site from a txtar archive. A page is its front matter without
// fences, an empty line and its text; its title is the name of the file unless the front matter
// has one. Other files are taken as they are. The findings include those of loading.
func portal(t testing.TB, archive string, o site.Options) (*site.Site, diag.List) {
	t.Helper()
	s, _, list := model(t, archive, o)
	return s, list
}

// model is [portal], and returns the documents as well.
func model(t testing.TB, archive string, o site.Options) (*site.Site, *content.Documents, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte(settings)}}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		if path.Ext(f.Name) != ".md" {
			fsys["content/"+f.Name] = &fstest.MapFile{Data: f.Data}
			continue
		}
		meta, body, _ := strings.Cut("\n"+string(f.Data), "\n\n")
		meta = strings.TrimSpace(meta)
		if !strings.Contains(meta, "title:") {
			meta = "title: " + path.Base(f.Name) + "\n" + meta
		}
		text := "---\n" + meta + "\ndescription: D\n---\n" + body
		fsys["content/"+f.Name] = &fstest.MapFile{Data: []byte(text)}
	}
	config, list, err := siteconfig.Load(fsys)
	if err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
	converters := map[string]*markdown.Converter{}
	for _, lang := range config.Codes() {
		converters[lang] = markdown.New(markdown.Options{Language: lang})
	}
	docs, list, err := content.Load(t.Context(), fsys, content.LoadOptions{Languages: config.Codes(), Converters: converters})
	if err != nil {
		t.Fatal(err)
	}
	sets, findings, err := definition.Load(t.Context(), fsys, config.Codes())
	if err != nil {
		t.Fatal(err)
	}
	list.Join(findings)
	o.Criteria, o.CriteriaMissing, o.Converters = sets, findings.HasErrors(), converters
	s, findings, err := site.New(t.Context(), config, &content.Glossary{}, docs, o)
	if err != nil {
		t.Fatal(err)
	}
	list.Join(findings)
	return s, docs, list
}

const guide = `
-- index.nl.md --
-- index.en.md --
-- section/index.en.md --
slug: part
menu: The part
-- section/index.nl.md --
-- section/zebra.en.md --
weight: -1
-- section/apple.en.md --
-- section/Étude.en.md --
-- section/apple.nl.md --
slug: appel
-- section/deep/page.en.md --
-- alone.en.md --
-- unfinished.en.md --
draft: true
-- autumn.en.md --
publish: 2026-11-23
expires: 2026-12-01
`

func TestAddresses(t *testing.T) {
	s, list := portal(t, guide, site.Options{Date: day("2026-11-22")})
	if list.HasErrors() {
		t.Fatal(list.All())
	}
	var got []string
	for _, p := range s.Pages {
		got = append(got, p.Path+" "+p.URL)
	}
	want := []string{
		"/nl/ /nl/",
		"/nl/section/ /nl/section/",
		"/nl/section/appel/ /nl/section/appel/",
		"/en/ /en/",
		"/en/alone/ /en/alone/",
		"/en/part/ /en/part/",
		"/en/part/apple/ /en/part/apple/",
		"/en/part/deep/page/ /en/part/deep/page/",
		"/en/part/zebra/ /en/part/zebra/",
		"/en/part/Étude/ /en/part/%C3%89tude/",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func day(s string) content.Date {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return content.Date{Time: t}
}

// TestTree checks the parent, the neighbours and the section of each page.
func TestTree(t *testing.T) {
	s, _ := portal(t, guide, site.Options{Date: day("2026-11-22")})
	name := func(p *site.Page) string {
		if p == nil {
			return "-"
		}
		return strings.TrimPrefix(p.Path, "/en/")
	}
	got := map[string]string{}
	for _, p := range s.Pages {
		if p.Lang == "en" {
			got[name(p)] = strings.Join([]string{name(p.Parent), name(p.Previous), name(p.Next), name(p.Section())}, " ")
		}
	}
	// Pages are sorted by weight, then by title in the order of the language: É with E, not behind
	// Z. A directory without an index page belongs to the one above it.
	want := map[string]string{
		"":                "- - - -",
		"alone/":          " - - -",
		"part/":           " - part/zebra/ part/",
		"part/zebra/":     "part/ part/ part/apple/ part/",
		"part/apple/":     "part/ part/zebra/ part/Étude/ part/",
		"part/Étude/":     "part/ part/apple/ part/deep/page/ part/",
		"part/deep/page/": "part/ part/Étude/ - part/",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	home := s.Home("en")
	var labels []string
	for _, c := range home.Children {
		labels = append(labels, c.Label())
	}
	if diff := cmp.Diff([]string{"alone.en.md", "The part"}, labels); diff != "" {
		t.Error(diff)
	}
	if home.In("nl") != s.Home("nl") || home.In("de") != nil || s.Home("de") != nil {
		t.Error("translations of the home page")
	}
}

func TestPublication(t *testing.T) {
	for date, want := range map[string]string{
		"2026-11-22": "", "2026-11-23": "autumn", "2026-11-30": "autumn", "2026-12-01": "", "drafts": "autumn unfinished",
	} {
		o := site.Options{Drafts: date == "drafts"}
		if !o.Drafts {
			o.Date = day(date)
		}
		s, _ := portal(t, guide, o)
		var got []string
		for _, p := range s.Pages {
			if p.Key == "autumn" || p.Key == "unfinished" {
				got = append(got, p.Key)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", date, got, want)
		}
	}
}

const links = `
-- index.nl.md --
-- index.en.md --
-- a/page.en.md --

## One

## Été
-- a/caf` + "e\u0301" + `.en.md --
-- a/re port.pdf --
x
-- up.en.md --
`

func TestResolve(t *testing.T) {
	s, list := portal(t, links, site.Options{})
	if list.HasErrors() {
		t.Fatal(list.All())
	}
	i := slices.IndexFunc(s.Pages, func(p *site.Page) bool { return p.Key == "a/page" })
	from := s.Pages[i]
	for target, want := range map[string]string{
		"":                      "content/a/page.en.md",
		"page.en.md":            "content/a/page.en.md",
		"./page.en.md":          "content/a/page.en.md",
		"../up.en.md":           "content/up.en.md",
		"../a/../up.en.md":      "content/up.en.md",
		"../index.nl.md":        "content/index.nl.md",
		"caf\u00e9.en.md":       "content/a/cafe\u0301.en.md",
		"cafe\u0301.en.md":      "content/a/cafe\u0301.en.md",
		"re port.pdf":           "content/a/re port.pdf",
		"page":                  "",
		"up.en.md":              "",
		"../site.yaml":          "",
		"../../content/x.en.md": "",
		"../../../etc/passwd":   "",
	} {
		to := s.Resolve(from.File, target)
		got := to.File
		if to.Page != nil {
			got = to.Page.File
		}
		if got != want {
			t.Errorf("%q leads to %q, want %q", target, got, want)
		}
	}
	for fragment, want := range map[string]bool{"one": true, "été": true, "One": false, "two": false, "": false} {
		if got := s.HasAnchor(from, fragment); got != want {
			t.Errorf("#%s: %v", fragment, got)
		}
	}
}

// FuzzResolve checks that any link leads to a page or file of the site or is reported, and never
// leads out of the site.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{
		"page.en.md", "../up.en.md#x", "#one", "../../x", "/en/", "//host/x", "javascript:x", "a%2F..%2Fb", "%2e%2e/up.en.md",
		"re%20port.pdf", "\\..\\up.en.md", "?q", "<a b>", "caf\u00e9.en.md", "x\x00y", "..", ".", "...", "a/./b//c",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, target string) {
		if !utf8.ValidString(target) || strings.ContainsAny(target, "\r\n\x00") {
			t.Skip("package source lets no such text through, or it isn't one line")
		}
		s, list := portal(t, links+"-- a/fuzz.en.md --\n\n[x]("+target+") ![x]("+target+")\n", site.Options{})
		for _, file := range append(s.Files, s.Downloads...) {
			if !strings.HasPrefix(file, "content/") || file != path.Clean(file) {
				t.Errorf("%q publishes %q", target, file)
			}
		}
		reported := map[string]bool{}
		for _, finding := range list.All() {
			reported[fmt.Sprint(finding.Pos)] = true
		}
		i := slices.IndexFunc(s.Pages, func(p *site.Page) bool { return p.Key == "a/fuzz" })
		for _, slot := range s.Text(s.Pages[i]).Body.Slots {
			if slot.Kind != markdown.SlotHref && slot.Kind != markdown.SlotFile && slot.Kind != markdown.SlotImage {
				continue
			}
			to := s.Resolve(s.Pages[i].File, slot.Target)
			if to.Page == nil && to.File == "" && !reported[fmt.Sprint(slot.Pos())] {
				t.Errorf("%q leads nowhere and isn't reported", target)
			}
			if to.Page != nil && to.File != "" {
				t.Errorf("%q leads to two places", target)
			}
		}
	})
}
