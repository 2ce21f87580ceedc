package definition_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// grouped is the complete set with other options of its first question.
func grouped(options string) string {
	return strings.Replace(complete, `    options:
      - {id: a, label: {en: A}, hint: {en: Hint of A}}
      - {id: b, label: {en: B}}
`, "    options:\n"+options, 1)
}

// TestGroups reads options in groups and outside of them, with guidance.
func TestGroups(t *testing.T) {
	sets, list := load(t, map[string]string{"s.yaml": grouped(`      - group: {en: First}
        options:
          - {id: a, label: {en: A}, hint: {en: "A *hint*"}}
          - {id: b, label: {en: B}, guidance: {en: "B is\n\n- this\n- that"}}
      - {id: c, label: {en: C}}
      - {group: {en: Second}, options: [{id: d, label: {en: D}}]}
`)})
	if len(sets) != 1 || list.Len() > 0 {
		t.Fatal(said(list))
	}
	q := sets[0].Questions[0]
	if diff := cmp.Diff([]string{"a", "b", "c", "d"}, q.OptionIDs()); diff != "" {
		t.Error(diff)
	}
	heading := func(s string) content.Localized { return content.Localized{"en": {V: s}} }
	want := []criteria.Group{{Heading: heading("First"), First: 0, End: 2}, {Heading: heading("Second"), First: 3, End: 4}}
	if diff := cmp.Diff(want, q.Groups, cmpopts.IgnoreTypes(diag.Pos{})); diff != "" {
		t.Error(diff)
	}
	if q.Options[1].Guidance.In("en") != "B is\n\n- this\n- that" {
		t.Errorf("guidance: %q", q.Options[1].Guidance.In("en"))
	}
}

func TestWrongGroups(t *testing.T) {
	for _, c := range []struct {
		options string
		want    []string
	}{
		{"      - {group: {en: G}, options: [{id: a, label: {en: A}}, {id: b, label: {en: B}}]}\n", []string{
			`s.yaml:13:10: all options of the question "kind" are in one group, so its heading says nothing [yaml-value] | ` +
				`take the heading out, or add another group or an option outside the group`,
		}},
		{"      - {group: {en: G}, options: [{id: a, label: {en: A}}]}\n      - {group: {en: G}, options: [{id: b, label: {en: B}}]}\n", []string{
			`s.yaml:14:22: two groups of the question "kind" have the heading "G", the other one on line 13 [yaml-value] | ` +
				`put their options in one group, or name them differently`,
		}},
		{"      - {group: {en: G}, options: []}\n      - {id: a, label: {en: A}}\n      - {id: b, label: {en: B}}\n", []string{
			`s.yaml:13:35: options is empty [yaml-missing-key] | write one`,
		}},
		{"      - {options: [{id: a, label: {en: A}}]}\n      - {id: b, label: {en: B}}\n", []string{
			`s.yaml:13:10: group is missing in options [yaml-missing-key] | add a line group: …`,
		}},
		{"      - {gruop: {en: G}, options: [{id: a, label: {en: A}}]}\n      - {id: b, label: {en: B}}\n", []string{
			`s.yaml:13:10: unknown key "gruop"; did you mean "group"? [yaml-unknown-key] | the keys are group, options`,
		}},
		{"      - {group: {en: G}, option: [{id: a, label: {en: A}}]}\n      - {id: b, label: {en: B}}\n      - {id: a, label: {en: A}}\n", []string{
			`s.yaml:13:26: unknown key "option"; did you mean "options"? [yaml-unknown-key] | the keys are group, options`,
		}},
		{"      - {group: {en: G}, options: [{id: a, label: {en: A}}, {id: b, label: {en: B}, exclusive: true}]}\n      - {id: a, label: {en: C}}\n", []string{
			`s.yaml:13:96: exclusive says nothing here: of this question one option can be chosen [yaml-value] | take the key out, or write type: many with the question`,
			`s.yaml:14:14: "a" is the id of an option already, on line 13 [criteria-id] | give each an id of its own`,
		}},
	} {
		_, list := load(t, map[string]string{"s.yaml": grouped(c.options)})
		if diff := cmp.Diff(c.want, said(list)); diff != "" {
			t.Errorf("%s: %s", c.options, diff)
		}
	}
}
