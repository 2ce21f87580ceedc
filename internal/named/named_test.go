package named_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/named"
)

// load reads a file of values of a site in Dutch and English.
func load(t *testing.T, text string) (*named.Values, string) {
	t.Helper()
	v, list, err := named.Load(fstest.MapFS{"content/values.yaml": {Data: []byte(text)}}, []string{"nl", "en"})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := list.WriteText(&out); err != nil {
		t.Fatal(err)
	}
	return v, out.String()
}

func TestLoad(t *testing.T) {
	v, found := load(t, `
fee: EUR 12.50
opening: 2026-03-01
places: 25
share: "2.50"
desk: {nl: de balie, en: "the \n desk"}
phone: {text: "+31 70 123 45 67"}
`)
	if found != "" {
		t.Error(found)
	}
	var got []string
	for _, value := range v.List() {
		text := value.Value.String()
		if value.Texts != nil {
			text = value.Texts.In("nl") + ", " + value.Texts.In("en")
		}
		got = append(got, value.Name.V+": "+value.Currency+" "+text)
	}
	want := []string{
		"fee: EUR 12.50", "opening:  2026-03-01", "places:  25", "share:  2.50", "desk:  de balie, the desk", "phone:  +31 70 123 45 67, +31 70 123 45 67",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if v.Find("fees") != nil || v.Find("fee") == nil || v.Incomplete() {
		t.Error("the names aren't those of the file")
	}
	var none *named.Values
	if none.Find("fee") != nil || none.Names() != nil || none.Incomplete() {
		t.Error("a site without values has some")
	}
	if v, list, err := named.Load(fstest.MapFS{}, []string{"en"}); len(v.List()) > 0 || list.Len() > 0 || err != nil {
		t.Error(v, list, err)
	}
}

// TestWrongValues holds that each mistake has one finding, at its line, and that the names around
// it are read.
func TestWrongValues(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"x: twelve", `2:4: error: "twelve" isn't a value [yaml-value]`},
		{"x: € 12.50", `2:4: error: "€ 12.50" isn't a value [yaml-value]`},
		{"x: 31,250", `2:4: error: "31,250" isn't a value [yaml-value]`},
		{"x: 2026-02-30", `2:4: error: "2026-02-30" isn't a value [yaml-value]`},
		{"x: 1 March 2026", `2:4: error: "1 March 2026" isn't a value [yaml-value]`},
		{"x: EUR 12.505", `2:4: error: "EUR 12.505" has more decimals than EUR, which has 2 [yaml-value]`},
		{"x: JPY 12.5", `2:4: error: "JPY 12.5" has more decimals than JPY, which has none [yaml-value]`},
		{"x: EUX 12", `2:4: error: "EUX" isn't the code of a currency [yaml-value]`},
		{"x: EUR 2026-03-01", `2:4: error: "EUR 2026-03-01" isn't a value [yaml-value]`},
		{"x: 99999999999999999999", `2:4: error: "99999999999999999999" isn't a value [yaml-value]`},
		{"x: {nl: een, en: ''}", `2:18: error: x is empty in "en" [yaml-missing-key]`},
		{"x: {nl: een}", `2:1: error: x has no text in "en" [yaml-missing-key]`},
		{"x: {nl: een, en: one, fr: un}", `2:27: error: x has a text in "fr", which isn't a language of this site [yaml-unknown-key]`},
		{"x: {text: een, nl: een}", `2:11: error: x has a text for all languages, and others for some [yaml-value]`},
		{"x: {}", `2:4: error: x is empty [yaml-value]`},
		{"x:", `2:1: error: x has no value [yaml-type]`},
		{"x: [1, 2]", `2:4: error: x takes one value, not a list [yaml-type]`},
		{"X-y: 1", `2:1: error: "X-y" can't be the name of a value [yaml-value]`},
		{"1x: 1", `2:1: error: "1x" can't be the name of a value [yaml-value]`},
		{"x: {text: " + strings.Repeat("a", 301) + "}", `2:11: error: a value stands in a line: this one has 301 bytes, and 300 is the most [yaml-value]`},
		{"fee: 2", `2:1: error: "fee" stands here twice; first on line 1 [yaml-duplicate-key]`},
	} {
		v, found := load(t, "fee: 1\n"+c.line+"\nlast: 3\n")
		first, _, _ := strings.Cut(found, "\n")
		if want := "content/values.yaml:" + c.want; first != want || strings.Count(found, "error:") != 1 {
			t.Errorf("%s:\n%s\nwant %s", c.line, found, want)
		}
		if !v.Incomplete() || v.Find("x") != nil {
			t.Errorf("%s: %v", c.line, v.Names())
		}
	}
}
