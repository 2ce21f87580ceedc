package proof_test

import (
	"reflect"
	"sync"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/symbolic"
)

// TestFunctionsConcurrent holds that a proven set hands over functions once, without any trace of
// the proof, and that they equal functions built again.
func TestFunctionsConcurrent(t *testing.T) {
	set := &criteria.Set{
		Questions: []criteria.Question{{Options: make([]criteria.Option, 2)}, {Options: make([]criteria.Option, 3)}},
		Outcomes: []criteria.Outcome{{When: &criteria.Condition{Root: criteria.And{Terms: []criteria.Expr{
			criteria.Is{Question: 0, Options: []int{0}}, criteria.Is{Question: 1, Options: []int{1}}}}}}, {}},
	}
	proven, findings, err := proof.Check(t.Context(), set)
	if err != nil || proven == nil {
		t.Fatal(err, findings.All())
	}
	if proven.Criteria() != set {
		t.Error("another set is proven")
	}
	got := make([]*symbolic.Functions, 2)
	var group sync.WaitGroup
	for i := range got {
		group.Go(func() {
			var err error
			if got[i], err = proven.Functions(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	if group.Wait(); t.Failed() {
		t.FailNow()
	}
	if got[0] == got[1] || got[0].Space == got[1].Space {
		t.Error("two callers share a space")
	}
	if !reflect.DeepEqual(got[0], got[1]) {
		t.Errorf("the functions handed over have %d nodes, functions built again %d", got[0].Space.Nodes(), got[1].Space.Nodes())
	}
}
