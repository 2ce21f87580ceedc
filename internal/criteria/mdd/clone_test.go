package mdd_test

import (
	"testing"

	"baken.example/baken/internal/criteria/mdd"
)

// TestClone holds that the same operations give the same references and cost the same steps in a
// space and in its clone, and that neither sees the other's nodes.
func TestClone(t *testing.T) {
	s := mdd.New([]int{2, 3, 2}, 100, 1000)
	f := s.And(s.In(0, mdd.Of(1)), s.In(1, mdd.Of(0, 2)))
	clone := s.Clone()
	if clone.Nodes() != s.Nodes() || clone.Left() != s.Left() {
		t.Fatalf("%d nodes and %d steps, want %d and %d", clone.Nodes(), clone.Left(), s.Nodes(), s.Left())
	}
	nodes := s.Nodes()
	more := func(s *mdd.Space) mdd.Ref { return s.Or(f, s.In(2, mdd.Of(1))) }
	want := more(s)
	if clone.Nodes() != nodes {
		t.Errorf("the clone has %d nodes, %d of them made in the original", clone.Nodes(), clone.Nodes()-nodes)
	}
	clone.In(2, mdd.Of(0)) // would shift later references of the original, if they shared nodes
	if got := more(s); got != want {
		t.Errorf("the original says %d, said %d", got, want)
	}
	again := s.Clone()
	before := again.Left()
	if got := more(again); got != want || again.Left() != before {
		t.Errorf("a clone says %d, want %d, and took %d steps where the answer is cached", got, want, before-again.Left())
	}
	for _, values := range [][]int{{1, 0, 0}, {0, 0, 0}, {0, 1, 1}} {
		if got, want := clone.At(more(clone), values), s.At(want, values); got != want {
			t.Errorf("at %v the clone says %v, want %v", values, got, want)
		}
	}
}
