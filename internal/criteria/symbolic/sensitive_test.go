package symbolic_test

import (
	"math/rand/v2"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/symbolic"
)

// with returns a condition with a constant in the place of its comparison n, counted from zero.
func with(e criteria.Expr, n *int, value criteria.Expr) criteria.Expr {
	terms := criteria.Terms(e)
	if terms == nil {
		*n--
		if *n == -1 {
			return value
		}
		return e
	}
	var out []criteria.Expr
	for _, t := range terms {
		out = append(out, with(t, n, value))
	}
	switch e := e.(type) {
	case criteria.And:
		return criteria.And{Terms: out}
	case criteria.Or:
		return criteria.Or{Terms: out}
	case criteria.Count:
		return criteria.Count{Terms: out, Least: e.Least, Most: e.Most}
	}
	return criteria.Not{X: out[0]}
}

// truth evaluates a condition on answers.
func truth(set *criteria.Set, e criteria.Expr, answers criteria.Answers) criteria.Truth {
	is := func(e criteria.Expr) bool {
		probe := criteria.Set{Questions: set.Questions, Outcomes: []criteria.Outcome{{When: &criteria.Condition{Root: e}}}}
		r := probe.Evaluate(answers)
		return r.Outcome == 0
	}
	switch {
	case is(e):
		return criteria.True
	case is(criteria.Not{X: e}):
		return criteria.False
	}
	return criteria.Unknown
}

// TestParts puts constants in the place of each comparison of random conditions, in every state.
func TestParts(t *testing.T) {
	random := rand.New(rand.NewPCG(16, 24))
	yes, no := criteria.Expr(criteria.And{}), criteria.Expr(criteria.Or{})
	decided, parts := 0, 0
	for range 150 {
		set := criteriatest.Random(random, 1+random.IntN(4))
		r, err := symbolic.New(t.Context(), set)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []*criteria.Condition{set.Criteria[0].Met, set.Criteria[0].Unmet} {
			var all []symbolic.Part
			if err := r.Within(t.Context(), func() { all = r.Parts(c) }); err != nil {
				t.Fatal(err)
			}
			states, _, _ := criteriatest.States(set, 2000, 300, 5)
			for answers := range states {
				values := r.Form.Values(answers)
				for i, p := range all {
					at, other := i, i
					isTrue := truth(set, with(c.Root, &at, yes), answers)
					isFalse := truth(set, with(c.Root, &other, no), answers)
					if got, want := r.Space.At(p.With, values), isTrue == criteria.True && isFalse == criteria.False; got != want {
						t.Fatalf("%v: part %d of %v: with %v, want %v", answers, i, c.Root, got, want)
					}
					if got, want := r.Space.At(p.Against, values), isTrue == criteria.False && isFalse == criteria.True; got != want {
						t.Fatalf("%v: part %d of %v: against %v, want %v", answers, i, c.Root, got, want)
					}
					if got, want := r.Space.At(p.True, values), truth(set, p.Expr, answers) == criteria.True; got != want {
						t.Fatalf("%v: part %d of %v is %v", answers, i, c.Root, got)
					}
				}
			}
			for _, p := range all {
				parts++
				if p.With != mdd.False || p.Against != mdd.False {
					decided++
				}
			}
		}
	}
	if decided < parts/2 {
		t.Errorf("only %d of %d parts decide", decided, parts)
	}
}
