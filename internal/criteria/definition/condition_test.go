package definition_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/diag"
)

// set is a file with places for an ask of its second question, the met of its first criterion and
// the when of its first outcome.
const set = `id: test
valid_from: 2020-01-01
questions:
  - id: kind
    text: {en: Kind?}
    options:
      - {id: person, label: {en: Person}}
      - {id: company, label: {en: Company}}
      - {id: other, label: {en: Other}}
  - id: size
    text: {en: Size?}
    ask: ASK
    options: [{id: small, label: {en: Small}}, {id: large, label: {en: Large}}]
  - id: means
    text: {en: Means?}
    type: many
    options:
      - {id: car, label: {en: Car}}
      - {id: boat, label: {en: Boat}}
      - {id: none, label: {en: None}, exclusive: true}
criteria:
  - id: mandate
    title: {en: Mandate}
    met: MET
    unmet: kind == "company"
  - id: trust
    title: {en: Trust}
    met: size == "large"
    unmet: size == "small"
outcomes:
  - id: likely
    title: {en: Likely}
    when: WHEN
  - id: contact
    title: {en: Contact}
`

// placed returns the set with conditions at the named keys, as literal blocks.
func placed(conditions map[string]string) string {
	text := set
	for place, condition := range map[string]string{"ASK": `kind == "company"`, "MET": `kind == "person"`, "WHEN": `kind == "other"`} {
		if c, ok := conditions[place]; ok {
			condition = "|-\n      " + strings.ReplaceAll(c, "\n", "\n      ")
		}
		text = strings.Replace(text, place, condition, 1)
	}
	return text
}

// load reads files of criteria in one language, English.
func load(t testing.TB, files map[string]string) ([]*criteria.Set, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["content/criteria/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	sets, list, err := definition.Load(t.Context(), fsys, []string{"en"})
	if err != nil {
		t.Fatal(err)
	}
	return sets, list
}

// said lists findings in the order of a run, with their hints.
func said(list diag.List) []string {
	weighed := list.WithSeverities(nil)
	var out []string
	for _, f := range weighed.All() {
		out = append(out, strings.TrimPrefix(f.String(), "content/criteria/")+" | "+f.Hint)
	}
	return out
}

// show formats the tree of a condition, with indexes.
func show(x criteria.Expr) string {
	list := func(word string, terms []criteria.Expr) string {
		var parts []string
		for _, t := range terms {
			parts = append(parts, show(t))
		}
		return word + "(" + strings.Join(parts, " ") + ")"
	}
	switch x := x.(type) {
	case criteria.And:
		return list("and", x.Terms)
	case criteria.Or:
		return list("or", x.Terms)
	case criteria.Count:
		return list(fmt.Sprintf("%d-%d", x.Least, x.Most), x.Terms)
	case criteria.Not:
		return "not(" + show(x.X) + ")"
	case criteria.Is:
		return fmt.Sprintf("%d=%d", x.Question, x.Options)
	case criteria.Has:
		return fmt.Sprintf("%d has %d", x.Question, x.Option)
	case criteria.Answered:
		return fmt.Sprintf("%d?", x.Question)
	case criteria.VerdictIs:
		return fmt.Sprintf("c%d=%v", x.Criterion, x.Verdicts)
	default:
		return fmt.Sprintf("%T", x)
	}
}

func TestConditions(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{`kind == "person"`, "0=[0]"},
		{`kind != 'person'`, "not(0=[0])"},
		{`kind in ["company", "person",]`, "0=[1 0]"},
		{`kind not in ["company"]`, "not(0=[1])"},
		{`"none" in means`, "2 has 2"},
		{`"car" not in means`, "not(2 has 0)"},
		{`answered(size)`, "1?"},
		{`not answered (size)`, "not(1?)"},
		{`not (kind == "person")`, "not(0=[0])"},
		{"kind == \"person\"\nand\n\n  size == \"small\"", "and(0=[0] 1=[0])"},
		// Terms of one kind are taken together, whatever the brackets.
		{`answered(kind) and (answered(size) and answered(means)) and kind == "other"`, "and(0? 1? 2? 0=[2])"},
		{`answered(kind) or (answered(size) and not answered(means))`, "or(0? and(1? not(2?)))"},
		{`(answered(kind) or answered(size)) and answered(means)`, "and(or(0? 1?) 2?)"},
		{`criteria.mandate == "met"`, "c0=[met]"},
		{`criteria . trust != "not_applicable"`, "not(c1=[not_applicable])"},
		{`criteria.trust in ["open", "unmet"]`, "c1=[open unmet]"},
		{`((kind == "other"))`, "0=[2]"},
		{`count(answered(kind), "car" in means, not answered(size)) >= 2`, "2-3(0? 2 has 0 not(1?))"},
		{`count(answered(kind), answered(size),) > 1`, "2-2(0? 1?)"},
		{`not (count(answered(kind), answered(size)) <= 1)`, "not(0-1(0? 1?))"},
		{`count(answered(kind), answered(size), answered(means)) < 3`, "0-2(0? 1? 2?)"},
		{`count(answered(kind), answered(size)) == 1`, "1-1(0? 1?)"},
		{`count(answered(kind), answered(size)) != 1`, "not(1-1(0? 1?))"},
		{`count(criteria.mandate == "met", criteria.trust == "met", answered(size) or answered(kind)) >= 2`, "2-3(c0=[met] c1=[met] or(1? 0?))"},
	} {
		sets, list := load(t, map[string]string{"s.yaml": placed(map[string]string{"WHEN": c.src})})
		if len(sets) != 1 || list.Len() > 0 {
			t.Errorf("%s: %s", c.src, said(list))
			continue
		}
		when := sets[0].Outcomes[0].When
		if got := show(when.Root); got != c.want || when.Source.V != c.src {
			t.Errorf("%s: %s, want %s; source %q", c.src, got, c.want, when.Source.V)
		}
	}
}

func TestHostileConditions(t *testing.T) {
	for name, c := range map[string]struct {
		src  string
		code diag.Code
	}{
		"brackets": {strings.Repeat("(", 10_000) + `kind == "person"` + strings.Repeat(")", 10_000), diag.NestingTooDeep},
		"lists":    {"kind in " + strings.Repeat("[", 10_000), diag.NestingTooDeep},
		"nots":     {strings.Repeat("not ", 10_000) + "answered(kind)", diag.CriteriaCondition},
		"long":     {`kind == "person"` + strings.Repeat(` and kind == "person"`, 40_000), diag.CriteriaSize},
		"words":    {strings.Repeat("a ", 20_000), diag.CriteriaSize},
		"ands":     {"answered(kind)" + strings.Repeat(" and not answered(kind)", 1300), ""},
		"word":     {strings.Repeat("a", 40_000), diag.CriteriaCondition},
		"space":    {`kind == ` + strings.Repeat(" ", 40_000) + `"person"`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			sets, list := load(t, map[string]string{"s.yaml": placed(map[string]string{"MET": c.src})})
			if all := list.All(); c.code == "" && len(sets) != 1 || c.code != "" && (len(all) != 1 || all[0].Code != c.code) {
				t.Errorf("found %v, want %s", said(list), c.code)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
