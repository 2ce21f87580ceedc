package mdd_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"baken.example/baken/internal/criteria/mdd"
)

var arities = []int{3, 2, 4, 2, 3}

// truth is the truth table of a function.
type truth []bool

func assignments() [][]int {
	all := [][]int{nil}
	for _, n := range arities {
		var next [][]int
		for _, a := range all {
			for v := range n {
				next = append(next, append(slices.Clone(a), v))
			}
		}
		all = next
	}
	return all
}

// TestAgainstTables compares random functions with tables of their values.
func TestAgainstTables(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	all := assignments()
	s := mdd.New(arities, 100_000, 100_000_000)
	table := func(f mdd.Ref) truth {
		out := make(truth, len(all))
		for i, a := range all {
			out[i] = s.At(f, a)
		}
		return out
	}
	refs := []mdd.Ref{mdd.False, mdd.True}
	tables := []truth{table(mdd.False), table(mdd.True)}
	for range 300 {
		i, j := random.IntN(len(refs)), random.IntN(len(refs))
		f, g := refs[i], refs[j]
		var r mdd.Ref
		want := make(truth, len(all))
		switch random.IntN(6) {
		case 0:
			v := random.IntN(len(arities))
			values := mdd.Values{random.Uint64N(1 << arities[v])}
			r = s.In(v, values)
			for k, a := range all {
				want[k] = values.Has(a[v])
			}
		case 1:
			r = s.And(f, g)
			for k := range all {
				want[k] = tables[i][k] && tables[j][k]
			}
		case 2:
			r = s.Or(f, g)
			for k := range all {
				want[k] = tables[i][k] || tables[j][k]
			}
		case 3:
			r = s.Not(f)
			for k := range all {
				want[k] = !tables[i][k]
			}
		case 4:
			r = s.Diff(f, g)
			for k := range all {
				want[k] = tables[i][k] && !tables[j][k]
			}
		case 5:
			v, w := random.IntN(len(arities)), random.IntN(len(arities))
			r = s.Exists(f, v, w)
			for k, a := range all {
				for l, b := range all {
					same := true
					for x := range a {
						same = same && (x == v || x == w || a[x] == b[x])
					}
					want[k] = want[k] || same && tables[i][l]
				}
			}
		}
		if got := table(r); !slices.Equal(got, want) {
			t.Fatal("a function differs from its truth table")
		}
		for k := range refs {
			if (refs[k] == r) != slices.Equal(tables[k], want) {
				t.Fatal("two functions are the same by reference or by table alone")
			}
		}
		refs, tables = append(refs, r), append(tables, want)
		checkQueries(t, s, r, all, want)
	}
}

func checkQueries(t *testing.T, s *mdd.Space, f mdd.Ref, all [][]int, want truth) {
	t.Helper()
	cost := func(a []int) (n int) {
		for _, v := range a {
			n += min(v, 1)
		}
		return n
	}
	best := -1
	for k, a := range all {
		if want[k] && (best < 0 || cost(a) < best) {
			best = cost(a)
		}
	}
	values, ok := s.Cheapest(f)
	switch {
	case ok != (best >= 0):
		t.Fatalf("an assignment was found: %v, there is one: %v", ok, best >= 0)
	case ok && (!s.At(f, values) || cost(values) != best):
		t.Fatalf("%v costs %d, the least is %d", values, cost(values), best)
	}
	for v := range arities {
		depends := s.Exists(f, v) != f
		if slices.Contains(s.Support(f), v) != depends {
			t.Fatalf("support %v, depends on %d: %v", s.Support(f), v, depends)
		}
	}
}

func TestTooLarge(t *testing.T) {
	// The members of a pair are far apart: a diagram in this order has a node for each set of first
	// members.
	const pairs = 20
	arity := make([]int, 2*pairs)
	for i := range arity {
		arity[i] = 2
	}
	s := mdd.New(arity, 10_000, 100_000_000)
	err := s.Within(t.Context(), func() {
		f := mdd.False
		for i := range pairs {
			f = s.Or(f, s.And(s.In(i, mdd.Of(1)), s.In(i+pairs, mdd.Of(1))))
		}
	})
	if !errors.Is(err, mdd.ErrTooLarge) {
		t.Fatalf("%d nodes and %v", s.Nodes(), err)
	}
}
