package definition_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestConstantsInTexts reads a set whose texts use constants, of all kinds, wherever a text stands.
func TestConstantsInTexts(t *testing.T) {
	text := strings.NewReplacer(
		"questions:\n", "constants: {max: EUR 10, day: 2026-03-01, n: 25}\nquestions:\n",
		"text: {en: Kind?}", `text: {en: "Kind, up to :value{max}?"}`,
		"hint: {en: Hint}", `hint: {en: "Before :value{complete.day}"}`,
		"guidance: {en: Guidance}", "guidance: {en: 'At :value{n} or `:value{nothing}`'}",
	).Replace(complete)
	sets, list := load(t, map[string]string{"s.yaml": text})
	if len(sets) != 1 || list.Len() > 0 {
		t.Fatal(said(list))
	}
	for _, c := range sets[0].Constants {
		if !c.Used {
			t.Errorf("%q isn't used", c.ID.V)
		}
	}
}

func TestWrongConstantsInTexts(t *testing.T) {
	const usage = "write :value{set.constant} or, for the version of a day, :value{set.constant on=2027-01-01}"
	for _, c := range []struct {
		old, new string
		want     []string
	}{
		{"text: {en: Kind?}", `text: {en: "Kind :value{maxi}?"}`, []string{
			`s.yaml:9:22: there is no constant "maxi"; did you mean "max"? [criteria-reference] | the constants are max, day`,
		}},
		{"title: {en: C}", `title: {en: "C :value{other.max}"}`, []string{
			`s.yaml:28:20: :value{…}: a text of "complete" uses the constants of its own set, not of "other" [criteria-reference] | write the constant in this set too, or use both on a page`,
		}},
		{"body: {en: Body}", `body: {en: ">\n\n\n:value{max on=2027-01-01}"}`, []string{
			`s.yaml:38:24: :value{…}: a text of a version uses the constants of that version, not those of a day [criteria-reference] | take on out`,
		}},
		{"guidance: {en: Guidance}", "guidance:\n      en: >\n        One\n        two :value{max", []string{
			`s.yaml:32:13: :value{: the braces don't end [directive-argument] | ` + usage,
		}},
		{"title: {en: Title}", `title: {en: "T :value{max on=tomorrow}"}`, []string{
			`s.yaml:4:27: on=tomorrow isn't a day of the calendar [directive-argument] | ` + usage,
		}},
		{"label: {en: B}", `label: {en: "B :valeu{max}"}`, []string{
			`s.yaml:15:32: no directive ":valeu" in a line; did you mean ":value"? [directive-unknown] | ` + usage,
		}},
		{"constants: {max: EUR 10, day: 2026-03-01}\n", "", []string{
			`s.yaml:9:38: there is no constant "max" [criteria-reference] | write it below constants:`,
		}},
	} {
		text := strings.NewReplacer("questions:\n", "constants: {max: EUR 10, day: 2026-03-01}\nquestions:\n").Replace(complete)
		if c.new == "" {
			text = strings.Replace(text, "hint: {en: Hint}", `hint: {en: "Up to something like :value{max}"}`, 1)
		}
		_, list := load(t, map[string]string{"s.yaml": strings.Replace(text, c.old, c.new, 1)})
		if diff := cmp.Diff(c.want, said(list)); diff != "" {
			t.Errorf("%s: %s", c.new, diff)
		}
	}
}
