package criteria_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
)

// TestAnsweringMore holds for random sets, with unsure options, final outcomes, items and readers
// whom they aren't for, that one more answer changes nothing that was settled: no outcome, no item
// of it and no verdict. Once asking has stopped no question is left, and what is known stays.
func TestAnsweringMore(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 5))
	steps, stops, early := 0, 0, 0
	for range 800 {
		set := criteriatest.Random(r, 1+r.IntN(5))
		for c := range set.Criteria { // Never met and unmet at once: the proof refuses that.
			cr := &set.Criteria[c]
			cr.Unmet = &criteria.Condition{Root: criteria.And{Terms: []criteria.Expr{criteria.Not{X: cr.Met.Root}, cr.Unmet.Root}}}
		}
		states, _, _ := criteriatest.States(set, 300, 100, r.Uint64())
		for answers := range states {
			before := set.Evaluate(answers)
			if before.Stopped() {
				stops++
				if before.Next >= 0 {
					t.Fatalf("%v: asking has stopped, but question %d is next", answers, before.Next)
				}
			}
			for q := range set.Questions {
				if len(answers[q]) > 0 {
					continue
				}
				more := maps.Clone(answers)
				more[q] = []int{r.IntN(len(set.Questions[q].Options))}
				after := set.Evaluate(more)
				steps++
				if before.Outcome >= 0 && after.Outcome != before.Outcome || before.Stopped() && !after.Stopped() {
					t.Fatalf("%v: the outcome %d, stopped %v, became %d, stopped %v, with %v",
						answers, before.Outcome, before.Stopped(), after.Outcome, after.Stopped(), more)
				}
				for c, v := range before.Verdicts {
					if v != criteria.Pending && after.Verdicts[c] != v {
						t.Fatalf("%v: the verdict %v on criterion %d became %v with %v", answers, v, c, after.Verdicts[c], more)
					}
					if v == criteria.Pending && before.Stopped() {
						early++
					}
				}
				for _, i := range before.Items {
					if !slices.Contains(after.Items, i) {
						t.Fatalf("%v: the item %d disappears with %v", answers, i, more)
					}
				}
				if before.Stopped() && !slices.Equal(before.Items, after.Items) {
					t.Fatalf("%v: asking has stopped, but the items %v became %v with %v", answers, before.Items, after.Items, more)
				}
			}
		}
	}
	t.Logf("%d answers more, %d ends, %d verdicts that aren't assessed", steps, stops, early)
	if steps < 50_000 || stops < 10_000 || early < 100 {
		t.Errorf("only %d answers more, %d ends and %d verdicts that aren't assessed", steps, stops, early)
	}
}

// TestEndsApart holds for random sets that without unsure options nothing is unknown and settled:
// such an option as an ordinary one gives the same result wherever it isn't chosen. A set that ends
// early gives the outcome that it gives without ends.
func TestEndsApart(t *testing.T) {
	r := rand.New(rand.NewPCG(32, 6))
	same := 0
	for range 300 {
		set := criteriatest.Random(r, 1+r.IntN(4))
		plain, unending := *set, *set
		plain.Questions, unending.Outcomes = slices.Clone(set.Questions), slices.Clone(set.Outcomes)
		for q := range plain.Questions {
			plain.Questions[q].Options = slices.Clone(set.Questions[q].Options)
			for o := range plain.Questions[q].Options {
				plain.Questions[q].Options[o].Unsure = false
			}
		}
		for o := range unending.Outcomes {
			unending.Outcomes[o].Final = false
		}
		states, _, _ := criteriatest.States(set, 500, 100, r.Uint64())
		for answers := range states {
			got := set.Evaluate(answers)
			if e := unending.Evaluate(answers); e.Outcome != got.Outcome || !slices.Equal(e.Verdicts, got.Verdicts) || !slices.Equal(e.Items, got.Items) {
				t.Fatalf("%v: %v without final outcomes, %v with them", answers, e, got)
			}
			if unsure(set, answers) {
				continue
			}
			same++
			if p := plain.Evaluate(answers); p.Outcome != got.Outcome || p.Next != got.Next || !slices.Equal(p.Verdicts, got.Verdicts) {
				t.Fatalf("%v: %v with ordinary options, %v with unsure ones", answers, p, got)
			}
		}
	}
	if t.Logf("%d states without doubt", same); same < 5_000 {
		t.Errorf("only %d states without doubt", same)
	}
}

// unsure reports whether an answer says that a reader doesn't know.
func unsure(set *criteria.Set, answers criteria.Answers) bool {
	for q, chosen := range answers {
		if slices.ContainsFunc(chosen, func(o int) bool { return set.Questions[q].Options[o].Unsure }) {
			return true
		}
	}
	return false
}
