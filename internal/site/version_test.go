package site_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

// versions are three versions of one set.
func versions() string {
	return setFile("a", "kind", "2020-01-01\nvalid_to: 2025-12-31", "A.") + setFile("b", "kind", "2026-01-01\nvalid_to: 2026-12-31", "B.") +
		setFile("c", "kind", "2027-01-01", "C.")
}

// TestChecksOfVersions holds which page is the self-check of which version, and where pages lead
// to, on days in the period of each version.
func TestChecksOfVersions(t *testing.T) {
	files := pages(versions(),
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
	files := pages(versions(),
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

// TestVersionsOnDays holds the findings on days that pages name.
func TestVersionsOnDays(t *testing.T) {
	ended := setFile("a", "kind", "2020-01-01\nvalid_to: 2025-12-31", "A.") + setFile("b", "kind", "2026-01-01\nvalid_to: 2026-12-31", "B.")
	single := setFile("one", "one", "2020-01-01", "One.")
	for _, c := range []struct{ files, meta, text, want string }{
		{versions(), "criteria: kind\ncriteria_on: 2027-06-01", "::criteria{set=kind on=2026-06-01}", ""},
		{versions(), "criteria: kind\ncriteria_on: 2019-12-31", "",
			`page.en.md:4:14: no version of the criteria set "kind" is in force on 2019-12-31 [criteria-version] content/criteria/a.yaml holds from 2020-01-01 on`},
		{versions(), "criteria: kind\ncriteria_on: 2027-02-29", "",
			`page.en.md:4:14: criteria_on: "2027-02-29" isn't a date of the calendar; write YYYY-MM-DD [yaml-value]`},
		{versions(), "criteria_on: 2027-01-01", "",
			`page.en.md:3:14: criteria_on: the page is no self-check [yaml-value] add a line criteria: SET, or take this one out`},
		{versions(), "criteria: kidn\ncriteria_on: 2027-01-01", "",
			`page.en.md:3:11: there is no criteria set "kidn"; did you mean "kind"? [criteria-unknown] the sets are kind`},
		{ended, "", "::criteria{set=kind on=2027-01-01}",
			`page.en.md:7:21: no version of the criteria set "kind" is in force on 2027-01-01 [criteria-version] content/criteria/b.yaml held until 2026-12-31: write the version that comes after it`},
		{versions(), "", "::criteria{set=kind on=2019-01-01}",
			`page.en.md:7:21: no version of the criteria set "kind" is in force on 2019-01-01 [criteria-version] content/criteria/a.yaml holds from 2020-01-01 on`},
		{versions(), "", "::version{set=kind on=tomorrow}", `page.en.md:7:20: on=tomorrow isn't a day of the calendar [directive-argument] write a day as YYYY-MM-DD`},
		{versions(), "", "::version{set=kind on=2026-02-30}", `page.en.md:7:20: on=2026-02-30 isn't a day of the calendar [directive-argument] write a day as YYYY-MM-DD`},
		{versions(), "", "::decision-table{set=kid on=2026-02-03}", `page.en.md:7:18: there is no criteria set "kid"; did you mean "kind"? [criteria-unknown] the sets are kind`},
		{versions(), "", "::criterion{set=kind id=sise on=2026-02-03}", `page.en.md:7:22: there is no criterion "sise" in "kind"; did you mean "size"? [criteria-unknown] the criteria are size`},
		{versions(), "", "::check{set=kind on=2027-02-03}",
			`page.en.md:7:1: no page in "en" is the self-check of "kind" for the version from 2027-01-01 [criteria-unknown] ` +
				`write a page with criteria: kind and criteria_on: 2027-01-01, or take the directive out`},
		{versions(), "criteria: kind\ncriteria_on: 2027-01-01", "::check{set=kind on=2027-02-03}",
			`page.en.md:7:1: ::check leads to the self-check, and this page is the self-check [directive-argument] take it out`},
		{versions(), "", "::periods", `page.en.md:7:1: ::periods doesn't say which criteria set it is about [directive-argument] write ::periods{set=ID}`},
		{versions(), "", "::periods{set=kidn}", `page.en.md:7:11: there is no criteria set "kidn"; did you mean "kind"? [criteria-unknown] the sets are kind`},
		{single, "", "::periods{set=one}", `page.en.md:7:1: "one" has one version, so there is nothing to choose [criteria-period] take the directive out, or write ::check{set=one}`},
		{ended, "criteria: kind", "::periods{set=kind}",
			`page.en.md:6:1: no page in "en" is the self-check of "kind" for content/criteria/a.yaml, the version from 2020-01-01 to 2025-12-31 [criteria-period] ` +
				`write a page with criteria: kind and criteria_on: 2020-01-01, in each language`},
		// Links in a version that a page shows are checked, whatever the day.
		{setFile("a", "kind", "2020-01-01\nvalid_to: 2025-12-31", "'[x](../x.en.md)'") + setFile("b", "kind", "2026-01-01", "B."), "", "::criteria{set=kind on=2020-01-01}",
			`criteria/a.yaml:16:12: link to "../x.en.md": no such page [link-page] link to a file, relative to this one, with its language: page.en.md`},
	} {
		page := "-- page.en.md --\n" + c.meta + "\n\n" + c.text + "\n"
		_, list := sitetest.Portal(t, pages(c.files, page), site.Options{Date: sitetest.Day("2026-11-23")})
		var got []string
		for _, f := range list.All() {
			if line := strings.TrimPrefix(f.String(), "content/"); !strings.Contains(line, "[translation-missing]") {
				got = append(got, strings.TrimSpace(line+" "+f.Hint))
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s, %s: %s", c.meta, c.text, diff)
		}
	}
}
