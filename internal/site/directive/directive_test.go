package directive_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

// TestNames holds the findings on sets, and parts of them, that pages name.
func TestNames(t *testing.T) {
	const broken = "-- criteria/broken.yaml --\nid: broken\n"
	later := sitetest.Set("later", "later", "2030-01-01", "Later.")
	kind := sitetest.Set("kind", "kind", "2020-01-01", "Kind.")
	lawful := strings.Replace(kind, "questions:", "legal_basis: [{name: {nl: Wet, en: Act}}]\ntexts: {law: {nl: De wet., en: The act.}}\nquestions:", 1)
	for _, c := range []struct{ files, meta, text, want string }{
		{kind, "criteria: kind", "::criteria{set=kind}\n\n::criteria{set=kind}", ""},
		{kind, "", "::criterion{set=kind id=size}\n\n::criterion{set=kind id=size}", ""},
		{kind, "", "::legal-basis{set=kind}", `page.en.md:7:1: there is no legal_basis in content/criteria/kind.yaml [criteria-unknown]`},
		{kind, "", "::legal-basis{set=kind id=size}", `page.en.md:7:1: there is no legal_basis in content/criteria/kind.yaml [criteria-unknown]`},
		{kind, "criteria: kinds", "", `page.en.md:3:11: there is no criteria set "kinds"; did you mean "kind"? [criteria-unknown]`},
		{kind + later, "criteria: later", "", `page.en.md:3:11: no version of the criteria set "later" is in force on 2026-11-23 [criteria-version]`},
		{kind, "", "::decision-table{set=kid}", `page.en.md:7:18: there is no criteria set "kid"; did you mean "kind"? [criteria-unknown]`},
		{kind, "", "::legal-basis{id=sise set=kind}", `page.en.md:7:15: there is no criterion "sise" in "kind"; did you mean "size"? [criteria-unknown]`},
		{kind, "", "::criterion{set=kind}", `page.en.md:7:1: ::criterion doesn't say which criterion it is about [directive-argument]`},
		{kind, "", "::decision-diagram", `page.en.md:7:1: ::decision-diagram doesn't say which criteria set it is about [directive-argument]`},
		{kind, "", "::version{set=kind}", ""},
		{kind, "", "::decision-table{set=kind by=verdict}", `page.en.md:7:27: ::decision-table has no tables by "verdict" [directive-argument]`},
		{kind, "", "::decision-table{set=kind by=answers}\n\n::decision-table{set=kind by=verdicts}", `page.en.md:9:1: ::decision-table of "kind" stands on this page twice [directive-argument]`},
		{kind, "", "::conditions", `page.en.md:7:1: ::conditions doesn't say which criteria set it is about [directive-argument]`},
		{kind, "", "::conditions{set=kid}", `page.en.md:7:14: there is no criteria set "kid"; did you mean "kind"? [criteria-unknown]`},
		{kind, "", "::conditions{set=kind}\n\n::conditions{set=kind}", `page.en.md:9:1: ::conditions of "kind" stands on this page twice [directive-argument]`},
		// The anchors of the second of two sets have its name, with nothing between the two.
		{kind + sitetest.Set("more", "more", "2020-01-01", "More."), "", "::conditions{set=kind}\n\n::conditions{set=more}\n\n[a](#criterion:size) [b](#more:criterion:size)", ""},
		{kind, "", "::conditions{set=kind}\n\n[a](page.en.md#criterion:size) [b](#criterion:sise)",
			`page.en.md:9:32: link to "#criterion:sise": this page has no heading "criterion:sise"; did you mean "criterion:size"? [link-anchor]`},
		{kind, "", "::text{set=kind}", `page.en.md:7:1: ::text doesn't say which text it is about [directive-argument]`},
		{kind, "", "::text{set=kind id=law}", `page.en.md:7:17: there is no text "law" in content/criteria/kind.yaml [criteria-unknown]`},
		{lawful, "", "::text{set=kind id=lawe}", `page.en.md:7:17: there is no text "lawe" in content/criteria/kind.yaml; did you mean "law"? [criteria-unknown]`},
		{lawful, "", "::text{set=kind id=law}\n\n::legal-basis{set=kind}\n\n::legal-basis{set=kind id=size}", ""},
		// A reference may be to the set that can't be read.
		{kind + broken, "criteria: broken", "::criteria{set=other}", ""},
	} {
		page := "-- page.en.md --\n" + c.meta + "\n\n" + c.text + "\n"
		_, list := sitetest.Portal(t, sitetest.Pages(c.files, page), site.Options{Date: sitetest.Day("2026-11-23")})
		var got []string
		for _, f := range sitetest.FindingsIn(list, "content/") {
			if !strings.HasPrefix(f, "criteria/") && !strings.Contains(f, "[translation-missing]") {
				got = append(got, f)
			}
		}
		if diff := cmp.Diff(strings.TrimSpace(c.want), strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s, %s: %s", c.meta, c.text, diff)
		}
	}
}

