package selector_test

import (
	"slices"
	"testing"

	"baken.example/baken/internal/criteria/selector"
)

// TestDisjunction writes disjunctions as one selector for each term while that is no longer than
// one selector for all.
func TestDisjunction(t *testing.T) {
	for _, c := range []struct{ compounds, want []string }{
		{[]string{".a", ".b"}, []string{"#Check.a", "#Check.b"}},
		{[]string{".a", ".c", ".b"}, []string{"#Check.a", "#Check.b", "#Check.c"}},
		{[]string{".a", ".b", ".c", ".d"}, []string{"#Check:not(:not(.a,.b,.c,.d))"}},
	} {
		if got := selector.Disjunction(c.compounds...); !slices.Equal(got, c.want) {
			t.Errorf("%q are written as %q, want %q", c.compounds, got, c.want)
		}
	}
}
