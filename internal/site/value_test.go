package site_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

// TestValuesOnPages holds the findings on constants that pages use, and on ones that nothing uses.
func TestValuesOnPages(t *testing.T) {
	with := func(constants string, files ...string) string {
		var out []string
		for _, f := range files {
			out = append(out, strings.Replace(f, "questions:", "constants: {"+constants+"}\nquestions:", 1))
		}
		return strings.Join(out, "")
	}
	kind := with("most: EUR 10, least: 5", sitetest.Set("kind", "kind", "2020-01-01", "Kind."))
	two := with("most: EUR 10", sitetest.Set("a", "kind", "2020-01-01\nvalid_to: 2025-12-31", "A.")) + with("least: 5", sitetest.Set("b", "kind", "2026-01-01", "B."))
	later := with("most: EUR 10", sitetest.Set("later", "later", "2030-01-01", "Later."))
	unused := func(file, column, name string) string {
		return `criteria/` + file + `.yaml:3:` + column + `: nothing uses the constant "` + name + `": no condition, no text of the set, no page [criteria-unused] use it in a condition, a text or a page, or take it out`
	}
	for _, c := range []struct{ files, text, want string }{
		{kind, "Up to :value{kind.most}, from :value{kind.least}.", ""},
		{kind, "Up to :value{kind.most}.", unused("kind", "27", "least")},
		{kind, "## Up to :value{kind.most} and :value{kind.least}", ""},
		{kind, "![At :value{kind.most}](flag.svg) `:value{kind.least}`", unused("kind", "27", "least")},
		// The unused one may be the one that is misspelt.
		{kind, ":value{kind.most} :value{kind.leest}",
			`page.en.md:6:19: there is no constant "leest" in content/criteria/kind.yaml; did you mean "least"? [criteria-unknown] its constants are most, least`},
		{kind, ":value{kind.least} :value{kid.most}",
			`page.en.md:6:20: there is no criteria set "kid"; did you mean "kind"? [criteria-unknown] the sets are kind`},
		{kind, ":value{kind.least} :value{most}",
			`page.en.md:6:20: there is no value "most" in content/values.yaml [value-unknown] write :value{kind.most}`},
		{kind, ":value{kind.least} :value{max} :value{kind.most}",
			`page.en.md:6:20: there is no value "max" in content/values.yaml [value-unknown] write it in content/values.yaml, or write :value{SET.max} for a constant of criteria`},
		{kind, ":value{kind.least} :value{kind.most on=2019-12-31}",
			`page.en.md:6:20: no version of the criteria set "kind" is in force on 2019-12-31 [criteria-version] content/criteria/kind.yaml holds from 2020-01-01 on`},
		{later, ":value{later.most}", `page.en.md:6:1: no version of the criteria set "later" is in force on 2026-11-23 [criteria-version] content/criteria/later.yaml holds from 2030-01-01 on`},
		{later, ":value{later.most on=2030-01-01}", ""},
		{two, ":value{kind.most} :value{kind.least}",
			`page.en.md:6:1: there is no constant "most" in content/criteria/b.yaml [criteria-unknown] its constants are least`},
		{two, ":value{kind.most on=2025-12-31} :value{kind.least}", ""},
		{sitetest.Set("kind", "kind", "2020-01-01", "Kind."), ":value{kind.most}",
			`page.en.md:6:1: there is no constant "most" in content/criteria/kind.yaml [criteria-unknown] write it there, below constants:`},
		// A page that isn't published uses them too.
		{kind + "-- soon.en.md --\ndraft: true\n\n:value{kind.least}\n", ":value{kind.most}", ""},
		{strings.Replace(kind, "en: Kind.", "en: 'Kind :value{least}'", 1), ":value{kind.most}", ""},
		{kind, "::value{kind.most} :value{kind.least}",
			unused("kind", "13", "most") + "\n" + unused("kind", "27", "least") + "\n" +
				`page.en.md:6:1: ::value stands for a text in a line, and not for a block [directive-unknown] write :value{…} with one colon, in a line`},
		{kind, "See ::value{kind.most} :value{kind.least}", unused("kind", "13", "most") + "\n" +
			`page.en.md:6:6: :value{…} begins with one colon, since it stands in a line [directive-unknown] take one of the colons out`},
	} {
		_, list := sitetest.Portal(t, sitetest.Pages(c.files, "-- flag.svg --\n<svg/>\n-- page.en.md --\n\n"+c.text+"\n"), site.Options{Date: sitetest.Day("2026-11-23")})
		var got []string
		for _, f := range list.All() {
			if line := strings.TrimPrefix(f.String(), "content/"); !strings.Contains(line, "[translation-missing]") {
				got = append(got, line+" "+f.Hint)
			}
		}
		slices.Sort(got)
		if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s: %s", c.text, diff)
		}
	}
}
