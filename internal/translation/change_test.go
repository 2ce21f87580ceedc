package translation_test

import (
	"path"
	"strings"
	"testing"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/typography"
	"baken.example/baken/internal/translation"
)

// text returns the version in a language of a page, from its Markdown.
func text(t *testing.T, lang, src string) *translation.Text {
	t.Helper()
	meta := &content.Meta{}
	var body []string
	for _, line := range strings.SplitAfter(strings.ReplaceAll(src, "\r\n", "\n"), "\n") {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "title":
			meta.Title.V = value
		case "description":
			meta.Description.V = value
		case "weight":
		default:
			body = append(body, line)
		}
	}
	converter := markdown.New(markdown.Options{
		Language: lang,
		Quotes:   typography.Quotes{OpenDouble: "“", CloseDouble: "”", OpenSingle: "‘", CloseSingle: "’", Apostrophe: "’"},
	})
	converted, findings := converter.Convert(nil, "p.md", []byte(strings.Join(body, "")), 1)
	for _, f := range findings.All() {
		// One change at a time leaves a reference without its footnote, or the other way round.
		if f.Code != diag.HeadingJump && f.Code != diag.FootnoteUndefined && f.Code != diag.FootnoteUnused {
			t.Fatalf("%q: %v", src, f)
		}
	}
	return &translation.Text{Lang: lang, Meta: meta, Body: converted, Target: func(slot *hypertext.Slot) string {
		ext := path.Ext(slot.Target)
		return strings.TrimSuffix(strings.TrimSuffix(slot.Target, ext), "."+lang) + ext
	}}
}

const original = `title: Samenwerken
description: Wat we vragen.
weight: 10
Wie *samen* wil werken leest dit. Zie [de start](start.nl.md#begin)
en [de wet](https://wet.test/nl).

## Voorwaarden

We vragen "drie" dingen -- niet meer...

- Een mandaat
- Vertrouwen[^1]
- Tijd

> [!NOTE]
> Dit verandert nog.

## Tabel

| vraag | wie |
|---|---|
| mandaat | bestuur |
| tijd | team |

![Een vlag](vlag.nl.png)

### Code

` + "```" + `
stap een
` + "```" + `

::criterion{set=samen id=mandaat}

## Contact

Mail <help@gids.test> of lees **alles**.

[^1]: Zie het protocol.
`

const translated = `title: Working together
description: What we ask.
weight: 20
Whoever wants to *work together* reads this. See [the law](https://wet.test/en)
and [the start](start.en.md#start).

## Conditions

We ask for “three” things – no more…

- A mandate
- Trust[^1]
- Time

> [!NOTE]
> This may change.

## Table

| question | who |
|---|---|
| mandate | board |
| time | team |

![A flag](vlag.en.png)

### Code

` + "```" + `
step one
` + "```" + `

::criterion{id=mandaat set=samen}

## Contact

Mail <help@gids.test> or read **everything**.

[^1]: See the protocol.
`

// formatVerdict formats a verdict: the state, and every message with the heading of its section.
func formatVerdict(v translation.Verdict, t *translation.Text) string {
	out := []string{v.State.String()}
	where := func(section int) string {
		switch {
		case section == translation.Title:
			return "title"
		case section == translation.Description:
			return "description"
		case section == 0:
			return "opening"
		case section > len(t.Body.Headings):
			return "footnotes"
		}
		return t.Body.Headings[section-1].Text
	}
	for _, c := range v.Changes {
		out = append(out, where(c.Section)+"! "+c.Message)
	}
	for _, d := range v.Differences {
		out = append(out, where(d.Section)+"? "+d.Message)
	}
	return strings.Join(out, "\n")
}

const (
	unrecorded = "unrecorded"
	inStep     = "in step"
)

