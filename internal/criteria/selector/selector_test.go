package selector_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/diag"
)

// form is a document that the selectors of a check match.
type form struct {
	node   *html.Node
	inputs [][]*html.Node
}

func newForm(t *testing.T, set *criteria.Set) *form {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<form id="Check">`)
	for q := range set.Questions {
		for o := range set.Questions[q].Options {
			fmt.Fprintf(&b, `<input type=checkbox id=%s name=%s value=%s>`, selector.ID(q, o), set.Questions[q].ID.V, set.Questions[q].Options[o].ID.V)
		}
	}
	doc, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	f := &form{node: cascadia.Query(doc, cascadia.MustCompile("form"))}
	for q := range set.Questions {
		f.inputs = append(f.inputs, cascadia.QueryAll(doc, cascadia.MustCompile("[name="+set.Questions[q].ID.V+"]")))
	}
	return f
}

// fill checks exactly the inputs of answers.
func (f *form) fill(answers criteria.Answers) {
	for q, inputs := range f.inputs {
		for o, input := range inputs {
			input.Attr = slices.DeleteFunc(input.Attr, func(a html.Attribute) bool { return a.Key == "checked" })
			if slices.Contains(answers[q], o) {
				input.Attr = append(input.Attr, html.Attribute{Key: "checked"})
			}
		}
	}
}

// compare compares a compiled set with its evaluation in states of its form.
func compare(t *testing.T, set *criteria.Set, sheet *selector.Sheet, states func(func(criteria.Answers) bool)) {
	t.Helper()
	f := newForm(t, set)
	compiled := map[string]cascadia.Sel{}
	matches := func(s string) bool {
		if s == "*" || s == "" {
			return s == "*"
		}
		group, ok := compiled[s]
		if !ok {
			g, err := cascadia.ParseGroup(s)
			if err != nil {
				t.Fatalf("%s: %v", s, err)
			}
			group = union(g)
			compiled[s] = group
		}
		return group.Match(f.node)
	}
	for answers := range states {
		f.fill(answers)
		want := set.Evaluate(answers)
		for q := range set.Questions {
			if got := matches(sheet.Questions[q]); got != slices.Contains(want.Asked, q) {
				t.Fatalf("%v: question %d is put: %v\n%s", answers, q, got, sheet.Questions[q])
			}
		}
		for c, verdicts := range sheet.Verdicts {
			for v, s := range verdicts {
				if got := matches(s); got != (want.Verdicts[c] == criteria.Verdict(v)) {
					t.Fatalf("%v: criterion %d is %v, but %v matches: %v\n%s", answers, c, want.Verdicts[c], criteria.Verdict(v), got, s)
				}
			}
		}
		for o, s := range sheet.Outcomes {
			if got := matches(s); got != (want.Outcome == o) {
				t.Fatalf("%v: outcome is %d, but that of %d matches: %v\n%s", answers, want.Outcome, o, got, s)
			}
		}
		if got := matches(sheet.None); got != (want.Outcome < 0) {
			t.Fatalf("%v: no outcome: %v, selector: %v", answers, want.Outcome < 0, got)
		}
		for o, items := range sheet.Items {
			for i, s := range items {
				if got := matches(s); want.Outcome == o && got != slices.Contains(want.Items, i) {
					t.Fatalf("%v: item %d of outcome %d: %v", answers, i, o, got)
				}
			}
		}
		if got := matches(sheet.Done); got != want.Stopped() {
			t.Fatalf("%v: done: %v, selector: %v", answers, !got, got)
		}
	}
}

type union cascadia.SelectorGroup

func (u union) Match(n *html.Node) bool {
	return slices.ContainsFunc(u, func(s cascadia.Sel) bool { return s.Match(n) })
}
func (u union) Specificity() cascadia.Specificity { return cascadia.Specificity{} }
func (u union) String() string                    { return "" }
func (u union) PseudoElement() string             { return "" }

func TestRandomSets(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	states := 0
	for range 50 {
		set := criteriatest.Random(r, 2+r.IntN(4))
		sheet, findings := compiled(t, set)
		if findings.Len() > 0 {
			t.Fatal(findings.All())
		}
		all, n, _ := criteriatest.States(set, 3000, 1000, 1)
		states += n
		compare(t, set, sheet, all)
	}
	t.Logf("%d states compared", states)
}

// compiled compiles a set.
func compiled(t testing.TB, set *criteria.Set) (*selector.Sheet, diag.List) {
	t.Helper()
	sheet, findings, err := selector.Compile(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	return sheet, findings
}
