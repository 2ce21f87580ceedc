package tree_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

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
	s, list := sitetest.Portal(t, guide, site.Options{Date: sitetest.Day("2026-11-22")})
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

// TestTree checks the parent, the neighbours and the section of each page.
func TestTree(t *testing.T) {
	s, _ := sitetest.Portal(t, guide, site.Options{Date: sitetest.Day("2026-11-22")})
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
			o.Date = sitetest.Day(date)
		}
		s, _ := sitetest.Portal(t, guide, o)
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
