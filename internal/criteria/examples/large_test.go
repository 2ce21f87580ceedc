package examples

import (
	"errors"
	"slices"
	"testing"
	"time"

	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/symbolic"
	"baken.example/baken/internal/thoroughtest"
)

// TestLargeSets holds that the examples of sets whose functions are large are measured and
// suggested within the budgets, or that the set is refused.
func TestLargeSets(t *testing.T) {
	for _, shape := range criteriatest.Hard() {
		if !slices.Contains([]string{"ring of 20", "at least 3 of 16", "random clauses", "parity of boxes"}[thoroughtest.Unless(2, 0):], shape.Name) {
			continue // Others take as long, and longer together.
		}
		start := time.Now()
		r, err := Measure(t.Context(), mustRead(t, []byte(shape.YAML)))
		var large *symbolic.TooLargeError
		if errors.As(err, &large) {
			t.Logf("%s: refused after %v", shape.Name, time.Since(start).Round(time.Millisecond))
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		measured := time.Since(start).Round(time.Millisecond)
		start = time.Now()
		all, least, err := r.Suggest(t.Context())
		if err != nil && !errors.As(err, &large) {
			t.Fatal(err)
		}
		t.Logf("%s: %+v, %d suggested, at least %d, %v and %v: %v", shape.Name, r.Coverage, len(all), least, measured, time.Since(start).Round(time.Millisecond), err)
		if err == nil && !r.reaches(all) {
			t.Errorf("%s: the suggestions leave something open", shape.Name)
		}
	}
}
