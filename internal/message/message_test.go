package message_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
)

func files(texts map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for lang, text := range texts {
		fsys["i18n/active."+lang+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// load loads messages and returns the findings as lines.
func load(t *testing.T, defaults, site map[string]string, languages []string, uses ...message.Use) (*message.Catalog, []string) {
	t.Helper()
	catalog, list, err := message.Load(t.Context(), files(defaults), files(site), message.Options{Languages: message.Languages(languages...), Uses: uses})
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

func TestOverride(t *testing.T) {
	catalog, found := load(t,
		map[string]string{"nl": "A: een\nB: twee\n", "en": "A: one\nB: two\nC: \"{{.N}}\"\n"},
		map[string]string{"en": "B: II\nC: \"{{.N}} things\"\n", "nl": "C: \"{{.N}} dingen\"\n", "de": "not read"},
		[]string{"en", "nl"}, message.Use{ID: "C", File: "templates/page.html"})
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, c := range []struct{ lang, id, want string }{
		{"nl", "A", "een"}, {"nl", "B", "twee"}, {"en", "A", "one"}, {"en", "B", "II"},
	} {
		if got, err := catalog.In(c.lang).Text(c.id); got != c.want || err != nil {
			t.Errorf("%s in %s is %q, %v; want %q", c.id, c.lang, got, err, c.want)
		}
	}
	got, err := catalog.In("nl").Format("C", struct{ N int }{3})
	if got != "3 dingen" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

// TestApostrophes reads strings with the apostrophes that texts of pages have.
func TestApostrophes(t *testing.T) {
	catalog, found := load(t, map[string]string{
		"en": "A: It isn't 'so', a'b'c\nB: {one: \"{{.N}} isn't\", other: \"{{.N}} aren't\"}\n",
	}, nil, []string{"en"})
	if len(found) > 0 {
		t.Fatal(found)
	}
	if got, err := catalog.In("en").Text("A"); got != "It isn’t 'so', a’b’c" || err != nil {
		t.Error(got, err)
	}
	if got, err := catalog.In("en").Count("B", 2, struct{ N int }{2}); got != "2 aren’t" || err != nil {
		t.Error(got, err)
	}
}

func TestCount(t *testing.T) {
	catalog, found := load(t, map[string]string{
		"nl": "A: {one: één ding, other: \"{{.N}} dingen\"}\n", "pl": "A: {one: r, few: \"{{.N}} rzeczy\", many: m, other: o}\n",
	}, nil, []string{"nl", "pl"})
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, c := range []struct {
		lang string
		n    int
		want string
	}{{"nl", 1, "één ding"}, {"nl", 0, "0 dingen"}, {"nl", 21, "21 dingen"}, {"pl", 1, "r"}, {"pl", 22, "22 rzeczy"}, {"pl", 5, "m"}} {
		got, err := catalog.In(c.lang).Count("A", c.n, struct{ N int }{c.n})
		if got != c.want || err != nil {
			t.Errorf("%d in %s: %q, %v; want %q", c.n, c.lang, got, err, c.want)
		}
	}
}

// TestForms checks that Forms has the texts of Count for all numbers, by the categories of CLDR.
func TestForms(t *testing.T) {
	catalog, found := load(t, map[string]string{
		"nl": "A: {one: \"{{.N}} ding\", other: \"{{.N}} dingen\"}\n", "ja": "A: {other: \"{{.N}} x\"}\n",
		"pl": "A: {one: \"{{.N}} r\", few: \"{{.N}} rzeczy\", many: \"{{.N}} m\", other: \"{{.N}} o\"}\n",
	}, nil, []string{"nl", "pl", "ja"})
	if len(found) > 0 {
		t.Fatal(found)
	}
	for lang, want := range map[string]map[string]string{
		"nl": {"one": "{n} ding", "other": "{n} dingen"},
		"ja": {"other": "{n} x"},
		"pl": {"one": "{n} r", "few": "{n} rzeczy", "many": "{n} m"},
	} {
		got, err := catalog.In(lang).Forms("A", struct{ N string }{"{n}"})
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", lang, err, diff)
		}
	}
	if forms, err := catalog.In("nl").Forms("B", nil); err == nil || forms != nil {
		t.Errorf("%v, %v for a message that isn't there", forms, err)
	}
}

// TestNoFallback checks that a missing message is an error without a text.
func TestNoFallback(t *testing.T) {
	catalog, found := load(t, map[string]string{"nl": "A: een\n", "en": ""}, nil, []string{"en", "nl"})
	if diff := cmp.Diff([]string{`i18n/active.en.yaml: "A" has no text in "en" [string-missing]`}, found); diff != "" {
		t.Error(diff)
	}
	for _, id := range []string{"A", "Nothing"} {
		if text, err := catalog.In("en").Text(id); text != "" || err == nil {
			t.Errorf("%s in English: %q, %v", id, text, err)
		}
	}
	if _, err := catalog.In("nl").Format("Broken", nil); err == nil || !strings.Contains(err.Error(), "Broken in nl") {
		t.Error(err)
	}
}

// TestPluralForms checks that exactly the forms that CLDR has for whole numbers are required.
func TestPluralForms(t *testing.T) {
	const bare = "A: {other: x}\n"
	for lang, want := range map[string]string{
		"ja": "", "en": "one", "nl": "one", "pl": "few many one", "ar": "few many one two zero", "cy": "few many one two zero",
		"tlh": "one", // CLDR has no rules for Klingon, and some for constructed languages.
	} {
		_, found := load(t, map[string]string{lang: bare}, nil, []string{lang})
		var forms []string
		for _, f := range found {
			_, rest, _ := strings.Cut(f, `lacks the plural form`)
			rest, _, _ = strings.Cut(rest, " that ")
			for _, m := range regexp.MustCompile(`"(\w+)"`).FindAllStringSubmatch(rest, -1) {
				forms = append(forms, m[1])
			}
		}
		if got := strings.Join(forms, " "); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestFindings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"A: [x]\n", `i18n/active.en.yaml:1:4: A takes a text, not a list [string-invalid]`},
		{"A: {one: 1, other: x}\n", `i18n/active.en.yaml:1:5: A: "one" isn't a plural form with a text [string-invalid]`},
		{"A: \"{{.B\"\n", `i18n/active.en.yaml:1:4: "{{.B" isn't a message: unclosed action [string-invalid]`},
		{"- A\n", `i18n/active.en.yaml:1:1: this isn't a file of messages [string-invalid]`},
		{"A: {description: for translators, other: x, one: y}\n", ""},
		{"A: x\nAA: y\n", `i18n/active.en.yaml:2:1: no template uses "AA"; did you mean "A"? [string-unknown]`},
		{"", ""}, // the default is used
	} {
		_, found := load(t, map[string]string{"en": "A: a\n"}, map[string]string{"en": c.text}, []string{"en"})
		if c.want == "" && len(found) > 0 || c.want != "" && (len(found) != 1 || !strings.HasPrefix(found[0], c.want)) {
			t.Errorf("%q: %q, want %q", c.text, found, c.want)
		}
	}
}

// TestPlaceholders checks that a site's message may only have the placeholders of the default.
func TestPlaceholders(t *testing.T) {
	defaults := map[string]string{
		"en": "A: a\nDate: \"{{.Day}} {{.Month}}\"\nTextDirection: ltr\n",
		"nl": "A: a\nDate: \"{{.Day}} {{.Month}} {{.Year}}\"\nTextDirection: ltr\n",
	}
	use := message.Use{ID: "Own", File: "templates/page.html"}
	for _, c := range []struct{ text, want string }{
		{`Date: "{{.Year}}-{{ .Month }}-{{- .Day}}"`, ""},
		{`Date: nothing`, ""},
		{`Date: "{{.Dag}}"`, `1:7: Date gets no value "Dag"; did you mean "Day"? [string-invalid]`},
		{`Date: "{{.Day.X}}"`, `1:7: "{{.Day.X}}" isn't a message: {{.Day.X}} isn't a place for a value [string-invalid]`},
		{`Date: "{{.}}"`, `1:7: "{{.}}" isn't a message: {{.}} isn't a place for a value [string-invalid]`},
		{`Date: "{{print .Day}}"`, `1:7: "{{print .Day}}" isn't a message: {{print .Day}} isn't a place for a value [string-invalid]`},
		{`Date: "{{$x := .Day}}"`, `1:7: "{{$x := .Day}}" isn't a message: {{$x := .Day}} isn't a place for a value [string-invalid]`},
		{`Date: "{{if eq .Day 1}}1er{{else if eq .Day 2}}{{.Day}}{{else}}{{.Day}}{{end}} {{.Month}}"`, ""},
		{`Date: "{{if eq .Day 1}}{{.Dag}}{{end}}"`, `1:7: Date gets no value "Dag"; did you mean "Day"? [string-invalid]`},
		{`Date: "{{if .Day}}x{{end}}"`, `1:7: "{{if .Day}}x{{end}}" isn't a message: {{if .Day}} doesn't compare a number, as {{if eq .Day 1}} does [string-invalid]`},
		{`Date: "{{if eq .Month 1}}x{{end}}"`, `1:7: "{{if eq .Month 1}}x{{end}}" isn't a message: {{if eq .Month 1}} doesn't compare a number, as {{if eq .Day 1}} does [string-invalid]`},
		{`Date: "{{if eq .Day 1.5}}x{{end}}"`, `1:7: "{{if eq .Day 1.5}}x{{end}}" isn't a message: {{if eq .Day 1.5}} doesn't compare a number, as {{if eq .Day 1}} does [string-invalid]`},
		{`A: "{{if eq .Day 1}}x{{end}}"`, `1:4: A has no place for {{.Day}}: it gets no values [string-invalid]`},
		{`Date: "{{range .Day}}x{{end}}"`, `1:7: "{{range .Day}}x{{end}}" isn't a message: {{range .Day}}x{{end}} isn't a place for a value [string-invalid]`},
		{`Date: 'a{{define "x"}}{{end}}'`, `1:7: "a{{define \"x\"}}{{end}}" isn't a message: it defines a template [string-invalid]`},
		{`A: "{{.Day}}"`, `1:4: A has no place for {{.Day}}: it gets no values [string-invalid]`},
		{`A: {other: "{{.Day}}"}`, `1:12: A has no place for {{.Day}}: it gets no values [string-invalid]`},
		{`TextDirection: rtl`, ""},
		{`TextDirection: rlt`, `1:16: TextDirection: "rlt" isn't a direction; did you mean "rtl"? [string-invalid]`},
		{`TextDirection: {other: auto}`, `1:24: TextDirection: "auto" isn't a direction [string-invalid]`},
	} {
		_, found := load(t, defaults, map[string]string{"en": c.text + "\nOwn: x\n"}, []string{"en"}, use)
		var want []string
		if c.want != "" {
			want = []string{"i18n/active.en.yaml:" + c.want}
		}
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("%s: %s", c.text, diff)
		}
	}
}

// TestSiteMessage checks that a message without a default has no values.
func TestSiteMessage(t *testing.T) {
	use := message.Use{ID: "Own", File: "templates/page.html", Pos: diag.Pos{Line: 1, Column: 1}}
	_, found := load(t, map[string]string{"en": "A: a\n"}, map[string]string{"en": "Own: \"{{.N}} x\"\n"}, []string{"en"}, use)
	if len(found) == 0 || found[0] != `i18n/active.en.yaml:1:6: Own has no place for {{.N}}: it gets no values [string-invalid]` {
		t.Error(found)
	}
}

func TestDirectory(t *testing.T) {
	site := fstest.MapFS{"i18n/active.en.yaml/x": {}}
	_, list, err := message.Load(t.Context(), files(map[string]string{"en": "A: a\n"}), site, message.Options{Languages: message.Languages("en")})
	if err != nil || list.Len() != 1 || list.All()[0].String() != "i18n/active.en.yaml: this isn't an ordinary file [file-unreadable]" {
		t.Error(list.All(), err)
	}
}

func TestUsesOfTemplates(t *testing.T) {
	use := message.Use{ID: "Own", File: "templates/page.html", Pos: diag.Pos{Line: 3, Column: 6}}
	_, found := load(t, map[string]string{"en": "A: a\n", "nl": "A: a\n"}, map[string]string{"nl": "Own: eigen\n"}, []string{"nl", "en"}, use)
	if diff := cmp.Diff([]string{`templates/page.html:3:6: "Own" has no text in "en" [string-missing]`}, found); diff != "" {
		t.Error(diff)
	}
}
