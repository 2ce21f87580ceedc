package edition_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/site"
	"baken.example/baken/internal/site/sitetest"
)

func TestCriteriaInForce(t *testing.T) {
	files := sitetest.Pages(
		sitetest.Set("old", "kind", "2020-01-01\nvalid_to: 2025-12-31", "Old."),
		sitetest.Set("new", "kind", "2026-01-01", "New."),
		sitetest.Set("other", "other", "2030-01-01", "Other."),
	)
	for date, want := range map[string]string{"2019-12-31": "", "2025-12-31": "<p>Old.</p>", "2026-01-01": "<p>New.</p>"} {
		s, list := sitetest.Portal(t, files, site.Options{Date: sitetest.Day(date)})
		if list.HasErrors() {
			t.Fatal(list.All())
		}
		got := ""
		if c := s.Criteria["kind"]; c != nil {
			got = string(c.Body(c.Set.Criteria[0].Guidance["en"]).HTML)
			if why := string(c.Body(c.Questions[0].Why["nl"]).HTML); why != "<p><em>Daarom</em>.</p>" {
				t.Errorf("why: %q", why)
			}
			if c.Body(c.LegalBasis["en"]) != nil {
				t.Error("a text that isn't there has a body")
			}
		}
		if got != want || s.Criteria["other"] != nil {
			t.Errorf("on %s: %q, want %q", date, got, want)
		}
	}
}

// TestCriteriaTexts checks that findings about a text of criteria are at its position in the file.
func TestCriteriaTexts(t *testing.T) {
	for _, c := range []struct{ guidance, want string }{
		{"Fine, [home](../index.en.md) and [report](../report.pdf).", ""},
		{`'It''s [x](../x.en.md).'`, `kind.yaml:15:18: link to "../x.en.md": no such page [link-page]`},
		{"|\n        One.\n\n        Two [x](../draft.en.md).", `kind.yaml:18:13: link to "../draft.en.md": that page is a draft [link-unpublished]`},
		{">\n        One\n        é [x](#one).", `kind.yaml:17:11: link to "#one": this file has no headings [link-anchor]`},
		{`"[x](../index.en.md#one)"`, `kind.yaml:15:12: link to "../index.en.md#one": content/index.en.md has no heading "one" [link-anchor]`},
		{`"[x](../index.nl.md)"`, `kind.yaml:15:12: link to "../index.nl.md" leads into another language [link-language]`},
		{`"![x](../x.png)"`, `kind.yaml:15:12: picture "../x.png": no such file [image-missing]`},
		{`"[x](../../x.pdf)"`, `kind.yaml:15:12: link to "../../x.pdf" leads out of the site [link-outside]`},
		{`"a <b>b</b>"`, `kind.yaml:15:14: HTML in Markdown: "<b>" [raw-html]`},
		{"|\n        ### Deep", `kind.yaml:16:9: a heading in a text of criteria: "Deep" [criteria-text]`},
		{`"# One\n\n[x](#one)"`, `kind.yaml:15:12: a heading in a text of criteria: "One" [criteria-text]` + "\n" +
			`kind.yaml:15:21: link to "#one": this file has no headings [link-anchor]`},
		{`"a[^1]\n\n[^1]: b"`, `kind.yaml:15:13: a footnote in a text of criteria [criteria-text]`},
		{`"- [x] a"`, `kind.yaml:15:14: a list with check boxes in a text of criteria [criteria-text]`},
		{`"::: details A\nB\n:::"`, `kind.yaml:15:12: a block ::: or a video in a text of criteria [criteria-text]`},
		{`"::video{url=https://a.test/b poster=a.png title=A}"`, `kind.yaml:15:12: a block ::: or a video in a text of criteria [criteria-text]` + "\n" +
			`kind.yaml:15:41: picture "a.png": no such file [image-missing]`},
		{`"| a |\n|---|\n| b |\n\nTable: C"`, `kind.yaml:15:35: the caption of a table in a text of criteria [criteria-text]`},
		{`"[x](../index.en.md){.button}"`, ``},
		{`"::criteria{set=kind}"`, `kind.yaml:15:12: a directive in a text of criteria: "::criteria" [criteria-text]`},
		{`"::contcat"`, `kind.yaml:15:12: no directive "::contcat"; did you mean "::contact"? [directive-unknown]`},
	} {
		s, list := sitetest.Portal(t, sitetest.Pages(sitetest.Set("kind", "kind", "2020-01-01", c.guidance)), site.Options{Date: sitetest.Day("2026-11-23")})
		if got := strings.Join(sitetest.FindingsIn(list, "content/criteria/"), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.guidance, got, c.want)
		}
		if strings.Contains(c.guidance, "report") && cmp.Diff([]string{"content/report.pdf"}, s.Downloads) != "" {
			t.Errorf("files: %q", s.Downloads)
		}
	}
	// Links of a version that isn't in force aren't checked.
	_, list := sitetest.Portal(t, sitetest.Pages(sitetest.Set("kind", "kind", "2030-01-01", "'[x](../x.en.md) <b>'")), site.Options{Date: sitetest.Day("2026-11-23")})
	want := []string{`kind.yaml:15:28: HTML in Markdown: "<b>" [raw-html]`}
	if diff := cmp.Diff(want, sitetest.FindingsIn(list, "content/criteria/")); diff != "" {
		t.Error(diff)
	}
}

