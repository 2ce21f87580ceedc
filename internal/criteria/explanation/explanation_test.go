package explanation_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/criteria/proof"
)

// TestReasonsAreMinimal compares every explanation of six flows, of the portal's set and of random
// sets with an enumeration of all sets of answers: reasons force their result, no smaller set of
// answers does, and none of the same size with earlier questions; they can't be generalized.
// Changes lead to their result, and nothing smaller, nearer or earlier does.
func TestReasonsAreMinimal(t *testing.T) {
	sets := load(t, "boxes", "rent-support", "taxi-licence", "small-trader", "street-trees", "market-stall", "moving-house")
	for _, set := range append(sets, portal(t)) {
		t.Run(set.ID.V, func(t *testing.T) {
			t.Parallel()
			e := newEnumeration(set)
			reasons, changes := e.check(t, 200)
			t.Logf("%d complete sets of answers, %d states: %d reasons, %d changes", len(e.complete), len(e.states), reasons, changes)
			if reasons == 0 {
				t.Error("no reason")
			}
		})
	}
}

func TestRandomSets(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	reasons, changes := 0, 0
	for range 60 {
		set := criteriatest.Random(random, 1+random.IntN(4))
		exclude(set)
		e := newEnumeration(set)
		if len(e.states) > 3000 || !e.all {
			continue
		}
		r, c := e.check(t, 40)
		reasons, changes = reasons+r, changes+c
	}
	t.Logf("%d reasons, %d changes", reasons, changes)
	if reasons < 500 || changes < 100 {
		t.Error("too few to tell")
	}
}

// exclude changes the conditions of a set so that no criterion is met and unmet at once, as in a
// proven set.
func exclude(set *criteria.Set) {
	for i := range set.Criteria {
		c := &set.Criteria[i]
		c.Unmet = &criteria.Condition{Root: criteria.And{Terms: []criteria.Expr{criteria.Not{X: c.Met.Root}, c.Unmet.Root}}}
	}
}

// load returns sets of package criteriatest by their names.
func load(t testing.TB, names ...string) (out []*criteria.Set) {
	t.Helper()
	for _, s := range criteriatest.Shapes() {
		if !slices.Contains(names, s.Name) {
			continue
		}
		site := fstest.MapFS{"content/criteria/set.yaml": {Data: []byte(s.YAML)}}
		sets, findings, err := definition.Load(t.Context(), site, []string{"nl", "en"})
		if err != nil || findings.HasErrors() || len(sets) != 1 {
			t.Fatal(s.Name, err, findings.All())
		}
		out = append(out, sets...)
	}
	if len(out) != len(names) {
		t.Fatalf("%d sets", len(out))
	}
	return out
}

// portal returns the latest version of the portal's set.
func portal(t testing.TB) *criteria.Set {
	t.Helper()
	sets, findings, err := definition.Load(t.Context(), os.DirFS("../../.."), []string{"nl", "en"})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings.All())
	}
	return slices.MaxFunc(sets, func(a, b *criteria.Set) int { return a.ValidFrom.Compare(b.ValidFrom.Time) })
}

// TestStaleAnswersDoNotMatter holds that answers to questions that aren't asked change nothing.
func TestStaleAnswersDoNotMatter(t *testing.T) {
	set := portal(t)
	x, err := explanation.New(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	answers := criteria.Answers{set.Question("organisation"): {0}, set.Question("informs"): {1}, set.Question("confidential"): {0}}
	want, err := x.Explain(t.Context(), answers)
	if err != nil {
		t.Fatal(err)
	}
	answers[set.Question("assists")] = []int{0}
	got, err := x.Explain(t.Context(), answers)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v instead of %v, %v", got, want, err)
	}
}

// TestLargeSets holds that sets of many questions are explained, and that a context that is done
// ends it.
func TestLargeSets(t *testing.T) {
	for _, set := range load(t, "forty", "flood", "nis2") {
		x, err := explanation.New(t.Context(), proof.Unchecked(set))
		if err != nil {
			t.Fatal(err)
		}
		changes := 0
		states, _, _ := criteriatest.States(set, 0, 200, 4)
		for answers := range states {
			got, err := x.Explain(t.Context(), answers)
			if err != nil {
				t.Fatal(set.ID.V, err)
			}
			for c, change := range got.Met {
				if change == nil {
					continue
				}
				changes++
				if after := set.Evaluate(change.Apply(set, answers)); after.Verdicts[c] != criteria.Met {
					t.Fatalf("%s: %v after %v doesn't meet %s", set.ID.V, change, answers, set.Criteria[c].ID.V)
				}
			}
		}
		t.Logf("%s: %d changes", set.ID.V, changes)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := x.Explain(ctx, criteria.Answers{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", set.ID.V, err)
		}
	}
}

func BenchmarkExplain(b *testing.B) {
	for _, set := range load(b, "forty", "flood") {
		b.Run(set.ID.V, func(b *testing.B) {
			x, err := explanation.New(b.Context(), proof.Unchecked(set))
			if err != nil {
				b.Fatal(err)
			}
			answers := criteria.Answers{}
			for r := set.Evaluate(answers); r.Next >= 0; r = set.Evaluate(answers) {
				answers[r.Next] = []int{min(1, len(set.Questions[r.Next].Options)-1)}
			}
			for b.Loop() {
				if _, err := x.Explain(b.Context(), answers); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
