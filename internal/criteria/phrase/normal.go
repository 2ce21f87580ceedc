package phrase

import (
	"reflect"
	"slices"

	"baken.example/baken/internal/criteria"
)

// normal returns the normal form of a condition, or of its negation: negations only of comparisons
// with questions, no conjunction directly in a conjunction (likewise disjunctions), comparisons
// with the same question or criterion merged, and counts that leave out either small or large
// numbers, or all but one. It is equivalent for all answers, complete or not.
func normal(e criteria.Expr, negated bool) criteria.Expr {
	switch e := e.(type) {
	case criteria.Not:
		return normal(e.X, !negated)
	case criteria.And:
		return flatten(e.Terms, !negated, negated)
	case criteria.Or:
		return flatten(e.Terms, negated, negated)
	case criteria.Count:
		return counted(e, negated)
	case criteria.VerdictIs:
		if negated {
			// A criterion that isn't pending has exactly one verdict.
			e.Verdicts = slices.DeleteFunc(criteria.Verdicts(), func(v criteria.Verdict) bool {
				return slices.Contains(e.Verdicts, v)
			})
		}
		return e
	}
	if negated {
		return criteria.Not{X: e}
	}
	return e
}

// counted returns the normal form of a count, or of its negation.
func counted(e criteria.Count, negated bool) criteria.Expr {
	n := len(e.Terms)
	between := func(least, most int) criteria.Expr {
		return counted(criteria.Count{Terms: e.Terms, Least: least, Most: most}, false)
	}
	switch fewer, more := e.Least > 0, e.Most < n; {
	case negated && fewer && more:
		return flatten([]criteria.Expr{between(0, e.Least-1), between(e.Most+1, n)}, false, false)
	case negated && fewer:
		return between(0, e.Least-1)
	case negated:
		return between(e.Most+1, n)
	case e.Least == n:
		return flatten(e.Terms, true, false)
	case e.Least == 1 && !more:
		return flatten(e.Terms, false, false)
	case e.Most == 0:
		return flatten(e.Terms, true, true)
	case fewer && more && e.Least < e.Most:
		return flatten([]criteria.Expr{between(e.Least, n), between(0, e.Most)}, true, false)
	}
	terms := make([]criteria.Expr, n)
	for i, t := range e.Terms {
		terms[i] = normal(t, false)
	}
	return criteria.Count{Terms: terms, Least: e.Least, Most: e.Most}
}

// flatten returns the normal form of the conjunction of terms, if all, or of their disjunction.
func flatten(terms []criteria.Expr, all, negated bool) criteria.Expr {
	var out []criteria.Expr
	for _, t := range terms {
		t = normal(t, negated)
		inner := []criteria.Expr{t}
		switch t := t.(type) {
		case criteria.And:
			if all {
				inner = t.Terms
			}
		case criteria.Or:
			if !all {
				inner = t.Terms
			}
		}
		for _, t := range inner {
			out = merge(out, t, all)
		}
	}
	switch {
	case len(out) == 1:
		return out[0]
	case all:
		return criteria.And{Terms: out}
	default:
		return criteria.Or{Terms: out}
	}
}

// merge adds a term to terms, merging it into a comparison with the same question or criterion.
func merge(terms []criteria.Expr, t criteria.Expr, all bool) []criteria.Expr {
	for i, other := range terms {
		switch t := t.(type) {
		case criteria.Is:
			if o, ok := other.(criteria.Is); ok && !all && o.Question == t.Question {
				terms[i] = union(o, t)
				return terms
			}
			// At least 18 and under 65 is one range. Options that both name are left, unless there
			// are none.
			if o, ok := other.(criteria.Is); ok && all && o.Question == t.Question {
				if both := intersection(o.Options, t.Options); len(both) > 0 {
					o.Options = both
					terms[i] = o
					return terms
				}
			}
		case criteria.Not:
			a, isNot := other.(criteria.Not)
			if !isNot {
				continue
			}
			o, ok := a.X.(criteria.Is)
			is, same := t.X.(criteria.Is)
			if ok && same && all && o.Question == is.Question {
				terms[i] = criteria.Not{X: union(o, is)}
				return terms
			}
		case criteria.VerdictIs:
			if o, ok := other.(criteria.VerdictIs); ok && !all && o.Criterion == t.Criterion {
				o.Verdicts = unique(o.Verdicts, t.Verdicts)
				terms[i] = o
				return terms
			}
		}
	}
	return append(terms, t)
}

func union(a, b criteria.Is) criteria.Is {
	a.Options = unique(a.Options, b.Options)
	return a
}

// unique returns the elements of a, followed by the elements of b that aren't in a.
func unique[T comparable](a, b []T) []T {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// facts returns the conjuncts of conditions that are known to hold.
func facts(given []*criteria.Condition) []criteria.Expr {
	var out []criteria.Expr
	for _, c := range given {
		if c != nil {
			out = append(out, conjuncts(normal(c.Root, false))...)
		}
	}
	return out
}

func conjuncts(e criteria.Expr) []criteria.Expr {
	if all, ok := e.(criteria.And); ok {
		return all.Terms
	}
	return []criteria.Expr{e}
}

// isKnown reports whether each conjunct of a condition is implied by a single known one.
func isKnown(e criteria.Expr, known []criteria.Expr) bool {
	for _, t := range conjuncts(e) {
		if !slices.ContainsFunc(known, func(k criteria.Expr) bool { return implies(k, t) }) {
			return false
		}
	}
	return true
}

// implies reports whether a is equal to b, or compares with a subset of its options. It may return
// false for other implications: a phrase then repeats a known condition.
func implies(a, b criteria.Expr) bool {
	x, ok := a.(criteria.Is)
	y, same := b.(criteria.Is)
	if ok && same && x.Question == y.Question {
		return !slices.ContainsFunc(x.Options, func(o int) bool { return !slices.Contains(y.Options, o) })
	}
	return reflect.DeepEqual(a, b)
}
