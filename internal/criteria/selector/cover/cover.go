// Package cover writes functions of many-valued variables as short disjunctions of conjunctions:
// sums of products, in the terms of logic minimization.
package cover

import (
	"slices"

	"baken.example/baken/internal/criteria/mdd"
)

// Cube is a conjunction of literals, in the order of their variables.
type Cube []Literal

// Literal is true where a variable has one of some values.
type Literal struct {
	Variable int
	Values   mdd.Values
}

// Coverer writes functions of a space as disjunctions of cubes. It remembers the parts of functions,
// and isn't safe for concurrent use.
type Coverer struct {
	*mdd.Space
	done map[[2]mdd.Ref]covered
}

type covered struct {
	cubes []Cube
	// union is the disjunction of the cubes.
	union mdd.Ref
}

// New returns a coverer for the functions of a space.
func New(s *mdd.Space) *Coverer {
	return &Coverer{s, map[[2]mdd.Ref]covered{}}
}

// Cover returns an irredundant cover by prime cubes of a function between lower and upper: true
// where lower is true, false where upper is false.
func (c *Coverer) Cover(lower, upper mdd.Ref) []Cube {
	cubes := slices.Clone(c.irredundant(lower, upper).cubes)
	for i := range cubes {
		cubes[i] = c.expanded(cubes[i], upper)
	}
	return c.withoutRedundant(cubes, lower)
}

// irredundant is the algorithm of Minato and Morreale (1993) for many values. It covers as much as
// it can without a literal of the first variable, then with literals of several values, then with
// literals of one value.
func (c *Coverer) irredundant(lower, upper mdd.Ref) covered {
	switch {
	case lower == mdd.False:
		return covered{union: mdd.False}
	case upper == mdd.True:
		return covered{[]Cube{nil}, mdd.True}
	}
	key := [2]mdd.Ref{lower, upper}
	if out, ok := c.done[key]; ok {
		return out
	}
	variable := min(c.Variable(lower), c.Variable(upper))
	n := c.Arity(variable)
	lowers, uppers := make([]mdd.Ref, n), make([]mdd.Ref, n)
	for v := range n {
		lowers[v], uppers[v] = c.Cofactor(lower, variable, v), c.Cofactor(upper, variable, v)
	}
	out := covered{union: mdd.False}
	for _, values := range c.groups(variable, uppers) {
		common, left := mdd.True, mdd.False
		for v := range n {
			if values.Has(v) {
				common, left = c.And(common, uppers[v]), c.Or(left, lowers[v])
			}
		}
		part := c.irredundant(c.And(left, common), common)
		if part.union == mdd.False {
			continue
		}
		for _, cu := range part.cubes {
			if values != c.All(variable) {
				cu = append(Cube{{variable, values}}, cu...)
			}
			out.cubes = append(out.cubes, cu)
		}
		for v := range n {
			if values.Has(v) {
				lowers[v] = c.Diff(lowers[v], part.union)
			}
		}
		out.union = c.Or(out.union, c.And(part.union, c.In(variable, values)))
	}
	c.done[key] = out
	return out
}

// fewValues is the number of values of a variable up to which each is tried alone.
const fewValues = 32

// groups returns the sets of values that a literal may allow, largest first: all, all but one, the
// values of equal cofactors, and each alone. Of a variable with many values they are all, the
// values of equal cofactors, and all but those.
func (c *Coverer) groups(variable int, uppers []mdd.Ref) []mdd.Values {
	all := c.All(variable)
	out := []mdd.Values{all}
	same := map[mdd.Ref]mdd.Values{}
	for v, u := range uppers {
		same[u] = same[u].Union(mdd.Of(v))
		if len(uppers) <= fewValues {
			out = append(out, all.Minus(mdd.Of(v)), mdd.Of(v))
		}
	}
	for _, values := range same {
		out = append(out, values)
		if len(uppers) > fewValues {
			out = append(out, all.Minus(values))
		}
	}
	slices.SortFunc(out, func(a, b mdd.Values) int {
		if n := b.Len() - a.Len(); n != 0 {
			return n
		}
		return a.Compare(b)
	})
	return slices.Compact(out)
}

// ref returns a cube as a function.
func (c *Coverer) ref(cu Cube) mdd.Ref {
	f := mdd.True
	for _, l := range slices.Backward(cu) {
		f = c.And(c.In(l.Variable, l.Values), f)
	}
	return f
}

// expanded expands a cube to a prime cube of upper: it removes literals, then adds values to the
// literals that are left.
func (c *Coverer) expanded(cu Cube, upper mdd.Ref) Cube {
	for i := len(cu) - 1; i >= 0; i-- {
		if without := slices.Delete(slices.Clone(cu), i, i+1); c.Implies(c.ref(without), upper) {
			cu = without
		}
	}
	cu = slices.Clone(cu)
	for i := range cu {
		for v := range c.Arity(cu[i].Variable) {
			before := cu[i].Values
			if before.Has(v) {
				continue
			}
			if cu[i].Values = before.Union(mdd.Of(v)); !c.Implies(c.ref(cu), upper) {
				cu[i].Values = before
			}
		}
	}
	return cu
}

// withoutRedundant removes cubes that lower doesn't need, longest first.
func (c *Coverer) withoutRedundant(cubes []Cube, lower mdd.Ref) []Cube {
	slices.SortStableFunc(cubes, func(a, b Cube) int { return len(b) - len(a) })
	after := make([]mdd.Ref, len(cubes)+1) // the disjunction of the cubes from i on
	after[len(cubes)] = mdd.False
	for i := len(cubes) - 1; i >= 0; i-- {
		after[i] = c.Or(after[i+1], c.ref(cubes[i]))
	}
	var kept []Cube
	union := mdd.False
	for i, cu := range cubes {
		if !c.Implies(lower, c.Or(union, after[i+1])) {
			kept = append(kept, cu)
			union = c.Or(union, c.ref(cu))
		}
	}
	slices.Reverse(kept)
	return kept
}
