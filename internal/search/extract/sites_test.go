package extract_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/growthtest"
	"baken.example/baken/internal/search"
)

// page returns a page in an archive.
func page(file, front, text string) string {
	return "-- content/" + file + " --\n---\n" + front + "\n---\n" + text + "\n"
}

// headings is a text whose headings have all that a heading can have.
const headings = "## `code` & *emphasis* of **R&D**\n\nOne.\n\n## A [link](index.fr.md), “quoted” <!-- no -->\n\nTwo.\n\n" +
	"### Même titre\n\n### Même titre\n\n### Même titre-1\n\nThree.\n\n###### Loin {#own-id}\n\n" +
	"```\n  indented\n\n## no heading\n```\n\n## Empty\n\n## 日本語の見出し\n\n本文。\n"

// TestOtherSites compares pages of sites that differ from the portal with their HTML.
func TestOtherSites(t *testing.T) {
	for name, c := range map[string]struct {
		site  string
		pages int
	}{
		"French and English under a path": {settings +
			page("a.fr.md", "title: Un titre\ndescription: Voilà", headings) +
			page("a.en.md", "title: A title\ndescription: There", "No heading here.[^1] And \\\nanother line.\n\n[^1]: A *note*.") +
			page("empty.fr.md", "title: Vide\ndescription: Rien", "") +
			page("empty.en.md", "title: Empty\ndescription: Nothing", "<!-- nothing -->") +
			page("draft.fr.md", "title: Brouillon\ndescription: Pas encore\ndraft: true", "Texte.") +
			page("hidden.en.md", "title: Hidden\ndescription: H\nsearch: false", "Hidden."), 7},
		"from right to left, three languages, no glossary": {strings.NewReplacer(
			"[{code: fr, name: Français}, {code: en, name: English}]", "[fr, en, ar]",
			"fr: Aide, en: Help}", "fr: Aide, en: Help, ar: مساعدة}", "en: Help desk}", "en: Help desk, ar: مكتب}").Replace(settings) +
			page("index.ar.md", "title: مساعدة\ndescription: الصفحة الأولى", "::contact\n\n::glossary\n\nنص.") +
			page("a.ar.md", "title: عنوان\ndescription: وصف", "## قسم `code --x`\n\nنص [English]{lang=en} نص.\n\n- [ ] مهمة\n- [x] أخرى\n"), 4},
		"a glossary amid a text": {settings + "-- content/glossary.yaml --\nterms:\n" +
			"  - {id: csirt, term: {fr: CSIRT, en: CSIRT}, forms: {en: [CSIRTs]}, name: {fr: équipe, en: response team}, definition: {fr: Une équipe <1>., en: A team.}}\n" +
			"  - {id: leak, term: {fr: fuite, en: leak}, definition: {fr: Un trou., en: A hole.}}\n" +
			page("words.en.md", "title: Words\ndescription: All words", "Before.\n\n## All of them\n\nA CSIRT.\n\n::glossary\n\nBehind.\n\n## Next\n\nThe leak, of the CSIRTs.") +
			page("words.fr.md", "title: Mots\ndescription: Tous les mots", "::glossary"), 4},
		"tables, pictures, callouts and lists": {settings +
			page("a.en.md", "title: A\ndescription: D", "> [!WARNING] Mind the `gap`\n> Text.\n\n> [!NOTE]\n> More.\n\n| A | B |\n|---|---:|\n| 1 \\| 2 | ![Alt <text>](p.svg) |\n\n"+
				"![Alone](p.svg \"A *caption*\")\n\n1. one\n   - two\n\n     three\n\nTerm\n: Definition\n\n---\n\n~~gone~~ a&nbsp;b &lt;c&gt; &copy; <https://x.example/?a=1&b=2> [file](f.pdf)\n") +
			"-- content/p.svg --\n<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><text>drawn</text></svg>\n" +
			"-- content/f.pdf --\n%PDF-1.4\n%%EOF\n", 3},
	} {
		t.Run(name, func(t *testing.T) {
			if got := compare(t, name, archive(c.site)); got != c.pages {
				t.Errorf("%d pages, want %d", got, c.pages)
			}
		})
	}
}

