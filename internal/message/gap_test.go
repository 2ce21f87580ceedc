package message_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/message/standin"
)

// gapDefaults are messages in a source language.
var gapDefaults = fstest.MapFS{
	"i18n/source.yaml":    {Data: []byte("language: en\n")},
	"i18n/active.en.yaml": {Data: []byte("TextDirection: ltr\nSearchSlug: search\nNext: Next\nQuoteOpen: “\nOn: on {{.Day}}\nMonth: June\nMore: {one: one thing, other: \"{{.N}} things\"}\n")},
}

// loadGaps loads Swedish, Polish or Arabic, of which there are the messages in text, and a template
// that uses Own.
func loadGaps(t *testing.T, lang, text string, standIns bool) (*message.Catalog, []string) {
	t.Helper()
	site := files(map[string]string{lang: text})
	use := message.Use{ID: "Own", File: "templates/home.html", Pos: diag.Pos{Line: 2, Column: 3}}
	catalog, list, err := message.Load(t.Context(), gapDefaults, site, message.Options{
		Languages: message.Languages(lang), Uses: []message.Use{use}, StandIns: standIns,
	})
	if err != nil {
		t.Fatal(err)
	}
	list = list.WithSeverities(nil)
	var found []string
	for _, f := range list.All() {
		found = append(found, f.String())
	}
	return catalog, found
}

// TestGaps checks that each language has one finding on Baken's own messages that it lacks, and one
// on each that lacks plural forms.
func TestGaps(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       []string
		gaps       string
	}{
		{"sv", "", []string{
			`i18n/active.sv.yaml: 7 of 7 strings have no text in "sv": Month, More, Next, On, QuoteOpen and 2 more [string-missing]`,
			`templates/home.html:2:3: "Own" has no text in "sv"; did you mean "On"? [string-missing]`,
		}, "Month More Next On Own QuoteOpen SearchSlug TextDirection"},
		{"sv", "Own: x\nMonth: juni\nNext: Nästa\nOn: \"{{.Day}}\"\nQuoteOpen: ”\nSearchSlug: sok\nTextDirection: ltr\n", []string{
			`i18n/active.sv.yaml: "More" has no text in "sv" [string-missing]`,
		}, "More"},
		{"pl", "Own: x\nMonth: w\nNext: N\nOn: o\nQuoteOpen: „\nSearchSlug: s\nTextDirection: ltr\nMore: {one: j, other: i}\n", []string{
			`i18n/active.pl.yaml:8:1: "More" lacks the plural forms "few" and "many" that "pl" has [string-plural]`,
		}, "More[few many]"},
		{"pl", "Own: x\nMonth: w\nNext: N\nOn: o\nQuoteOpen: „\nSearchSlug: s\nTextDirection: ltr\nMore: {one: j, few: k, many: l, other: i}\n", nil, ""},
	} {
		catalog, found := loadGaps(t, c.lang, c.text, false)
		if diff := cmp.Diff(c.want, found); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
		var gaps []string
		for _, g := range catalog.Gaps(c.lang) {
			id := g.ID
			if g.Forms != nil {
				id += "[" + strings.Join(g.Forms, " ") + "]"
			}
			gaps = append(gaps, id)
		}
		if got := strings.Join(gaps, " "); got != c.gaps || catalog.HasStandIns() {
			t.Errorf("%q: gaps %q, want %q", c.text, got, c.gaps)
		}
	}
}

// TestStandIns has the source language stand in for what a language lacks, or another one of the
// site.
func TestStandIns(t *testing.T) {
	m := func(text string) string { return standin.Mark("en", text) }
	for _, c := range []struct {
		lang, text string
		want       map[string]string
		counts     map[int]string
	}{
		{"sv", "Own: eget\nNext: Nästa\n",
			map[string]string{"Next": "Nästa", "Own": "eget", "Month": m("June"), "SearchSlug": "search", "TextDirection": "ltr"},
			map[int]string{1: m("one thing"), 2: m("2 things")}},
		{"ar", "More: {one: j, other: i}\n",
			map[string]string{"TextDirection": "rtl", "Own": standin.Mark("", "Own")},
			map[int]string{0: m("0 things"), 1: m("one thing"), 2: m("2 things"), 5: m("5 things"), 100: m("100 things")}},
		// One is the form for 0 too.
		{"fr", "Own: x\n", nil, map[int]string{0: m("0 things"), 1: m("1 things")}},
	} {
		_, strict := loadGaps(t, c.lang, c.text, false)
		catalog, found := loadGaps(t, c.lang, c.text, true)
		if diff := cmp.Diff(strict, found); diff != "" || len(found) == 0 || !catalog.HasStandIns() {
			t.Errorf("%s: %s", c.lang, diff)
		}
		for id, want := range c.want {
			if got, err := catalog.In(c.lang).Text(id); got != want || err != nil {
				t.Errorf("%s: %s is %q, %v; want %q", c.lang, id, got, err, want)
			}
		}
		for n, want := range c.counts {
			if got, err := catalog.In(c.lang).Count("More", n, struct{ N int }{n}); got != want || err != nil {
				t.Errorf("%s: %d is %q, %v; want %q", c.lang, n, got, err, want)
			}
		}
	}
	if catalog, found := loadGaps(t, "en", "Own: x\n", true); len(found) > 0 || catalog.HasStandIns() {
		t.Error(found)
	}
	use := message.Use{ID: "Own", File: "templates/home.html"}
	catalog, _, err := message.Load(t.Context(), gapDefaults, files(map[string]string{"pl": "Own: własny\n"}), message.Options{
		Languages: message.Languages("sv", "pl"), Uses: []message.Use{use}, StandIns: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := catalog.In("sv").Text("Own"); got != standin.Mark("pl", "własny") || err != nil {
		t.Error(got, err)
	}
}

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{
		"ar": "rtl", "he": "rtl", "fa": "rtl", "ur": "rtl", "ps": "rtl", "yi": "rtl", "dv": "rtl", "ckb": "rtl", "sd": "rtl", "ug": "rtl", "syr": "rtl",
		"az-Arab": "rtl", "pa-Arab": "rtl", "ff-Adlm": "rtl", "en-Hebr": "rtl",
		"az": "ltr", "pa": "ltr", "ja": "ltr", "sv": "ltr", "zh-Hant": "ltr", "ar-Latn": "ltr", "tlh": "ltr", "ku": "ltr",
	} {
		if got := message.Direction(lang); got != want {
			t.Errorf("%s: %s", lang, got)
		}
	}
}
