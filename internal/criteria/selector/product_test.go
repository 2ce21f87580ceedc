package selector_test

import (
	"math/rand/v2"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/selector"
)

// TestFactored compares factored selectors with evaluation, for sets that Compile wouldn't factor.
func TestFactored(t *testing.T) {
	sets := shapes(t)
	for _, text := range []string{criteriatest.AllDifferent(3), criteriatest.AllDifferent(5), criteriatest.AtLeast(2, 7), criteriatest.Ring(8)} {
		sets = append(sets, hardSet(t, text))
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 40 {
		sets = append(sets, criteriatest.Random(r, 2+r.IntN(4)))
	}
	for _, set := range sets {
		sheet, err := selector.CompileFactored(t.Context(), set)
		if err != nil {
			t.Fatal(err)
		}
		if sheet.CSS == nil {
			t.Logf("%s: too large", set.ID.V)
			continue
		}
		states, _, _ := criteriatest.States(set, 1500, 500, 1)
		compare(t, set, sheet, states)
	}
}

// TestFactoredSize compares "no two of eight answers are alike" with evaluation, and limits the
// size of its 224 pairs: three products for each of the eight options.
func TestFactoredSize(t *testing.T) {
	set := hardSet(t, criteriatest.AllDifferent(8))
	sheet, err := selector.CompileFactored(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	unmet := len(sheet.Verdicts[0][criteria.Unmet])
	if unmet == 0 || unmet > 3_000 || len(sheet.CSS) == 0 {
		t.Fatalf("%d bytes of CSS, of the verdict unmet %d", len(sheet.CSS), unmet)
	}
	t.Logf("%d bytes of CSS, %d compressed with brotli", len(sheet.CSS), selector.Compressed(sheet.CSS))
	states, _, _ := criteriatest.States(set, 0, 300, 1)
	compare(t, set, sheet, states)
}

func hardSet(t *testing.T, text string) *criteria.Set {
	t.Helper()
	sets, findings, err := definition.Load(t.Context(), fstest.MapFS{"content/criteria/hard.yaml": {Data: []byte(text)}}, []string{"nl", "en"})
	if err != nil || findings.Len() > 0 {
		t.Fatal(findings.All(), err)
	}
	return sets[0]
}
