package phrase

import (
	"slices"

	"baken.example/baken/internal/criteria"
)

// possible returns the condition of an outcome without verdicts that nobody has for whom it can be
// the result: a criterion that always applies to readers whom the set is for has no verdict "not
// applicable" then. The result is equivalent for them.
func possible(set *criteria.Set, e criteria.Expr) criteria.Expr {
	all := func(terms []criteria.Expr) []criteria.Expr {
		out := make([]criteria.Expr, len(terms))
		for i, t := range terms {
			out[i] = possible(set, t)
		}
		return out
	}
	switch e := e.(type) {
	case criteria.And:
		return criteria.And{Terms: all(e.Terms)}
	case criteria.Or:
		return criteria.Or{Terms: all(e.Terms)}
	case criteria.Count:
		e.Terms = all(e.Terms)
		return e
	case criteria.VerdictIs:
		if set.Criteria[e.Criterion].Applies != nil || len(e.Verdicts) < 2 {
			return e
		}
		e.Verdicts = slices.DeleteFunc(slices.Clone(e.Verdicts), func(v criteria.Verdict) bool { return v == criteria.NotApplicable })
		return e
	}
	return e
}

// Possible returns the condition of an outcome of the set as words should have it: in normal form,
// without verdicts that nobody has for whom it can be the result.
func Possible(set *criteria.Set, c *criteria.Condition) *criteria.Condition {
	if c == nil {
		return nil
	}
	return &criteria.Condition{Source: c.Source, Root: possible(set, normal(c.Root, false))}
}
