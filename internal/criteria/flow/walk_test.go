package flow_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/flow"
)

var option = regexp.MustCompile(`O[0-9]+`)

// takes reports whether answers to a question of type one are among those that a way, or a part,
// names.
func takes(names string, chosen []int) bool {
	if len(chosen) != 1 {
		return false
	}
	listed := slices.Contains(option.FindAllString(names, -1), fmt.Sprintf("O%d", chosen[0]))
	return listed != strings.HasPrefix(names, "anything but")
}

// walk follows the ways of a flow for answers, in the part that is about them, and returns the
// title of the outcome. It fails where not exactly one part is about them, or not exactly one way
// is taken.
func walk(t *testing.T, name string, f *flow.Flow, answers criteria.Answers) string {
	t.Helper()
	var part *flow.Part
	for i := range f.Parts {
		p := &f.Parts[i]
		var q int
		fmt.Sscanf(f.Lead, "There is a diagram for each answer to “Q%d?”", &q)
		about := p.Heading == "" || takes(p.Heading, answers[q])
		if strings.HasPrefix(p.Heading, "The question") {
			about = answers[q] == nil
		}
		if about && part != nil {
			t.Fatalf("%s: two parts are about %v", name, answers)
		}
		if about {
			part = p
		}
	}
	if part == nil {
		t.Fatalf("%s: no part is about %v", name, answers)
	}
	if len(part.Steps) == 0 {
		return part.End.Title
	}
	for step := 0; ; {
		s := &part.Steps[step]
		var q int
		fmt.Sscanf(s.Question, "Q%d?", &q)
		var taken []flow.Way
		for _, w := range s.Ways {
			if takes(w.Answers, answers[q]) {
				taken = append(taken, w)
			}
		}
		if len(taken) != 1 {
			t.Fatalf("%s: %v take %d ways from step %d", name, answers, len(taken), s.Number)
		}
		if taken[0].To < 0 {
			return taken[0].Title
		}
		step = taken[0].To
	}
}

// forked returns a set in which most questions are asked of some of those only who gave certain
// answers to the first, or to an earlier one.
func forked(r *rand.Rand) *criteria.Set {
	set := &criteria.Set{}
	is := func(before int) criteria.Expr {
		q := r.IntN(before)
		return criteria.Is{Question: q, Options: r.Perm(len(set.Questions[q].Options))[:1+r.IntN(2)]}
	}
	for q := range 8 + r.IntN(3) {
		question := criteria.Question{Text: both(fmt.Sprintf("Q%d?", q))}
		for o := range 3 + r.IntN(3) {
			question.Options = append(question.Options, criteria.Option{Label: both(fmt.Sprintf("O%d", o))})
		}
		if q > 0 && r.IntN(5) > 0 {
			question.Ask = &criteria.Condition{Root: is(1 + r.IntN(2)*(q-1))}
		}
		set.Questions = append(set.Questions, question)
	}
	for o := range 5 {
		when := criteria.And{}
		for range 1 + o/2 {
			when.Terms = append(when.Terms, criteria.Or{Terms: []criteria.Expr{is(len(set.Questions)), is(len(set.Questions))}})
		}
		set.Outcomes = append(set.Outcomes, criteria.Outcome{Title: both(fmt.Sprintf("R%d", o)), When: &criteria.Condition{Root: when}})
	}
	set.Outcomes = append(set.Outcomes, criteria.Outcome{Title: both("R5")})
	return set
}

// TestWaysAgreeWithEvaluation follows the diagrams as people do, for complete answers to random
// sets: exactly one diagram is about them, exactly one way leads on from each step, and the outcome
// is that of the evaluation.
func TestWaysAgreeWithEvaluation(t *testing.T) {
	total, split, unasked := 0, 0, 0
	for seed := range 60 {
		r := rand.New(rand.NewPCG(uint64(seed), 19))
		set := forked(r)
		f := newFlow(t, set, "en")
		if f.Instead != nil {
			continue
		}
		if len(f.Parts) > 1 {
			split++
			if strings.HasPrefix(f.Parts[0].Heading, "The question") {
				unasked++
			}
		}
		for range 300 {
			state := criteria.Answers{}
			for q := range set.Questions {
				state[q] = []int{r.IntN(len(set.Questions[q].Options))}
			}
			result := set.Evaluate(state)
			answers := criteria.Answers{}
			for _, q := range result.Asked {
				answers[q] = state[q]
			}
			total++
			if got, want := walk(t, fmt.Sprint("set ", seed), f, answers), fmt.Sprintf("R%d", result.Outcome); got != want {
				t.Fatalf("set %d: %v lead to %s, not %s", seed, answers, got, want)
			}
		}
	}
	t.Logf("%d sets of complete answers, %d flows that are split, %d with a part that asks less", total, split, unasked)
	if total < 10_000 || split < 20 || unasked < 2 {
		t.Errorf("only %d sets of complete answers, %d flows that are split, %d with a part that asks less", total, split, unasked)
	}
}
