package diff

import (
	"math/big"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
)

// count returns the number of assignments for which f is true.
func (e *engine) count(f mdd.Ref) *big.Int {
	return new(big.Int).Mul(e.below(f), e.skipped(0, e.space.Variable(f)))
}

// below returns the number of assignments to the variables of f, from its first one on.
func (e *engine) below(f mdd.Ref) *big.Int {
	switch f {
	case mdd.False:
		return new(big.Int)
	case mdd.True:
		return big.NewInt(1)
	}
	if n := e.counts[f]; n != nil {
		return n
	}
	s := e.space
	variable := s.Variable(f)
	s.Spend(s.Arity(variable))
	n := new(big.Int)
	for v := range s.Arity(variable) {
		if child := s.Child(f, v); child != mdd.False {
			n.Add(n, new(big.Int).Mul(e.below(child), e.skipped(variable+1, s.Variable(child))))
		}
	}
	e.counts[f] = n
	return n
}

// skipped returns the number of assignments to the variables from one to before another.
func (e *engine) skipped(from, to int) *big.Int {
	n := big.NewInt(1)
	for v := from; v < to; v++ {
		n.Mul(n, big.NewInt(int64(e.space.Arity(v))))
	}
	return n
}

// cost returns the least number of options chosen for which f, which isn't false everywhere, is
// true.
func (e *engine) cost(f mdd.Ref) int {
	if c, ok := e.costs[f]; ok {
		return c
	}
	s := e.space
	s.Spend(s.Arity(s.Variable(f)))
	best := -1
	for v := range s.Arity(s.Variable(f)) {
		if child := s.Child(f, v); child != mdd.False {
			if c := e.cost(child) + min(v, 1); best < 0 || c < best {
				best = c
			}
		}
	}
	e.costs[f] = best
	return best
}

// witness returns the case of f with the fewest options chosen. Of several it returns the first,
// compared question by question in the order of the union: a question that isn't asked comes before
// one that is, and then the first option that only one of two has decides.
func (e *engine) witness(f mdd.Ref) criteria.Answers {
	s, answers := e.space, criteria.Answers{}
	best := e.cost(f)
	for u := range e.Union.Questions {
		spent := 0
		for _, options := range answers {
			spent += len(options)
		}
		// fix returns f with a value, and whether a cheapest assignment has it.
		fix := func(f mdd.Ref, variable, value int) (mdd.Ref, bool) {
			if e.natural {
				f = s.Cofactor(f, variable, value)
			} else {
				f = s.Exists(s.And(f, s.In(variable, mdd.Of(value))), variable)
			}
			return f, f != mdd.False && spent+min(value, 1)+e.cost(f) == best
		}
		variables := e.variables(u)
		none, ok := f, true
		for _, v := range variables {
			if ok {
				none, ok = fix(none, v, 0)
			}
		}
		if ok {
			f = none
			continue
		}
		for i, v := range variables {
			options := s.Arity(v) - 1
			if len(variables) > 1 || e.Union.Questions[u].Many {
				if g, ok := fix(f, v, 1); ok {
					f = g
					answers[u] = append(answers[u], i)
					spent++
				} else {
					f, _ = fix(f, v, 0)
				}
				continue
			}
			for o := range options {
				if g, ok := fix(f, v, o+1); ok {
					f = g
					answers[u] = []int{o}
					break
				}
			}
		}
	}
	return answers
}