// TestSelfCheck has questions, outcomes and criteria as sections, of the versions that are shown
// only.
func TestSelfCheck(t *testing.T) {
	p := load(t, archive(settings+`-- content/criteria/old.yaml --
id: one
valid_to: 2025-12-31
questions:
  - {id: q, text: {fr: Ancienne, en: Old question}, options: [{id: a, label: {fr: A, en: Old option}}, {id: b, label: {fr: B, en: B}}]}
outcomes:
  - {id: x, title: {fr: X, en: Old outcome}, body: {fr: X., en: X.}, when: q == "a"}
  - {id: y, title: {fr: Y, en: Y}, body: {fr: Y., en: Y.}}
-- content/criteria/one.yaml --
id: one
valid_from: 2026-01-01
legal_basis: [{name: {fr: Loi, en: Act}, article: 3, url: https://law.example/}]
constants: {limit: 12}
questions:
  - id: size
    text: {fr: "Quelle taille ?", en: "What size?"}
    hint: {fr: Taille, en: "In *people*"}
    why: {fr: Parce que., en: Because.}
    options: [{id: small, label: {fr: Petite, en: Small}, guidance: {fr: Peu., en: Few people.}}, {id: large, label: {fr: Grande, en: Large}}]
criteria:
  - id: fits
    title: {fr: Va, en: It fits}
    guidance: {fr: Bien., en: It has to fit.}
    met: size == "small"
    unmet: size == "large"
    advice: {unmet: {fr: Changez., en: Make it smaller.}}
outcomes:
  - {id: yes, title: {fr: Oui, en: You can}, body: {fr: Oui., en: "Go [there](../index.en.md)."}, when: criteria.fits == "met"}
  - {id: no, title: {fr: Non, en: You can't}, body: {fr: Non., en: Stay.}}
`+page("check.en.md", "title: Check\ndescription: C\ncriteria: one", "Begin.\n\n## At least :value{one.limit}\n\nAnd :value{one.limit}.")+page("check.fr.md", "title: Essai\ndescription: C\ncriteria: one", "")))
	const want = `Begin.
# At least 12 [at-least-valueonelimit]
And 12.
# What size? [A0]
In people
Because.
Small
Few people.
Large
# You can [check:result]
Go there.
# You can't [check:result]
Stay.
# It fits [fits.about]
It has to fit.
Make it smaller.
#  [check:result]
Act, article 3
`
	if diff := cmp.Diff(want, shown(read(p, "en")["/guide/en/check/"])); diff != "" {
		t.Error(diff)
	}
}

func TestKeptOut(t *testing.T) {
	site := settings + page("a.en.md", "title: A\ndescription: D\nkeywords: [hotline, 24/7]", "Text.") +
		page("b.en.md", "title: B\ndescription: D\nsearch: false", "Text.") + page("c.en.md", "title: C\ndescription: D\ndraft: true", "") +
		page("d.en.md", "title: D\ndescription: D\nexpires: 2020-01-01", "")
	pages := read(load(t, archive(site)), "en")
	if len(pages) != 2 || !slices.Equal(pages["/guide/en/a/"].Keywords, []string{"hotline", "24/7"}) {
		t.Error(pages)
	}
	p := load(t, archive(strings.Replace(site, "languages:", "search: false\nlanguages:", 1)))
	if p.Searched("en").Len() > 0 || p.Indexes() != nil {
		t.Error("a site without search has an index")
	}
}

