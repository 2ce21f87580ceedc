package wording_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/criteria/wording"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/message"
)

const file = `id: fund
valid_from: 2026-01-01
title: {nl: "Fonds tot :value{most}", en: "Fund up to :value{most}"}
constants: {most: EUR 31250.5, day: 2026-03-01, children: 1250, loss: -12.5}
legal_basis: [{name: {nl: "Wet, :value{children}", en: "Act, :value{children}"}}]
questions:
  - id: kind
    text: {nl: "Meer dan :value{fund.most}?", en: "More than :value{fund.most}?"}
    short: {nl: ":value{children} kinderen", en: ":value{children} children"}
    error: {nl: "Kies. :value{day}", en: "Select. :value{day}"}
    hint: {nl: "Vanaf :value{day}, *of* [hier](../x.md)", en: "From :value{day} or \\:value{day}"}
    options:
      - {id: "yes", label: {nl: "Ja, :value{most}", en: "Yes, :value{most}"}}
      - {id: "no", label: {nl: Nee, en: No}}
outcomes:
  - id: fine
    title: {nl: Goed, en: "Fine: :value{loss}"}
    body:
      nl: |
        :value{children}. is een getal.

        é :value{day} en [x](y.md)
      en: >-
        :value{loss} is
        below :value{most}, see
        [x](y.md) and :value{day}.
    when: kind == "yes"
  - {id: ask, title: {nl: Vraag, en: Ask}}
`

func messages(t *testing.T) func(lang string) quantity.Strings {
	t.Helper()
	c, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || findings.Len() > 0 {
		t.Fatal(findings.All(), err)
	}
	return func(lang string) quantity.Strings { return c.In(lang) }
}

func load(t *testing.T, files map[string]string) []*criteria.Set {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[definition.Dir+"/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	sets, list, err := definition.Load(t.Context(), fsys, []string{"nl", "en"})
	if err != nil || list.HasErrors() || len(sets) != len(files) {
		t.Fatal(err, list.All())
	}
	return sets
}

// TestInsert holds that each kind of value is put into each kind of text, in the format of the
// language.
func TestInsert(t *testing.T) {
	set := load(t, map[string]string{"fund.yaml": file})[0]
	if err := wording.Insert([]*criteria.Set{set}, nil, []string{"nl", "en"}, messages(t)); err != nil {
		t.Fatal(err)
	}
	q, o := set.Questions[0], set.Outcomes[0]
	var got []string
	for _, l := range []content.Localized{
		set.Title, set.References[0].Name, q.Text, q.Short, q.Error, q.Hint, q.Options[0].Label, q.Options[1].Label, o.Title, o.Body,
	} {
		got = append(got, strings.ReplaceAll(l.In("nl"), "\u00a0", "_"), strings.ReplaceAll(l.In("en"), "\u00a0", "_"))
	}
	want := []string{
		"Fonds tot €_31.250,50", "Fund up to €31,250.50",
		"Wet, 1.250", "Act, 1,250",
		"Meer dan €_31.250,50?", "More than €31,250.50?",
		"1.250 kinderen", "1,250 children",
		"Kies. 1 maart 2026", "Select. 1 March 2026",
		"Vanaf 1 maart 2026, *of* [hier](../x.md)", `From 1 March 2026 or \:value{day}`,
		"Ja, €_31.250,50", "Yes, €31,250.50",
		"Nee", "No",
		"Goed", "Fine: −12.5",
		"1\\.250. is een getal.\n\né 1 maart 2026 en [x](y.md)", "−12.5 is below €31,250.50, see [x](y.md) and 1 March 2026.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestPlaces holds that findings in a text with values are at their place in the file.
func TestPlaces(t *testing.T) {
	set := load(t, map[string]string{"fund.yaml": file})[0]
	if err := wording.Insert([]*criteria.Set{set}, nil, []string{"nl", "en"}, messages(t)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(file, "\n")
	at := func(p diag.Pos, n int) string { return string([]rune(lines[p.Line-1])[p.Column-1:][:n]) }
	n := 0
	for l := range set.Every() {
		for _, text := range l {
			for _, mark := range []string{"[x]", "[hier]", "is", "see"} {
				i := strings.Index(text.V, mark)
				if i < 0 {
					continue
				}
				n++
				if got := at(set.PosIn(text, i), len(mark)); got != mark {
					t.Errorf("%q in %q: %q", mark, text.V, got)
				}
			}
			if i := strings.Index(text.V, "2026"); i >= 0 && strings.Contains(text.V, "[") {
				n++
				if got := at(set.PosIn(text, i), len(constant.Open)); got != constant.Open {
					t.Errorf("a value in %q: %q", text.V, got)
				}
			}
		}
	}
	if n < 8 {
		t.Errorf("%d places", n)
	}
}

// TestEscape holds that no value becomes a list at the start of a text in Markdown.
func TestEscape(t *testing.T) {
	text := strings.NewReplacer("Vanaf :value{day}, *of* [hier](../x.md)", ":value{day}").Replace(file)
	set := load(t, map[string]string{"fund.yaml": text})[0]
	german := func(string) quantity.Strings { return german{messages(t)("nl")} }
	if err := wording.Insert([]*criteria.Set{set}, nil, []string{"nl"}, german); err != nil {
		t.Fatal(err)
	}
	if got, want := set.Questions[0].Hint.In("nl"), `1\. maart 2026`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := set.Questions[0].Error.In("nl"), "Kies. 1. maart 2026"; got != want {
		t.Errorf("plain: %q, want %q", got, want)
	}
}

// german has the days of German.
type german struct{ quantity.Strings }

func (g german) Format(id string, data any) (string, error) {
	text, err := g.Strings.Format(id, data)
	if id == "DateFormat" {
		text = strings.Replace(text, " ", ". ", 1)
	}
	return text, err
}

// TestValues holds which versions a page takes its values from.
func TestValues(t *testing.T) {
	sets := load(t, map[string]string{
		"a.yaml": strings.NewReplacer("valid_from: 2026-01-01", "valid_to: 2025-12-31", "EUR 31250.5", "EUR 10").Replace(file), "b.yaml": file,
	})
	day := func(s string) content.Date {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return content.Date{Time: d}
	}
	for date, want := range map[string]string{"2025-12-31": "€10", "2026-01-01": "€31,250.50"} {
		values, err := wording.Values(sets, nil, "en", messages(t)("en"), day(date))
		if err != nil {
			t.Fatal(err)
		}
		for on, want := range map[string]string{"": want, "1999-01-01": "€10", "2026-06-01": "€31,250.50"} {
			if got, ok := values.Text(constant.Reference{Set: "fund", Name: "most", On: on}); got != want || !ok {
				t.Errorf("on %s, on=%s: %q, want %q", date, on, got, want)
			}
		}
	}
}