// changes are edits of an original, with the verdicts on its translation without and with a note.
// In a verdict, a section's heading is followed by "?" for a difference and by "!" for a change.
var changes = []struct {
	name, old, new string
	bare, noted    string
}{
	{"nothing", "", "", unrecorded, inStep},
	{"a typing error is mended", "Vertrouwen[^1]", "Vertrouwen bovenal[^1]", unrecorded,
		"stale\nConditions! the section \"Voorwaarden\" in \"nl\" has changed"},
	{"a sentence more before the first heading", "leest dit.", "leest dit. Ook u.", unrecorded,
		"stale\nopening! the text before the first heading in \"nl\" has changed"},
	{"a sentence of a paragraph is wrapped elsewhere", "start](start.nl.md#begin)\nen [de", "start](start.nl.md#begin) en\n[de", unrecorded, inStep},
	{"white space at the end of lines", "Wie *samen* wil werken leest dit. ", "Wie *samen* wil   werken leest dit.  ", unrecorded, inStep},
	{"Windows line ends", "", "", unrecorded, inStep},
	{"typographic quotation marks and dashes", "\"drie\" dingen -- niet meer...", "“drie” dingen – niet meer…", unrecorded, inStep},
	{"a comment", "## Tabel\n", "<!-- nog nakijken -->\n\n## Tabel\n", unrecorded, inStep},
	{"another sign for emphasis", "*samen*", "_samen_", unrecorded, inStep},
	{"other emphasis", "*samen*", "**samen**", unrecorded, `stale
opening! the text before the first heading in "nl" has changed`},
	{"emphasis taken away", "**alles**", "alles", unrecorded, `stale
Contact! the section "Contact" in "nl" has changed`},
	{"other weight", "weight: 10", "weight: 30", unrecorded, inStep},
	{"other title", "title: Samenwerken", "title: Samen werken", unrecorded, `stale
title! the title in "nl" has changed: "Samen werken"`},
	{"other description", "Wat we vragen.", "Wat wij van u vragen.", unrecorded, `stale
description! the description in "nl" has changed`},
	{"a heading is renamed", "## Tabel", "## Overzicht", unrecorded, `stale
Table! the section "#tabel" in "nl" has changed: it is called "Overzicht" now`},
	{"capitals of a heading", "## Tabel", "## TABEL", unrecorded, `stale
Table! the section "TABEL" in "nl" has changed`},
	{"another level", "### Code", "## Code", `drifted
Code? the heading "Code" is an h3, and "Code" in "nl" is an h2`, `stale
Code! the section "Code" in "nl" has changed`},
	{"a new section", "## Contact", "## Kosten\n\nGeen.\n\n## Contact", `drifted
Code? the section "Kosten" in "nl" has no counterpart here`, `stale
Code! the section "Kosten" is new in "nl"`},
	{"a section is gone", "## Contact\n\nMail <help@gids.test> of lees **alles**.\n", "", `drifted
Contact? the section "Contact" has no counterpart in "nl"`, `stale
Contact! the section "#contact" isn't in "nl" any more`},
	{"sections change places", "## Tabel\n\n| vraag | wie |\n|---|---|\n| mandaat | bestuur |\n| tijd | team |\n\n![Een vlag](vlag.nl.png)\n\n### Code\n\n```\nstap een\n```\n\n::criterion{set=samen id=mandaat}\n\n## Contact\n\nMail <help@gids.test> of lees **alles**.\n", "## Contact\n\nMail <help@gids.test> of lees **alles**.\n\n## Tabel\n\n| vraag | wie |\n|---|---|\n| mandaat | bestuur |\n| tijd | team |\n\n![Een vlag](vlag.nl.png)\n\n### Code\n\n```\nstap een\n```\n\n::criterion{set=samen id=mandaat}\n", `drifted
Conditions? the section "Contact" in "nl" has no counterpart here
Contact? the section "Contact" has no counterpart in "nl"`, `stale
Contact! the section "Contact" stands elsewhere in "nl" now`},
	{"an item more", "- Tijd\n", "- Tijd\n- Geld\n", `drifted
Conditions? in the section "Conditions": a list of 3 items where "nl" has a list of 4 items`, `stale
Conditions! the section "Voorwaarden" in "nl" has changed`},
	{"an item less", "- Tijd\n", "", `drifted
Conditions? in the section "Conditions": a list of 3 items where "nl" has a list of 2 items`, `stale
Conditions! the section "Voorwaarden" in "nl" has changed`},
	{"items change places", "- Een mandaat\n- Vertrouwen[^1]\n", "- Vertrouwen[^1]\n- Een mandaat\n", unrecorded, `stale
Conditions! the section "Voorwaarden" in "nl" has changed`},
	{"a numbered list", "- Een mandaat\n- Vertrouwen[^1]\n- Tijd\n", "1. Een mandaat\n2. Vertrouwen[^1]\n3. Tijd\n", `drifted
Conditions? in the section "Conditions": a list of 3 items where "nl" has a numbered list of 3 items`, `stale
Conditions! the section "Voorwaarden" in "nl" has changed`},
	{"another sign for items", "- Een mandaat\n- Vertrouwen[^1]\n- Tijd\n", "* Een mandaat\n* Vertrouwen[^1]\n* Tijd\n", unrecorded, inStep},
	{"a link to another page", "start.nl.md#begin", "contact.nl.md", `drifted
opening? before the first heading: a link to "start.md" where "nl" has a link to "contact.md"`, `drifted
opening? before the first heading: a link to "start.md" where "nl" has a link to "contact.md"`},
	{"a link to another place of the page", "start.nl.md#begin", "start.nl.md#einde", unrecorded, inStep},
	{"the words of a link", "[de start]", "[het begin]", unrecorded, `stale
opening! the text before the first heading in "nl" has changed`},
	{"a link elsewhere to another address", "https://wet.test/nl", "https://andere.test/nl", unrecorded, `stale
opening! the text before the first heading in "nl" has changed`},
	{"a link less", "[de wet](https://wet.test/nl)", "de wet", `drifted
opening? before the first heading: a link to another site that "nl" doesn't have`, `stale
opening! the text before the first heading in "nl" has changed`},
	{"a row more", "| tijd | team |\n", "| tijd | team |\n| geld | team |\n", `drifted
Table? in the section "Table": a table of 2 rows and 2 columns where "nl" has a table of 3 rows and 2 columns`, `stale
Table! the section "Tabel" in "nl" has changed`},
	{"a column more", "| vraag | wie |\n|---|---|\n| mandaat | bestuur |\n| tijd | team |\n", "| vraag | wie | ? |\n|---|---|---|\n| mandaat | bestuur | a |\n| tijd | team | b |\n", `drifted
Table? in the section "Table": a table of 2 rows and 2 columns where "nl" has a table of 2 rows and 3 columns`, `stale
Table! the section "Tabel" in "nl" has changed`},
	{"another cell", "| tijd | team |", "| tijd | iedereen |", unrecorded, `stale
Table! the section "Tabel" in "nl" has changed`},
	{"a table drawn otherwise", "|---|---|", "| :-- | --: |", unrecorded, inStep},
	{"other code", "stap een", "stap twee", unrecorded, `stale
Code! the section "Code" in "nl" has changed`},
	{"code is gone", "```\nstap een\n```\n", "", `drifted
Code? in the section "Code": a code block that "nl" doesn't have`, `stale
Code! the section "Code" in "nl" has changed`},
	{"another argument of a directive", "id=mandaat", "id=tijd", `drifted
Code? in the section "Code": ::criterion{id=mandaat set=samen} where "nl" has ::criterion{id=tijd set=samen}`, `drifted
Code? in the section "Code": ::criterion{id=mandaat set=samen} where "nl" has ::criterion{id=tijd set=samen}`},
	{"another directive", "::criterion{set=samen id=mandaat}", "::criteria{set=samen}", `drifted
Code? in the section "Code": ::criterion{id=mandaat set=samen} where "nl" has ::criteria{set=samen}`, `drifted
Code? in the section "Code": ::criterion{id=mandaat set=samen} where "nl" has ::criteria{set=samen}`},
	{"a directive less", "::criterion{set=samen id=mandaat}\n", "", `drifted
Code? in the section "Code": ::criterion{id=mandaat set=samen} that "nl" doesn't have`, `drifted
Code? in the section "Code": ::criterion{id=mandaat set=samen} that "nl" doesn't have`},
	{"other alternative text", "![Een vlag]", "![Een rode vlag]", unrecorded, `stale
Table! the section "Tabel" in "nl" has changed`},
	{"another picture", "vlag.nl.png", "schip.png", `drifted
Table? in the section "Table": a picture "vlag.png" where "nl" has a picture "schip.png"`, `drifted
Table? in the section "Table": a picture "vlag.png" where "nl" has a picture "schip.png"`},
	{"a picture less", "![Een vlag](vlag.nl.png)\n", "", `drifted
Table? in the section "Table": a picture "vlag.png" that "nl" doesn't have`, `stale
Table! the section "Tabel" in "nl" has changed`},
	{"a footnote more", "of lees **alles**.", "of lees **alles**.[^2]\n\n[^2]: Bijna.", `drifted
Contact? in the section "Contact": "nl" has a footnote, which isn't here`, `stale
Contact! the section "Contact" in "nl" has changed
footnotes! the footnotes in "nl" have changed`},
	{"a footnote says something else", "Zie het protocol.", "Zie de regeling.", unrecorded, `stale
footnotes! the footnotes in "nl" have changed`},
	{"another name of a footnote", "[^1]", "[^protocol]", `drifted
Conditions? in the section "Conditions": a footnote that "nl" doesn't have`, `stale
Conditions! the section "Voorwaarden" in "nl" has changed
footnotes! there are no footnotes in "nl" any more`},
	{"another kind of callout", "[!NOTE]", "[!WARNING]", `drifted
Conditions? in the section "Conditions": a callout [!NOTE] where "nl" has a callout [!WARNING]`, `stale
Conditions! the section "Voorwaarden" in "nl" has changed`},
	{"a quotation instead of a callout", "> [!NOTE]\n", "", `drifted
Conditions? in the section "Conditions": a callout [!NOTE] where "nl" has a quotation`, `stale
Conditions! the section "Voorwaarden" in "nl" has changed`},
	{"the text of a callout", "Dit verandert nog.", "Dit verandert niet meer.", unrecorded, `stale
Conditions! the section "Voorwaarden" in "nl" has changed`},
	{"a paragraph is divided", "leest dit. Zie", "leest dit.\n\nZie", unrecorded, `stale
opening! the text before the first heading in "nl" has changed`},
}

