package proof_test

import (
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/proof"
)

// wide returns a set of sixty questions with twenty intervals each, and counts of comparisons.
func wide(tb testing.TB) *criteria.Set {
	text := criteriatest.Wide(60, 20)
	sets, list, err := definition.Load(tb.Context(), fstest.MapFS{"content/criteria/wide.yaml": {Data: []byte(text)}}, []string{"nl", "en"})
	if err != nil || len(sets) != 1 || list.Len() > 0 {
		tb.Fatal(err, list.All())
	}
	for _, q := range sets[0].Questions {
		if len(q.Options) != 20 {
			tb.Fatalf("%d intervals", len(q.Options))
		}
	}
	return sets[0]
}

// TestWide proves it.
func TestWide(t *testing.T) {
	if _, list, err := proof.Check(t.Context(), wide(t)); err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
}

func BenchmarkWide(b *testing.B) {
	set := wide(b)
	for b.Loop() {
		if _, list, err := proof.Check(b.Context(), set); err != nil || list.HasErrors() {
			b.Fatal(err, list.All())
		}
	}
}
