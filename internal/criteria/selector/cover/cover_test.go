package cover

import (
	"math/rand/v2"
	"testing"

	"baken.example/baken/internal/criteria/mdd"
)

// TestCover checks covers of random functions: they are between the bounds, no cube can be left
// out, and none can lose a literal.
func TestCover(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		s := mdd.New([]int{2, 3, 4, 2, 3}, 1<<20, 1<<24)
		lower, free := random(r, s, 0), random(r, s, 0)
		upper := s.Or(lower, free)
		c := New(s)
		cubes := c.Cover(lower, upper)
		or := func(leave int) mdd.Ref {
			f := mdd.False
			for i, cu := range cubes {
				if i != leave {
					f = s.Or(f, c.ref(cu))
				}
			}
			return f
		}
		if all := or(-1); !s.Implies(lower, all) || !s.Implies(all, upper) {
			t.Fatal("the cover isn't between the bounds")
		}
		for i, cu := range cubes {
			if s.Implies(lower, or(i)) {
				t.Errorf("cube %d of %v is redundant", i, cubes)
			}
			for j := range cu {
				if less := append(append(Cube{}, cu[:j]...), cu[j+1:]...); s.Implies(c.ref(less), upper) {
					t.Errorf("%v needs no literal %d", cu, j)
				}
			}
		}
	}
	s := mdd.New([]int{2}, 1<<10, 1<<10)
	if cubes := New(s).Cover(mdd.False, mdd.True); len(cubes) != 0 {
		t.Errorf("nothing is covered by %v", cubes)
	}
	if cubes := New(s).Cover(mdd.True, mdd.True); len(cubes) != 1 || len(cubes[0]) != 0 {
		t.Errorf("everything is covered by %v", cubes)
	}
}

// random returns a random function of the variables from one on.
func random(r *rand.Rand, s *mdd.Space, variable int) mdd.Ref {
	if variable == s.Variables() || r.IntN(8) == 0 {
		return mdd.Ref(r.IntN(2))
	}
	children := make([]mdd.Ref, s.Arity(variable))
	for v := range children {
		children[v] = random(r, s, variable+1)
	}
	return s.Node(variable, children)
}