// TestHints checks that a hint is a line of Markdown, whose links are checked like any.
func TestHints(t *testing.T) {
	for _, c := range []struct{ hint, want string }{
		{"Plain & <3, 5 * 6 * 7.", ""},
		{"'Ask *us* on [this page](../index.en.md).'", ""},
		{"'See [that](../x.en.md).'", `kind.yaml:6:29: link to "../x.en.md": no such page [link-page]`},
		{"'See [that](../index.nl.md).'", `kind.yaml:6:29: link to "../index.nl.md" leads into another language [link-language]`},
		{"'2018. Then.'", `kind.yaml:6:24: a hint that Markdown reads as more than a line: "2018. Then." [criteria-text]`},
		{`"One.\n\nTwo."`, ""}, // The lines of a hint are joined.
		{"'- One'", `kind.yaml:6:24: a hint that Markdown reads as more than a line: "- One" [criteria-text]`},
		{"'> One'", `kind.yaml:6:24: a hint that Markdown reads as more than a line: "> One" [criteria-text]`},
		{"'::contact'", `kind.yaml:6:25: a directive in a text of criteria: "::contact" [criteria-text]`},
		{"'A ![x](../report.pdf) picture'", `kind.yaml:6:27: a picture in a hint [criteria-text]`},
		{"'a <b>b</b>'", `kind.yaml:6:27: HTML in Markdown: "<b>" [raw-html]`},
	} {
		file := strings.Replace(sitetest.Set("kind", "kind", "2020-01-01", "Guidance."), "    why:", "    hint: {nl: Zo, en: "+c.hint+"}\n    why:", 1)
		if c.hint[0] == 'P' {
			file = strings.Replace(file, c.hint, `"`+c.hint+`"`, 1)
		}
		s, list := sitetest.Portal(t, sitetest.Pages(file), site.Options{Date: sitetest.Day("2026-11-23")})
		if got := strings.Join(sitetest.FindingsIn(list, "content/criteria/"), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.hint, got, c.want)
		}
		if c.want == "" {
			body := s.Criteria["kind"].Body(s.Criteria["kind"].Questions[0].Hint["en"])
			if html := string(body.HTML); strings.Contains(html, "<p>") || html == "" {
				t.Errorf("%s: %q", c.hint, html)
			}
			for i := range body.Slots {
				if before := string(body.HTML[:body.Slots[i].Offset]); !strings.HasSuffix(before, `href="`) {
					t.Errorf("%s: a slot after %q", c.hint, before)
				}
			}
		}
	}
}