func TestSynonyms(t *testing.T) {
	p := load(t, archive(settings+`-- content/glossary.yaml --
terms:
  - id: csirt
    term: {fr: CSIRT, en: CSIRT}
    forms: {en: [CSIRTs, incident team]}
    name: {fr: équipe de réponse, en: response team}
    definition: {fr: Une., en: One.}
  - {id: leak, term: {fr: fuite, en: leak}, definition: {fr: Un trou., en: A hole.}}
`))
	want := [][]string{{"CSIRT", "response team", "CSIRTs", "incident team"}, {"leak", "fuite"}}
	if diff := cmp.Diff(want, p.Searched("en").Synonyms()); diff != "" {
		t.Error(diff)
	}
	want = [][]string{{"CSIRT", "équipe de réponse"}, {"fuite", "leak"}}
	if diff := cmp.Diff(want, p.Searched("fr").Synonyms()); diff != "" {
		t.Error(diff)
	}
}

// TestLinks holds which links of a page to pages are read, with their texts.
func TestLinks(t *testing.T) {
	p := load(t, archive(settings+
		page("a.en.md", "title: A\nmenu: Start here\ndescription: D", "## One\n\nSee [the *other* page](b.en.md#two), [above](#one) and [elsewhere](https://example.com/).")+
		page("b.en.md", "title: B\ndescription: D", "## Two\n\nText.")))
	a := read(p, "en")["/guide/en/a/"]
	want := []search.Link{{Key: "content/b.en.md", Anchor: "two", Text: "the other page"}, {Key: "content/a.en.md", Anchor: "one", Text: "above"}}
	if diff := cmp.Diff(want, a.Links); diff != "" {
		t.Error(diff)
	}
	if a.Key != "content/a.en.md" || a.Label != "Start here" {
		t.Errorf("key %q, label %q", a.Key, a.Label)
	}
}

func TestManySections(t *testing.T) {
	var text strings.Builder
	for i := range 300 {
		fmt.Fprintf(&text, "## Part %d\n\nText %d of [it](#part-%d).\n\n", i, i, 299-i)
	}
	got := read(load(t, archive(settings+page("a.en.md", "title: A\ndescription: D", text.String()))), "en")["/guide/en/a/"]
	if len(got.Sections) != 301 {
		t.Fatalf("%d sections", len(got.Sections))
	}
	for i, s := range got.Sections[1:] {
		if want := fmt.Sprintf("Text %d of it.", i); string(got.Text[s.Start:s.End]) != want || s.Anchor != fmt.Sprintf("part-%d", i) {
			t.Errorf("%+v: %q, want %q", s, got.Text[s.Start:s.End], want)
		}
	}
}

// TestConcurrent reads all pages of the portal at once, several times.
func TestConcurrent(t *testing.T) {
	source := load(t, os.DirFS("../../..")).Searched("nl")
	want := make([]string, source.Len())
	for i := range want {
		var p search.Page
		source.Read(i, &p)
		want[i] = fmt.Sprint(p.URL, p.Title, p.Sections, string(p.Text))
	}
	var group sync.WaitGroup
	for range 2 * runtime.GOMAXPROCS(0) {
		group.Go(func() {
			var p search.Page
			for i := range want {
				p.Reset()
				source.Read(i, &p)
				if got := fmt.Sprint(p.URL, p.Title, p.Sections, string(p.Text)); got != want[i] {
					t.Errorf("%s reads otherwise", p.URL)
				}
			}
		})
	}
	group.Wait()
}

// TestGrowth reads long pages of several kinds, in time in proportion to their sizes.
func TestGrowth(t *testing.T) {
	for name, part := range map[string]string{
		"words": "A word, and more of *them* & others.\n\n", "one paragraph": "word <!-- x --> ",
		"signs": "&lt; &amp;amp; < > \" ' ", "code": "`<a href=\"x\">` ", "lists": "- *a*\n", "quotation marks": "\\\"a\\\" ",
	} {
		t.Run(name, func(t *testing.T) {
			growthtest.Linear(t, func(size int) func() {
				text := strings.Repeat(part, size/len(part))
				files := archive(settings)
				files["content/a.en.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\ndescription: D\n---\n" + text)}
				source := load(t, files).Searched("en")
				i := 0
				for source.URL(i) != "/guide/en/a/" {
					i++
				}
				var p search.Page
				return func() {
					p.Reset()
					source.Read(i, &p)
				}
			}, func(read func()) { read() })
		})
	}
}
