package explanation_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/criteria/explanation/explanationtest"
	"baken.example/baken/internal/criteria/symbolic"
)

// TestRegions compares the changes that are named for all results at once with an enumeration: each
// is true wherever the criterion is unmet, stale answers or not, and every result with an unmet
// criterion that a change of a few answers meets has a smallest one and no larger. The questions to
// which it leads are shown.
func TestRegions(t *testing.T) {
	sets := load(t, "boxes", "rent-support", "taxi-licence", "small-trader", "street-trees", "market-stall", "counting")
	random := rand.New(rand.NewPCG(21, 22))
	for range 80 {
		set := criteriatest.Random(random, 1+random.IntN(4))
		exclude(set)
		sets = append(sets, set)
	}
	for _, set := range sets {
		for _, every := range []bool{true, false} {
			named, shown := testRegions(t, set, every)
			if set.ID.V != "random" {
				t.Logf("%s: %d changes, %d times", set.ID.V, named, shown)
			}
		}
	}
}

func testRegions(t *testing.T, set *criteria.Set, every bool) (named, shown int) {
	t.Helper()
	f, err := symbolic.New(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	var regions []explanation.Region
	if err := f.Within(t.Context(), func() { regions = explanation.Regions(f, every) }); err != nil {
		t.Fatal(set.ID.V, err)
	}
	e := newEnumeration(set)
	if !e.all || len(e.states) > 5000 {
		return len(regions), 0
	}
	for i, s := range e.states {
		result := &e.results[i]
		values := f.Form.Values(s.answers())
		// Stale answers have no part in what is smallest.
		clean := slices.Clone(s)
		for q := range clean {
			if !slices.Contains(e.asked(clean), q) {
				clean[q] = 0
			}
		}
		usual := result.Stopped() && e.inOrder(clean)
		least := map[int]int{} // the size of the smallest change named, by criterion
		for _, r := range regions {
			must, may := f.Space.At(r.Must, values), f.Space.At(r.May, values)
			if must && (!may || !usual) {
				t.Fatalf("%s %v: %v must be named: may %v, usual %v", set.ID.V, s, r.Change, may, usual)
			}
			if result.Verdicts[r.Criterion] != criteria.Unmet || !may {
				continue
			}
			shown++
			if after := set.Evaluate(explanationtest.Changed(set, s.answers(), r.Change)); after.Verdicts[r.Criterion] != criteria.Met {
				t.Fatalf("%s %v: %v doesn't meet %d", set.ID.V, s, r.Change, r.Criterion)
			}
			if before, ok := least[r.Criterion]; usual && ok && before != len(r.Change) {
				t.Fatalf("%s %v: changes of %d and %d answers: %v %v, asked %v", set.ID.V, s, before, len(r.Change), r.Criterion, regions, result.Asked)
			}
			least[r.Criterion] = len(r.Change)
			for at, p := range r.Change {
				if r.Now[at] && !slices.Contains(result.Asked, p.Question) {
					t.Fatalf("%s %v: question %d isn't asked", set.ID.V, s, p.Question)
				}
			}
		}
		if !usual {
			continue
		}
		for c, v := range result.Verdicts {
			if v != criteria.Unmet {
				continue
			}
			best, nearest := e.nearest(e.index[clean.key(^uint(0))], func(r *criteria.Result) bool { return r.Verdicts[c] == criteria.Met })
			switch size, ok := least[c]; {
			case best == nil && ok, best != nil && ok && size != best.questions:
				t.Fatalf("%s %v: a change of %d answers to meet %d, where %v is the nearest", set.ID.V, s, size, c, nearest)
			case best != nil && !ok && best.questions <= explanation.MaxChange:
				t.Fatalf("%s %v: no change to meet %d, where %v is the nearest", set.ID.V, s, c, nearest)
			}
		}
	}
	return len(regions), shown
}
