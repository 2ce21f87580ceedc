package examples

import (
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/mutation"
	"baken.example/baken/internal/criteria/symbolic"
)

// parts adds the goals of the parts of all conditions: two for each comparison, one with each of
// its values, in which it alone decides the condition, one way and the other (masking MC/DC). A
// comparison that can't show both isn't exercised.
func (a *analysis) parts(f *symbolic.Functions, walks mdd.Ref) {
	s := f.Space
	places, conditions := mutation.Conditions(f.Set)
	for i, c := range conditions {
		if places[i].Kind == mutation.Definition {
			continue // The conditions that use it have its parts.
		}
		matters := s.And(walks, evaluated(f, places[i]))
		for p, part := range f.Parts(c) {
			yes, no := s.And(matters, part.True), s.And(matters, part.False)
			isTrue, isFalse := s.And(yes, part.With), s.And(no, part.With)
			if isTrue == mdd.False || isFalse == mdd.False {
				isTrue, isFalse = s.And(yes, part.Against), s.And(no, part.Against)
			}
			if isTrue == mdd.False || isFalse == mdd.False {
				a.unshown++
				continue
			}
			a.goals = append(a.goals,
				goal{by: transfer(s, a.space, isTrue), place: places[i], part: p, value: true},
				goal{by: transfer(s, a.space, isFalse), place: places[i], part: p})
		}
	}
}

// evaluated returns where the result depends on a condition: those of a criterion that applies, of
// an outcome behind ones that aren't reached, and of an item of the outcome that is reached.
func evaluated(f *symbolic.Functions, p mutation.Place) mdd.Ref {
	s := f.Space
	switch p.Kind {
	case mutation.Applies:
		return f.Applies.True
	case mutation.Met, mutation.Unmet:
		return s.Or(f.Met[p.Index].True, f.Met[p.Index].False, f.Met[p.Index].Open)
	case mutation.When:
		out := s.Not(f.Applies.False)
		for _, earlier := range f.Reached[:p.Index] {
			out = s.Diff(out, earlier)
		}
		return out
	case mutation.Item:
		return f.Reached[p.Index]
	}
	return mdd.True
}

// atoms returns the comparisons of a condition, in the order of [symbolic.Functions.Parts].
func atoms(e criteria.Expr) []criteria.Expr {
	terms := criteria.Terms(e)
	if terms == nil {
		return []criteria.Expr{e}
	}
	var out []criteria.Expr
	for _, t := range terms {
		out = append(out, atoms(t)...)
	}
	return out
}