func TestChangesToTheOriginal(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range changes {
		if seen[c.name] || !strings.Contains(original, c.old) {
			t.Errorf("%s: twice, or %q isn't there", c.name, c.old)
		}
		seen[c.name] = true
		before, after := text(t, "nl", original), text(t, "nl", strings.Replace(original, c.old, c.new, 1))
		if c.name == "Windows line ends" {
			after = text(t, "nl", strings.ReplaceAll(original, "\n", "\r\n"))
		}
		english := text(t, "en", translated)
		if got := formatVerdict(translation.Judge(after, english), english); got != c.bare {
			t.Errorf("%s, without a note:\n%s\nwant:\n%s", c.name, got, c.bare)
		}
		english.Meta.Translation = translation.NewNote(before, english)
		if got := formatVerdict(translation.Judge(after, english), english); got != c.noted {
			t.Errorf("%s, with a note:\n%s\nwant:\n%s", c.name, got, c.noted)
		}
		// After acceptance the translation is in step.
		english.Meta.Translation = translation.NewNote(after, english)
		if got := formatVerdict(translation.Judge(after, english), english); got != inStep {
			t.Errorf("%s, accepted:\n%s", c.name, got)
		}
	}
	if len(changes) < 30 {
		t.Errorf("only %d changes", len(changes))
	}
}