// TestVersionsOnDays holds the findings on days that pages name.
func TestVersionsOnDays(t *testing.T) {
	ended := sitetest.Set("a", "kind", "2020-01-01\nvalid_to: 2025-12-31", "A.") + sitetest.Set("b", "kind", "2026-01-01\nvalid_to: 2026-12-31", "B.")
	single := sitetest.Set("one", "one", "2020-01-01", "One.")
	for _, c := range []struct{ files, meta, text, want string }{
		{sitetest.Versions(), "criteria: kind\ncriteria_on: 2027-06-01", "::criteria{set=kind on=2026-06-01}", ""},
		{sitetest.Versions(), "criteria: kind\ncriteria_on: 2019-12-31", "",
			`page.en.md:4:14: no version of the criteria set "kind" is in force on 2019-12-31 [criteria-version] content/criteria/a.yaml holds from 2020-01-01 on`},
		{sitetest.Versions(), "criteria: kind\ncriteria_on: 2027-02-29", "",
			`page.en.md:4:14: criteria_on: "2027-02-29" isn't a date of the calendar; write YYYY-MM-DD [yaml-value]`},
		{sitetest.Versions(), "criteria_on: 2027-01-01", "",
			`page.en.md:3:14: criteria_on: the page is no self-check [yaml-value] add a line criteria: SET, or take this one out`},
		{sitetest.Versions(), "criteria: kidn\ncriteria_on: 2027-01-01", "",
			`page.en.md:3:11: there is no criteria set "kidn"; did you mean "kind"? [criteria-unknown] the sets are kind`},
		{ended, "", "::criteria{set=kind on=2027-01-01}",
			`page.en.md:7:21: no version of the criteria set "kind" is in force on 2027-01-01 [criteria-version] content/criteria/b.yaml held until 2026-12-31: write the version that comes after it`},
		{sitetest.Versions(), "", "::criteria{set=kind on=2019-01-01}",
			`page.en.md:7:21: no version of the criteria set "kind" is in force on 2019-01-01 [criteria-version] content/criteria/a.yaml holds from 2020-01-01 on`},
		{sitetest.Versions(), "", "::version{set=kind on=tomorrow}", `page.en.md:7:20: on=tomorrow isn't a day of the calendar [directive-argument] write a day as YYYY-MM-DD`},
		{sitetest.Versions(), "", "::version{set=kind on=2026-02-30}", `page.en.md:7:20: on=2026-02-30 isn't a day of the calendar [directive-argument] write a day as YYYY-MM-DD`},
		{sitetest.Versions(), "", "::decision-table{set=kid on=2026-02-03}", `page.en.md:7:18: there is no criteria set "kid"; did you mean "kind"? [criteria-unknown] the sets are kind`},
		{sitetest.Versions(), "", "::criterion{set=kind id=sise on=2026-02-03}", `page.en.md:7:22: there is no criterion "sise" in "kind"; did you mean "size"? [criteria-unknown] the criteria are size`},
		{sitetest.Versions(), "", "::check{set=kind on=2027-02-03}",
			`page.en.md:7:1: no page in "en" is the self-check of "kind" for the version from 2027-01-01 [criteria-unknown] ` +
				`write a page with criteria: kind and criteria_on: 2027-01-01, or take the directive out`},
		{sitetest.Versions(), "criteria: kind\ncriteria_on: 2027-01-01", "::check{set=kind on=2027-02-03}",
			`page.en.md:7:1: ::check leads to the self-check, and this page is the self-check [directive-argument] take it out`},
		{sitetest.Versions(), "", "::periods", `page.en.md:7:1: ::periods doesn't say which criteria set it is about [directive-argument] write ::periods{set=ID}`},
		{sitetest.Versions(), "", "::periods{set=kidn}", `page.en.md:7:11: there is no criteria set "kidn"; did you mean "kind"? [criteria-unknown] the sets are kind`},
		{single, "", "::periods{set=one}", `page.en.md:7:1: "one" has one version, so there is nothing to choose [criteria-period] take the directive out, or write ::check{set=one}`},
		{ended, "criteria: kind", "::periods{set=kind}",
			`page.en.md:6:1: no page in "en" is the self-check of "kind" for content/criteria/a.yaml, the version from 2020-01-01 to 2025-12-31 [criteria-period] ` +
				`write a page with criteria: kind and criteria_on: 2020-01-01, in each language`},
		// Links in a version that a page shows are checked, whatever the day.
		{sitetest.Set("a", "kind", "2020-01-01\nvalid_to: 2025-12-31", "'[x](../x.en.md)'") + sitetest.Set("b", "kind", "2026-01-01", "B."), "", "::criteria{set=kind on=2020-01-01}",
			`criteria/a.yaml:16:12: link to "../x.en.md": no such page [link-page] link to a file, relative to this one, with its language: page.en.md`},
	} {
		page := "-- page.en.md --\n" + c.meta + "\n\n" + c.text + "\n"
		_, list := sitetest.Portal(t, sitetest.Pages(c.files, page), site.Options{Date: sitetest.Day("2026-11-23")})
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
