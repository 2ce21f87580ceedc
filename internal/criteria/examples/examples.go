// Package examples measures how well the examples of a criteria set hold it in place, and suggests
// the ones that are missing.
//
// An example should show two things. It kills mutants (package mutation): an example states another
// outcome, other verdicts or other questions than the mutant has. And it exercises the parts of the
// conditions on their own: for each comparison of a condition there are two examples in which the
// comparison alone decides the condition, true in one and false in the other, with opposite results
// (masking MC/DC; Chilenski 2001).
//
// Both are found with decision diagrams, for all complete answers at once: the answers that kill a
// mutant are the difference between the functions of the set and the mutant. So a mutant without
// any is proven to be equivalent, and isn't counted; neither is a part whose values can't both be
// shown.
//
// The suggestions reach every goal that the existing examples don't. To find the smallest number of
// them is NP-hard. What is promised is that none is redundant and, unless the budget of steps ends
// first, that no two can be replaced by one. A lower bound is given beside their number. Time and
// memory are bounded by steps and nodes, which are counted, so that results are deterministic.
package examples

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/mutation"
	"baken.example/baken/internal/criteria/symbolic"
)

// Coverage is what the examples of a set show.
type Coverage struct {
	// Examples is their number.
	Examples int `json:"examples"`
	// Killable is the number of mutants that examples can kill, and Killed that of those that the
	// set's kill. Equivalent is the number of mutants that no complete answers tell apart, Skipped
	// that of mutants that would take too many steps.
	Killable   int `json:"killable"`
	Killed     int `json:"killed"`
	Equivalent int `json:"equivalent"`
	Skipped    int `json:"skipped"`
	// Parts is the number of comparisons whose both values examples can show to decide a condition,
	// and Exercised that of those that the set's do. Unshown is the number of all others.
	Parts     int `json:"parts"`
	Exercised int `json:"exercised"`
	Unshown   int `json:"unshown"`
}

// Complete reports whether nothing is left to show.
func (c *Coverage) Complete() bool { return c.Killed == c.Killable && c.Exercised == c.Parts }

// Part is a comparison in a condition of a set: its index among those of the condition.
type Part struct {
	mutation.Place
	Index int
	// Value is the value of the comparison.
	Value bool
	// Expr is the comparison, with the options of the set.
	Expr criteria.Expr
}

// Report is how well the examples of a set hold it.
type Report struct {
	Coverage
	// Alive are the mutants that no example kills though one could.
	Alive []*mutation.Mutant
	// Missing are the parts that no example shows, each with one of its values.
	Missing []Part

	analysis *analysis
	todo     []int
}

// Measure returns how well the examples of a set without errors hold it. The error is a
// [symbolic.TooLargeError] or the context's.
func Measure(ctx context.Context, set *criteria.Set) (*Report, error) {
	a, err := analyse(ctx, set)
	if err != nil {
		return nil, err
	}
	r := &Report{analysis: a, Coverage: Coverage{Examples: len(set.Examples), Equivalent: a.equivalent, Skipped: a.left, Unshown: a.unshown}}
	given := make([]criteria.Example, len(set.Examples))
	points := make([][]int, len(set.Examples))
	for i := range set.Examples {
		given[i] = a.refined.Example(&set.Examples[i])
		points[i] = a.form.Values(given[i].Answers)
	}
	for i, g := range a.goals {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		reached := false
		if g.mutant != nil {
			reached = kills(a.refined.Variant(g.mutant), given)
			r.Killable++
			if reached {
				r.Killed++
			} else {
				r.Alive = append(r.Alive, g.mutant)
			}
		} else {
			reached = slices.ContainsFunc(points, func(p []int) bool { return a.space.At(g.by, p) })
		}
		if !reached {
			r.todo = append(r.todo, i)
			if g.mutant == nil {
				r.Missing = append(r.Missing, a.partOf(&g))
			}
		}
	}
	r.count()
	return r, nil
}

// count counts the parts: each is two goals that follow each other.
func (r *Report) count() {
	for i := 0; i < len(r.analysis.goals); i++ {
		if r.analysis.goals[i].mutant != nil {
			continue
		}
		r.Parts++
		if !slices.Contains(r.todo, i) && !slices.Contains(r.todo, i+1) {
			r.Exercised++
		}
		i++
	}
}

// kills reports whether one of some examples fails in a mutant.
func kills(mutant *criteria.Set, given []criteria.Example) bool {
	for i := range given {
		mutant.Examples = given[i : i+1]
		if list := mutant.CheckExamples(); len(list.All()) > 0 {
			return true
		}
	}
	return false
}

// partOf returns the part of a goal.
func (a *analysis) partOf(g *goal) Part {
	places, conditions := mutation.Conditions(a.set)
	c := conditions[slices.Index(places, g.place)]
	return Part{Place: g.place, Index: g.part, Value: g.value, Expr: atoms(c.Root)[g.part]}
}

// Suggestion is an example that a set lacks.
type Suggestion struct {
	criteria.Example
	// Kills are the mutants that it kills and no example of the set does, Shows the parts.
	Kills []*mutation.Mutant
	Shows []Part
}

// Suggest returns examples that, with those of the set, kill every mutant and show every part that
// examples can, and a lower bound of their number. Their outcome and verdicts are those that the
// set has now; whether that is right is for people to say. The error is that of [Measure].
func (r *Report) Suggest(ctx context.Context) (all []Suggestion, least int, err error) {
	a := r.analysis
	points, err := a.cover(ctx, r.todo)
	if err == nil {
		least, err = a.least(ctx, r.todo)
	}
	if errors.Is(err, mdd.ErrTooLarge) {
		err = &symbolic.TooLargeError{}
	}
	if err != nil {
		return nil, 0, err
	}
	shown := map[int]bool{}
	for _, p := range points {
		s := Suggestion{Example: a.example(p)}
		for _, i := range r.todo {
			switch g := &a.goals[i]; {
			case shown[i] || !a.space.At(g.by, p):
				continue
			case g.mutant != nil:
				s.Kills = append(s.Kills, g.mutant)
			default:
				s.Shows = append(s.Shows, a.partOf(g))
			}
			shown[i] = true
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(x, y Suggestion) int { return cmp.Compare(x.Outcome, y.Outcome) })
	return all, least, nil
}

// example returns the example of a set for an assignment, with all that the set says of it.
func (a *analysis) example(point []int) criteria.Example {
	x := criteria.Example{Verdicts: map[int]criteria.Verdict{}}
	x.Answers, x.Values = a.refined.Answers(a.form.Answers(point), func(question int, in criteria.Interval) int64 {
		return typical(a.set.Questions[question].Scale, in)
	})
	result := a.set.Evaluate(x.Answers)
	x.Outcome = result.Outcome
	if x.Outcome >= 0 && len(a.set.Outcomes[x.Outcome].Items) > 0 {
		x.Items = append([]int{}, result.Items...)
	}
	for c, v := range result.Verdicts {
		x.Verdicts[c] = v
	}
	return x
}
