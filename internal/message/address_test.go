package message_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
)

// addressed loads a language in a form of address, from files by their names.
func addressed(t *testing.T, defaults, site map[string]string, code, form string) (*message.Localizer, []string) {
	t.Helper()
	dirs := [2]fstest.MapFS{{}, {}}
	for i, texts := range []map[string]string{defaults, site} {
		for name, text := range texts {
			dirs[i]["i18n/active."+name+".yaml"] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	lang := message.Language{Code: code, Form: form}
	if form != "" {
		lang.File, lang.Pos = "content/site.yaml", diag.Pos{Line: 3, Column: 5}
	}
	catalog, list, err := message.Load(t.Context(), dirs[0], dirs[1], message.Options{Languages: []message.Language{lang}})
	if err != nil {
		t.Fatal(err)
	}
	list = list.WithSeverities(nil)
	var found []string
	for _, f := range list.All() {
		found = append(found, f.String()+" / "+f.Hint)
	}
	return catalog.In(code), found
}

// TestAddress lays the files of a form of address over those of the language, the site's over
// Baken's.
func TestAddress(t *testing.T) {
	defaults := map[string]string{
		"nl":        "AddressForm: informal\nA: jij\nB: jouw\nC: zonder\nD: {one: je, other: jullie}\n",
		"nl.formal": "A: u\nB: uw\nD: {one: u, other: u allen}\n",
		"en":        "A: you\nB: your\nC: without\nD: {one: thou, other: ye}\n",
	}
	for _, c := range []struct {
		name, code, form, want string
		site                   map[string]string
	}{
		{"the file's own", "nl", "", "jij jouw zonder je", nil},
		{"the file's own by its name", "nl", "informal", "jij jouw zonder je", nil},
		{"the other", "nl", "formal", "u uw zonder u", nil},
		{"the site's file goes before both", "nl", "formal", "u van ons zonder u", map[string]string{"nl": "B: van ons\n"}},
		{"the site's variant goes before all", "nl", "formal", "U van U zonder u", map[string]string{"nl": "B: van ons\nA: jij\n", "nl.formal": "A: U\nB: van U\n"}},
		{"a variant of the file's own form", "nl", "", "jij! jouw zonder je", map[string]string{"nl.informal": "A: jij!\n"}},
		{"a form that is the site's alone", "en", "formal", "Thou your without thou", map[string]string{"en.formal": "A: Thou\n"}},
		{"a language of the site's own", "sv", "formal", "Ni er utan en", map[string]string{"sv": "AddressForm: formal\nA: Ni\nB: er\nC: utan\nD: {one: en, other: fler}\n"}},
		{"the other form of it", "sv", "informal", "du er utan en", map[string]string{
			"sv": "AddressForm: formal\nA: Ni\nB: er\nC: utan\nD: {one: en, other: fler}\n", "sv.informal": "A: du\n"}},
		{"a regional form", "nl-BE", "", "jij jouw zonder je", nil},
		{"another form of a regional form", "nl-BE", "formal", "u uw zonder ge", map[string]string{"nl-BE": "D: {one: ge, other: gij allen}\n", "nl": "A: niet hier\n"}},
		{"a form of a regional form that is the site's", "nl-BE", "formal", "ge uw zonder u", map[string]string{"nl-BE.formal": "A: ge\n"}},
		{"the same form again", "nl", "", "jij jouw zonder je", map[string]string{"nl": "AddressForm: informal\n"}},
	} {
		words, found := addressed(t, defaults, c.site, c.code, c.form)
		if len(found) > 0 {
			t.Errorf("%s: %q", c.name, found)
		}
		var got []string
		for _, id := range []string{"A", "B", "C"} {
			text, err := words.Text(id)
			if err != nil {
				t.Error(err)
			}
			got = append(got, text)
		}
		one, err := words.Count("D", 1, nil)
		if got := strings.Join(append(got, one), " "); got != c.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

// TestAddressFindings checks that a form that a language doesn't have is reported where it was
// chosen, and that files say their form once.
func TestAddressFindings(t *testing.T) {
	defaults := map[string]string{"nl": "AddressForm: informal\nA: jij\n", "nl.formal": "A: u\n", "en": "A: you\n", "de": "AddressForm: formal\nA: Sie\n"}
	for _, c := range []struct {
		code, form string
		site       map[string]string
		want       string
	}{
		{"en", "formal", nil, `content/site.yaml:3:5: address: "en" has no formal form of address: its texts have one form only [site-language] / ` +
			`take address out, or write the texts that differ in i18n/active.en.formal.yaml`},
		{"de", "informal", nil, `content/site.yaml:3:5: address: "de" has no informal form of address: it has formal [site-language] / ` +
			`write address: formal, or write the texts that differ in i18n/active.de.informal.yaml`},
		{"sv", "formal", map[string]string{"sv": "A: Ni\n"}, `content/site.yaml:3:5: address: "sv" has no formal form of address: its texts have one form only [site-language] / ` +
			`write AddressForm: formal in i18n/active.sv.yaml if its texts have that form, or take address out`},
		{"nl", "", map[string]string{"nl": "AddressForm: formal\n"}, `i18n/active.nl.yaml:1:1: AddressForm: Baken's texts in "nl" aren't formal [string-invalid] / ` +
			`take it out; address: formal beside the language in content/site.yaml chooses a form, where the language has it`},
		{"nl", "", map[string]string{"nl": "AddressForm: formel\n"}, `i18n/active.nl.yaml:1:14: AddressForm: "formel" isn't a form of address; did you mean "formal"? [string-invalid] / write formal or informal`},
		{"nl", "formal", map[string]string{"nl.formal": "AddressForm: formal\n"}, `i18n/active.nl.formal.yaml:1:1: the name of this file says which form of address it has [string-unknown] / take it out`},
		{"nl", "formal", map[string]string{"nl.formal": "AA: u\n"}, `i18n/active.nl.formal.yaml:1:1: no template uses "AA"; did you mean "A"? [string-unknown] / take it out, or correct the name`},
		{"nl", "", map[string]string{"nl.formal": "A: U\n"}, `i18n/active.nl.formal.yaml: nothing reads this file: the texts in "nl" aren't formal [string-unknown] / ` +
			`write address: formal beside the language in content/site.yaml, or take the file out`},
		{"nl", "formal", map[string]string{"nl.formel": "A: U\n"}, `i18n/active.nl.formel.yaml: nothing reads this file: "formel" isn't a form of address; did you mean "formal"? [string-unknown] / ` +
			`name it i18n/active.nl.formal.yaml or i18n/active.nl.informal.yaml`},
		{"nl", "formal", map[string]string{"nl.formal/x": ""}, `i18n/active.nl.formal.yaml: this isn't an ordinary file [file-unreadable] / take it out of the site`},
	} {
		site := c.site
		if _, ok := site["nl.formal/x"]; ok {
			delete(site, "nl.formal/x")
			site["nl.formal.yaml/x"] = ""
		}
		_, found := addressed(t, defaults, site, c.code, c.form)
		if diff := cmp.Diff([]string{c.want}, found); diff != "" {
			t.Errorf("%s %s: %s", c.code, c.form, diff)
		}
	}
}
