package table_test

import (
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/criteria/table"
)

const rowSet = `id: small
valid_from: 2026-01-01
title: {nl: Klein, en: Small}
questions:
  - id: a
    text: {nl: A?, en: A?}
    options:
      - {id: one, label: {nl: Een, en: One}}
      - {id: two, label: {nl: Twee, en: Two}}
      - {id: three, label: {nl: Drie, en: Three}}
  - id: b
    ask: a != "three"
    text: {nl: B?, en: B?}
    options:
      - {id: "yes", label: {nl: Ja, en: "Yes"}}
      - {id: "no", label: {nl: Nee, en: "No"}}
criteria:
  - id: c
    title: {nl: C, en: C}
    met: a == "one" or b == "yes"
    unmet: otherwise
outcomes:
  - {id: good, title: {nl: Goed, en: Good}, when: criteria.c == "met"}
  - {id: bad, title: {nl: Slecht, en: Bad}}
`

// rowIDs returns the results of the rows of a section by their ids.
func rowIDs(t *testing.T, d *table.Document, section int) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, p := range d.Sections[section].Parts {
		for _, r := range p.Rows {
			if out[r.ID] != "" {
				t.Errorf("two rows are %s", r.ID)
			}
			out[r.ID] = r.Text
		}
	}
	return out
}

// TestRowIDs holds that the address of a row stays the same in another language, and when options,
// texts, results and numbers change; and that rows about other answers have others.
func TestRowIDs(t *testing.T) {
	before, ok := load(t, []byte(rowSet))
	if !ok {
		t.Fatal("the set has errors")
	}
	change := func(replace ...string) map[string]string {
		t.Helper()
		src := strings.NewReplacer(replace...).Replace(rowSet)
		set, ok := load(t, []byte(src))
		if !ok || src == rowSet {
			t.Fatal("the changed set has errors, or nothing changed")
		}
		return rowIDs(t, document(t, set, "en"), 0)
	}
	want := rowIDs(t, document(t, before, "en"), 0)
	for name, got := range map[string]map[string]string{
		"another language":  rowIDs(t, document(t, before, "nl"), 0),
		"another order":     change("      - {id: one, label: {nl: Een, en: One}}\n", "", "{nl: Drie, en: Three}}\n", "{nl: Drie, en: Three}}\n      - {id: one, label: {nl: Een, en: One}}\n"),
		"other texts":       change("en: One", "en: First", "en: B?", "en: Is it B?"),
		"another result":    change("{id: good, title: {nl: Goed, en: Good}", "{id: fine, title: {nl: Prima, en: Fine}"),
		"a condition twice": change(`a == "one" or b`, `a == "one" or a == "one" or b`),
	} {
		if a, b := keys(got), keys(want); !slices.Equal(a, b) {
			t.Errorf("%s: the rows are %q, not %q", name, a, b)
		}
	}
	changed := change(`met: a == "one" or b`, `met: a == "two" or b`)
	same := 0
	for id := range changed {
		if want[id] != "" {
			same++
		}
	}
	if same == 0 || same == len(want) {
		t.Errorf("%d rows of %q are among %q", same, keys(changed), keys(want))
	}
	if verdicts := rowIDs(t, document(t, before, "en"), 1); slices.ContainsFunc(keys(verdicts), func(id string) bool { return want[id] != "" }) {
		t.Errorf("rows of the verdicts %q have ids of the outcomes %q", keys(verdicts), keys(want))
	}
}

func keys(m map[string]string) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
