package dialect

import (
	"slices"
	"testing"

	"baken.example/baken/internal/diag"
)

func TestEveryBoundIsReported(t *testing.T) {
	b := newBounds()
	for bound := range boundCount {
		b.Exceed(bound, int(bound))
		b.Exceed(bound, 99)
	}
	exceeded := b.Exceeded()
	for i, e := range exceeded {
		if !e.Code.Known() || e.Message == "" || e.Hint == "" || e.Offset != i || limits[i].max == 0 {
			t.Errorf("bound %d: %+v", i, e)
		}
	}
	if len(exceeded) != int(boundCount) || slices.ContainsFunc(exceeded, func(e Excess) bool { return e.Code.Severity() != diag.Error }) {
		t.Errorf("%+v", exceeded)
	}
}
