package phrase

import (
	"slices"

	"baken.example/baken/internal/criteria"
)

// Combination is one of the ways to an outcome: verdicts on criteria, and what else must hold. In a
// list, it presumes that no earlier combination holds.
type Combination struct {
	// Outcome is the index of the outcome.
	Outcome int
	// Verdicts holds, for each criterion of the set, the verdicts of which it must have one; nil if
	// any will do.
	Verdicts [][]criteria.Verdict
	// Rest is the condition on answers; nil if there is none.
	Rest *criteria.Condition
}

// maxCombinations bounds the combinations of a set.
const maxCombinations = 40

// Combinations returns the combinations of verdicts of a set, in the order of its outcomes: the
// first that holds decides. The outcome for readers whom the set isn't for comes first. It returns
// nil if no outcome depends on a verdict, or if there are too
// many combinations.
func Combinations(set *criteria.Set) []Combination {
	var out []Combination
	depends := false
	if set.Applies != nil {
		out = append(out, Combination{
			Outcome: set.Otherwise, Verdicts: make([][]criteria.Verdict, len(set.Criteria)),
			Rest: &criteria.Condition{Root: criteria.Not{X: set.Applies.Root}},
		})
	}
	for i, o := range set.Outcomes {
		list := []term{{}}
		if o.When != nil {
			var ok bool
			if list, ok = terms(possible(set, normal(o.When.Root, false))); !ok {
				return nil
			}
		}
		for _, t := range list {
			c := Combination{Outcome: i, Verdicts: make([][]criteria.Verdict, len(set.Criteria))}
			for criterion, v := range t.verdicts {
				c.Verdicts[criterion] = v
				depends = true
			}
			if t.rest != nil {
				c.Rest = &criteria.Condition{Root: criteria.And{Terms: t.rest}}
			}
			out = append(out, c)
		}
		if len(out) > maxCombinations {
			return nil
		}
		if o.When == nil {
			break // A later one is only for readers whom the set isn't for.
		}
	}
	if !depends {
		return nil
	}
	return out
}

// term is a conjunction of comparisons with criteria, by criterion, and other conditions.
type term struct {
	verdicts map[int][]criteria.Verdict
	rest     []criteria.Expr
}

// terms returns a condition in normal form as a disjunction of terms. It returns false if there are
// too many.
func terms(e criteria.Expr) (out []term, ok bool) {
	if !comparesVerdicts(e) {
		return []term{{rest: []criteria.Expr{e}}}, true
	}
	switch e := e.(type) {
	case criteria.VerdictIs:
		return []term{{verdicts: map[int][]criteria.Verdict{e.Criterion: e.Verdicts}}}, true
	case criteria.Or:
		var rest []criteria.Expr
		for _, x := range e.Terms {
			if !comparesVerdicts(x) {
				rest = append(rest, x)
				continue
			}
			list, ok := terms(x)
			if out = append(out, list...); !ok || len(out) > maxCombinations {
				return nil, false
			}
		}
		if rest != nil {
			out = append(out, term{rest: []criteria.Expr{criteria.Or{Terms: rest}}})
		}
		return out, true
	case criteria.And:
		out = []term{{}}
		for _, x := range e.Terms {
			list, ok := terms(x)
			if !ok || len(out)*len(list) > maxCombinations {
				return nil, false
			}
			var next []term
			for _, a := range out {
				for _, b := range list {
					if both, possible := a.and(b); possible {
						next = append(next, both)
					}
				}
			}
			out = next
		}
		return out, true
	}
	return nil, false
}

// and returns the conjunction of two terms, or false if they contradict each other.
func (t term) and(u term) (both term, possible bool) {
	both = term{verdicts: map[int][]criteria.Verdict{}, rest: slices.Concat(t.rest, u.rest)}
	for c, v := range t.verdicts {
		both.verdicts[c] = v
	}
	for c, v := range u.verdicts {
		if before, ok := both.verdicts[c]; ok {
			v = slices.DeleteFunc(slices.Clone(before), func(x criteria.Verdict) bool { return !slices.Contains(v, x) })
		}
		if len(v) == 0 {
			return term{}, false
		}
		both.verdicts[c] = v
	}
	return both, true
}

// comparesVerdicts reports whether a condition depends on the verdict on a criterion.
func comparesVerdicts(e criteria.Expr) bool {
	switch e.(type) {
	case criteria.VerdictIs:
		return true
	default:
		return slices.ContainsFunc(criteria.Terms(e), comparesVerdicts)
	}
}
