package selector_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/andybalholm/cascadia"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/criteria/explanation/explanationtest"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/thoroughtest"
)

// TestChanges holds that each change whose selector matches a state of the form, stale answers or
// not, meets its criterion if that is unmet; and that one matches wherever a change of a few
// answers meets it.
func TestChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 15))
	sets := shapes(t)
	for range thoroughtest.Unless(15, 40) {
		set := criteriatest.Random(r, 2+r.IntN(3))
		for i := range set.Criteria { // No criterion of a proven set is met and unmet at once.
			c := &set.Criteria[i]
			c.Unmet = &criteria.Condition{Root: criteria.And{Terms: []criteria.Expr{criteria.Not{X: c.Met.Root}, c.Unmet.Root}}}
		}
		sets = append(sets, set)
	}
	matched, silent := 0, 0
	for _, set := range sets {
		sheet, findings := compiled(t, set)
		if findings.Len() > 0 {
			t.Fatalf("%s: %v", set.ID.V, findings.All())
		}
		explainer, err := explanation.New(t.Context(), proof.Unchecked(set))
		if err != nil {
			t.Fatal(err)
		}
		selectors := make([]cascadia.Sel, len(sheet.Changes))
		for i, c := range sheet.Changes {
			group, err := cascadia.ParseGroup(c.Selector)
			if err != nil {
				t.Fatalf("%s: %v", c.Selector, err)
			}
			if selectors[i] = union(group); c.Selector != "*" && !bytes.Contains(sheet.CSS, []byte(" ."+selector.ChangeClass(i)+"{display:block}")) {
				t.Errorf("%s: no rule shows change %d", set.ID.V, i)
			}
		}
		f := newForm(t, set)
		states, _, _ := criteriatest.States(set, thoroughtest.Unless(120, 300), thoroughtest.Unless(80, 200), 3)
		for answers := range states {
			f.fill(answers)
			result := set.Evaluate(answers)
			for c, v := range result.Verdicts {
				if v != criteria.Unmet {
					continue
				}
				some := false
				for i, change := range sheet.Changes {
					if change.Criterion != c || !selectors[i].Match(f.node) {
						continue
					}
					some = true
					matched++
					if after := set.Evaluate(explanationtest.Changed(set, answers, change.Change)); after.Verdicts[c] != criteria.Met {
						t.Fatalf("%s, %v: %v doesn't meet criterion %d", set.ID.V, answers, change.Change, c)
					}
				}
				if some || !result.Stopped() || !inOrder(set, answers) || sheet.Changes == nil {
					continue
				}
				silent++
				why, err := explainer.Explain(t.Context(), answers)
				if err != nil {
					t.Fatal(err)
				}
				if n := len(why.Met[c]); n > 0 && n <= explanation.MaxChange {
					t.Errorf("%s, %v: no change to meet criterion %d matches, but %v does", set.ID.V, answers, c, why.Met[c])
				}
			}
		}
	}
	t.Logf("%d changes matched, %d times none", matched, silent)
	if matched < thoroughtest.Unless(300, 1000) {
		t.Error("too few to tell")
	}
}

// inOrder reports whether answers are those of a reader who answers in the order of the questions,
// but for answers to questions that aren't asked.
func inOrder(set *criteria.Set, answers criteria.Answers) bool {
	given := criteria.Answers{}
	for r := set.Evaluate(given); r.Next >= 0; r = set.Evaluate(given) {
		if set.Questions[r.Next].Answer(answers[r.Next]) == nil {
			return false
		}
		given[r.Next] = answers[r.Next]
	}
	for _, q := range set.Evaluate(answers).Asked {
		if given[q] == nil && answers[q] != nil {
			return false
		}
	}
	return true
}

// TestChangesTooLarge holds that a set whose changes would take too much room names none, and is
// published with the same rules otherwise.
func TestChangesTooLarge(t *testing.T) {
	large := criteriatest.AllDifferent(thoroughtest.Unless(7, 8))
	sheet, findings := compiled(t, hardSet(t, large))
	if findings.Len() > 0 || sheet.Changes != nil || bytes.Contains(sheet.CSS, []byte(" ."+selector.ChangeClass(0)+"{")) {
		t.Errorf("%d changes, %v", len(sheet.Changes), findings.All())
	}
	size, _, err := selector.Measure(t.Context(), proof.Unchecked(hardSet(t, large)))
	if err != nil || !size.LeftOut || size.Changes != 0 || size.ChangeBytes != 0 || size.Bytes != len(sheet.CSS) {
		t.Errorf("%+v, %v", size, err)
	}
	size, _, err = selector.Measure(t.Context(), proof.Unchecked(hardSet(t, criteriatest.Ring(20))))
	if err != nil || size.LeftOut || size.Changes == 0 || size.Changes > selector.MaxChanges || size.ChangeBytes > selector.ChangesBudget {
		t.Errorf("%+v, %v", size, err)
	}
}
