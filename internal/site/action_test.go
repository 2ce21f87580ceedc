package site_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

// leads returns where each page of a language leads, as "path > address: text".
func leads(s *site.Site, lang string) []string {
	var out []string
	for _, p := range s.Pages {
		if l, ok := s.Action(p); ok && p.Lang == lang {
			out = append(out, strings.TrimSuffix(p.Path+" > "+l.URL()+": "+l.Text, ": "))
		}
	}
	return out
}

func TestAction(t *testing.T) {
	set := sitetest.Set("kind", "kind", "2020-01-01", "New.")
	for _, test := range []struct {
		name, files string
		want        []string
	}{
		{"a home page leads to the only check", sitetest.Pages(set, "-- check.en.md --\ncriteria: kind\n-- a.en.md --\n"),
			[]string{"/en/ > /en/check/"}},
		{"not to one of two", sitetest.Pages(set, sitetest.Set("two", "two", "2020-01-01", "Two."),
			"-- check.en.md --\ncriteria: kind\n-- other.en.md --\ncriteria: two\n"), nil},
		{"and to none without", sitetest.Pages("-- a.en.md --\n"), nil},
		{"the front matter goes first", sitetest.Pages(set, "-- check.en.md --\ncriteria: kind\n-- a.en.md --\n",
			"-- index.en.md --\naction: {page: a.en.md, text: To a}\n"), []string{"/en/ > /en/a/: To a"}},
		{"pages with criteria lead to their check", sitetest.Pages(set, "-- check.en.md --\ncriteria: kind\n",
			"-- one.en.md --\n\n::criterion{set=kind id=size}\n", "-- all.en.md --\n\n::criteria{set=kind}\n"),
			[]string{"/en/ > /en/check/", "/en/all/ > /en/check/", "/en/one/ > /en/check/"}},
		{"unless they place it themselves", sitetest.Pages(set, "-- check.en.md --\ncriteria: kind\n",
			"-- one.en.md --\n\n::criterion{set=kind id=size}\n\n::check{set=kind}\n"),
			[]string{"/en/ > /en/check/"}},
		{"a section's is that of the pages below it, but not the home page's", sitetest.Pages("-- a.en.md --\n-- b/index.en.md --\naction: {page: ../a.en.md}\n",
			"-- b/c.en.md --\n-- b/d/index.en.md --\naction: {page: ../c.en.md#x}\n-- b/d/e.en.md --\n-- index.en.md --\naction: {page: b/c.en.md}\n",
			"-- b/c.en.md --\n\n## X\n\nText.\n"),
			[]string{"/en/ > /en/b/c/", "/en/b/ > /en/a/", "/en/b/c/ > /en/a/", "/en/b/d/ > /en/b/c/#x", "/en/b/d/e/ > /en/b/c/#x"}},
		{"but no page leads to itself", sitetest.Pages("-- b/index.en.md --\naction: {page: c.en.md}\n-- b/c.en.md --\n-- b/d.en.md --\n"),
			[]string{"/en/b/ > /en/b/c/", "/en/b/d/ > /en/b/c/"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, list := sitetest.Portal(t, test.files, site.Options{Date: sitetest.Day("2026-11-23")})
			if list.HasErrors() {
				t.Fatal(list.All())
			}
			if diff := cmp.Diff(test.want, leads(s, "en")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestDeadLeads checks the findings on references in front matter: they are those of links.
func TestDeadLeads(t *testing.T) {
	set := sitetest.Set("kind", "kind", "2020-01-01", "New.")
	for name, test := range map[string]struct{ files, want string }{
		"no such page": {"-- a.en.md --\naction: {page: b.en.md}\n-- ab.en.md --\n",
			`a.en.md:3:16: link to "b.en.md": no such page [link-page]`},
		"a draft":     {"-- a.en.md --\naction: {page: draft.en.md}\n", `a.en.md:3:16: link to "draft.en.md": that page is a draft [link-unpublished]`},
		"a download":  {"-- a.en.md --\naction: {page: report.pdf}\n", `a.en.md:3:16: "report.pdf" is a file for downloading, and no page [link-page]`},
		"no language": {"-- a.en.md --\naction: {page: b}\n-- b.en.md --\n", `a.en.md:3:16: link to "b": no such page; did you mean "b.en.md"? [link-page]`},
		"itself":      {"-- a.en.md --\naction: {page: a.en.md}\n", `a.en.md:3:16: the page leads to itself [link-page]`},
		"an anchor": {"-- index.en.md --\ntitle: I\nways:\n  title: Who?\n  pages:\n    - {page: a.en.md}\n    - {page: a.en.md#here}\n-- a.en.md --\n\n## There\n\nText.\n",
			`index.en.md:7:14: link to "a.en.md#here": content/a.en.md has no heading "here"; did you mean "there"? [link-anchor]`},
		"ways elsewhere": {"-- a.en.md --\ntitle: A\nways:\n  title: Who?\n  pages: [{page: b.en.md}]\n-- b.en.md --\n",
			`a.en.md:4:10: ways: only a home page shows ways in [yaml-value]`},
		"no page":  {"-- index.en.md --\naction: {text: Go}\n", `index.en.md:3:10: page is missing in action [yaml-missing-key]`},
		"no check": {set + "-- a.en.md --\n\n::check{set=kind}\n", `a.en.md:6:1: no page in "en" is the self-check of "kind" [criteria-unknown]`},
		"no set":   {"-- a.en.md --\n\n::check\n", `a.en.md:6:1: ::check doesn't say which criteria set it is about [directive-argument]`},
		"twice": {set + "-- c.en.md --\ncriteria: kind\n-- a.en.md --\n\n::check{set=kind}\n\n::check{set=kind}\n",
			`a.en.md:8:1: ::check of "kind" stands on this page twice [directive-argument]`},
		"on the check": {set + "-- c.en.md --\ncriteria: kind\n\n::check{set=kind}\n",
			`c.en.md:6:1: ::check leads to the self-check, and this page is the self-check [directive-argument]`},
	} {
		t.Run(name, func(t *testing.T) {
			_, list := sitetest.Portal(t, sitetest.Pages(test.files), site.Options{Date: sitetest.Day("2026-11-23")})
			var errors []string
			weighed := list.WithSeverities(nil)
			for _, f := range weighed.All() {
				if f.Severity == diag.Error {
					errors = append(errors, strings.TrimPrefix(f.String(), "content/"))
				}
			}
			if diff := cmp.Diff([]string{test.want}, errors); diff != "" {
				t.Error(diff)
			}
		})
	}
}
