package message_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
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
		if got := strings.Join(gaps, " "); got != c.gaps || catalog.StandIn() != "" {
			t.Errorf("%q: gaps %q, want %q", c.text, got, c.gaps)
		}
	}
}

// TestStandIns has the source language stand in for what a language lacks, with one warning.
func TestStandIns(t *testing.T) {
	const begin, end = "\U0010fff0", "\U0010fff1"
	for _, c := range []struct {
		lang, text, warning string
		want                map[string]string
		counts              map[int]string
	}{
		{"sv", "Own: eget\nNext: Nästa\n", `i18n/active.sv.yaml: 6 of 7 strings have no text in "sv", and are shown in "en" until they have [string-stand-in]`,
			map[string]string{"Next": "Nästa", "Own": "eget", "Month": begin + "June" + end, "SearchSlug": "search", "TextDirection": "ltr"},
			map[int]string{1: begin + "one thing" + end, 2: begin + "2 things" + end}},
		{"ar", "Own: x\nMore: {one: j, other: i}\n", `i18n/active.ar.yaml: 7 of 7 strings have no text in "ar", and are shown in "en" until they have [string-stand-in]`,
			map[string]string{"TextDirection": "rtl"},
			map[int]string{0: begin + "0 things" + end, 1: begin + "one thing" + end, 2: begin + "2 things" + end, 5: begin + "5 things" + end, 100: begin + "100 things" + end}},
		// One is the form for 0 too.
		{"fr", "Own: x\n", `i18n/active.fr.yaml: 7 of 7 strings have no text in "fr", and are shown in "en" until they have [string-stand-in]`, nil,
			map[int]string{0: begin + "0 things" + end, 1: begin + "1 things" + end}},
	} {
		catalog, found := loadGaps(t, c.lang, c.text, true)
		if diff := cmp.Diff([]string{c.warning}, found); diff != "" || catalog.StandIn() != "en" {
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
	// A template's own string has nothing that could stand in for it.
	if _, found := loadGaps(t, "sv", "", true); len(found) != 2 || !strings.HasPrefix(found[1], `templates/home.html:2:3: "Own"`) {
		t.Error(found)
	}
	if catalog, found := loadGaps(t, "en", "Own: x\n", true); len(found) > 0 || catalog.StandIn() != "" {
		t.Error(found)
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
