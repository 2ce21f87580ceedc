package site_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

// TestChecksOfVersions holds which page is the self-check of which version, and where pages lead
// to, on days in the period of each version.
func TestChecksOfVersions(t *testing.T) {
	files := sitetest.Pages(sitetest.Versions(),
		"-- now.en.md --\ncriteria: kind\n",
		"-- new.en.md --\ncriteria: kind\ncriteria_on: 2027-06-01\n",
		"-- old.en.md --\ncriteria: kind\ncriteria_on: 2025-12-31\n",
		"-- all.en.md --\n\n::criteria{set=kind}\n",
		"-- all-old.en.md --\n\n::criteria{set=kind on=2020-01-01}\n",
		"-- all-new.en.md --\n\n::criteria{set=kind on=2030-01-01}\n",
		"-- choose.en.md --\n\n::periods{set=kind}\n",
	)
	for date, want := range map[string]struct {
		checks string
		leads  []string
	}{
		"2025-12-31": {"a now, b –, c new", []string{"/en/ > /en/now/", "/en/all/ > /en/now/", "/en/all-new/ > /en/new/", "/en/all-old/ > /en/now/"}},
		"2026-01-01": {"a old, b now, c new", []string{"/en/ > /en/now/", "/en/all/ > /en/now/", "/en/all-new/ > /en/new/", "/en/all-old/ > /en/old/"}},
		"2027-01-01": {"a old, b –, c now", []string{"/en/ > /en/now/", "/en/all/ > /en/now/", "/en/all-new/ > /en/now/", "/en/all-old/ > /en/old/"}},
	} {
		s, list := sitetest.Portal(t, files, site.Options{Date: sitetest.Day(date)})
		if list.HasErrors() {
			t.Fatal(list.All())
		}
		var checks []string
		for _, c := range s.Versions("kind") {
			page := "–"
			if p := s.CheckPage(c, "en"); p != nil {
				page = strings.TrimSuffix(strings.TrimPrefix(p.Path, "/en/"), "/")
			}
			checks = append(checks, strings.TrimSuffix(strings.TrimPrefix(c.File, "content/criteria/"), ".yaml")+" "+page)
		}
		if got := strings.Join(checks, ", "); got != want.checks {
			t.Errorf("on %s: %s, want %s", date, got, want.checks)
		}
		if diff := cmp.Diff(slices.Sorted(slices.Values(want.leads)), slices.Sorted(slices.Values(leads(s, "en")))); diff != "" {
			t.Errorf("on %s: %s", date, diff)
		}
		var dated []string
		for _, c := range s.Dated() {
			dated = append(dated, c.Version())
		}
		if diff := cmp.Diff([]string{"2020-01-01", "2027-01-01"}, dated); diff != "" {
			t.Errorf("on %s: %s", date, diff)
		}
	}
}

// TestDefaultCheckOfDays holds that where each page names a day, the self-check of the version in
// force is the one that pages lead to, without a change of the pages.
func TestDefaultCheckOfDays(t *testing.T) {
	files := sitetest.Pages(sitetest.Versions(),
		"-- new.en.md --\ncriteria: kind\ncriteria_on: 2027-06-01\n", "-- now.en.md --\ncriteria: kind\ncriteria_on: 2026-06-01\n",
		"-- all.en.md --\n\n::criteria{set=kind}\n\n::check{set=kind}\n",
	)
	for date, want := range map[string]string{"2026-12-31": "/en/ > /en/now/", "2027-01-01": "/en/ > /en/new/"} {
		s, list := sitetest.Portal(t, files, site.Options{Date: sitetest.Day(date)})
		if got := strings.Join(leads(s, "en"), "\n"); got != want || list.HasErrors() {
			t.Errorf("on %s: %s, want %s: %v", date, got, want, list.All())
		}
	}
}
