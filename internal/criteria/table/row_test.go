package table_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

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

// TestRowLinks holds that each row of HTML, one that stands for a whole table too, has an address
// that its number is a link to, and a link that edits the line of its outcome or its criterion.
func TestRowLinks(t *testing.T) {
	for _, src := range []string{rowSet, strings.Replace(rowSet, `when: criteria.c == "met"`, `when: a == "three"`, 1), string(read(t, ownSet))} {
		set, ok := load(t, []byte(src))
		if !ok {
			t.Fatal("the set has errors")
		}
		d := document(t, set, "en")
		d.Edit = func(line int) string { return "https://forge.example/x?a&b#L" + strconv.Itoa(line) }
		lines := map[string]string{} // by the number of the line, how the line begins
		for i, line := range strings.Split(src, "\n") {
			lines[strconv.Itoa(i+1)] = strings.TrimSpace(line)
		}
		for _, part := range []*table.Document{d, d.ByVerdicts(), d.ByAnswers()} {
			root, err := html.Parse(strings.NewReader(string(part.AppendHTML(nil, 2, nil))))
			if err != nil {
				t.Fatal(err)
			}
			seen := map[string]bool{}
			for n := range root.Descendants() {
				if n.DataAtom != atom.Tr && n.DataAtom != atom.Li && n.DataAtom != atom.P || n.Parent.DataAtom == atom.Thead {
					continue
				}
				id, own, edits := attribute(n, "id"), 0, ""
				for a := range n.Descendants() {
					href := attribute(a, "href")
					if line, found := strings.CutPrefix(href, "https://forge.example/x?a&b#L"); found {
						edits = lines[line]
						if text := textOf(a); text != "Edit line "+line {
							t.Errorf("%q edits line %s", text, line)
						}
					}
					if id != "" && href == "#"+id {
						own++
					}
				}
				if id == "" && n.DataAtom != atom.Tr {
					continue // It isn't a row.
				}
				if own != 1 || seen[id] || !strings.HasPrefix(edits, "- id: ") && !strings.HasPrefix(edits, "- {id: ") {
					t.Errorf("row %q has %d links to itself, and one that edits %q", id, own, edits)
				}
				seen[id] = true
			}
			rows := 0
			if part.Combinations != nil {
				rows += len(part.Combinations.Rows)
			}
			for _, s := range part.Sections {
				for _, p := range s.Parts {
					rows += len(p.Rows)
				}
			}
			if rows == 0 || len(seen) != rows {
				t.Errorf("%d rows have addresses, of %d", len(seen), rows)
			}
		}
		if all, a, b := len(d.Sections), len(d.ByVerdicts().Sections), len(d.ByAnswers().Sections); a+b != all || a == 0 || b == 0 {
			t.Errorf("of %d sections %d are by verdicts and %d by answers", all, a, b)
		}
		d.Edit = nil
		if strings.Contains(string(d.AppendHTML(nil, 2, nil)), `class="edit"`) {
			t.Error("there is a link that edits a row where the site has none")
		}
	}
}
