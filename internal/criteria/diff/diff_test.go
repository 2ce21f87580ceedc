package diff_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/diff/edits"
	"baken.example/baken/internal/criteria/proof"
)

// read reads a set of criteria in the languages nl and en, or returns nil if it has errors.
func read(t testing.TB, yaml string) *criteria.Set {
	t.Helper()
	files := fstest.MapFS{"content/criteria/set.yaml": {Data: []byte(yaml)}}
	sets, findings, err := definition.Load(t.Context(), files, []string{"nl", "en"})
	if err != nil {
		t.Fatal(err)
	}
	if findings.HasErrors() {
		return nil
	}
	return sets[0]
}

// prove proves a set, or returns nil if it has flaws.
func prove(t testing.TB, set *criteria.Set) *proof.Set {
	t.Helper()
	if set == nil {
		return nil
	}
	proven, _, err := proof.Check(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	return proven
}

func compare(t testing.TB, old, new *criteria.Set) *diff.Comparison {
	t.Helper()
	c, err := diff.Compare(t.Context(), prove(t, old), prove(t, new))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSame holds that a set doesn't differ from itself.
func TestSame(t *testing.T) {
	for _, shape := range criteriatest.Shapes() {
		set := read(t, shape.YAML)
		c := compare(t, set, set)
		if c.Effect() != diff.None || c.Changed.Sign() != 0 || c.Total.Sign() <= 0 || len(c.Outcomes)+len(c.Items)+len(c.Parts)+len(c.Values)+len(c.Texts) > 0 {
			t.Errorf("%s: %v, %v cases changed", shape.Name, c.Effect(), c.Changed)
		}
		if len(c.Criteria) != len(set.Criteria) {
			t.Errorf("%s: %d criteria", shape.Name, len(c.Criteria))
		}
	}
}

// TestWording holds that a change of texts affects nobody, and is found in its place.
func TestWording(t *testing.T) {
	for _, shape := range criteriatest.Shapes() {
		old := read(t, shape.YAML)
		new := read(t, strings.ReplaceAll(shape.YAML, "title: {nl:", "title: {nl: Nu"))
		if new == nil || old.Criteria == nil || old.Criteria[0].Title.In("nl") == new.Criteria[0].Title.In("nl") {
			continue
		}
		c := compare(t, old, new)
		if c.Effect() != diff.Wording || len(c.Texts) == 0 {
			t.Errorf("%s: %v, %d texts", shape.Name, c.Effect(), len(c.Texts))
			continue
		}
		x := c.Texts[0]
		if x.Key != "title" || x.Lang != "nl" || !strings.Contains(x.New, "Nu") || x.OldPos.Line == 0 || x.NewPos.Line == 0 {
			t.Errorf("%s: %+v", shape.Name, x)
		}
	}
}

// TestMirror holds that the differences between a set and another one are those between the other
// one and the set.
func TestMirror(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 61))
		old, new := criteriatest.Pair(r, 3, 3)
		forth, err := diff.Compare(t.Context(), proof.Unchecked(old), proof.Unchecked(new))
		back, err2 := diff.Compare(t.Context(), proof.Unchecked(new), proof.Unchecked(old))
		if err != nil || err2 != nil {
			t.Fatalf("pair %d: %v, %v", seed, err, err2)
		}
		a, b := mirrored(forth, false), mirrored(back, true)
		if !slices.Equal(a, b) {
			t.Errorf("pair %d:\n%s\nand back:\n%s", seed, strings.Join(a, "\n"), strings.Join(b, "\n"))
		}
	}
}

// mirrored lists the pairs of a comparison with the sizes of their witnesses, from its old side or,
// if back, from its new one.
func mirrored(c *diff.Comparison, back bool) []string {
	out := []string{fmt.Sprint(c.Total, c.Changed, c.Affected, c.Effect())}
	add := func(what string, was, is any, x diff.Cases) {
		if back {
			was, is = is, was
		}
		out = append(out, fmt.Sprint(what, ": ", was, " ", is, " ", x.Count, " ", options(x.Witness)))
	}
	name := func(set *criteria.Set, o int) string {
		if o == diff.NoResult {
			return "none"
		}
		return set.Outcomes[o].ID.V
	}
	for _, p := range c.Outcomes {
		add("outcome", name(c.Old, p.Old), name(c.New, p.New), p.Cases)
	}
	for _, x := range c.Criteria {
		for _, p := range x.Pairs {
			add(x.ID, p.Old, p.New, p.Cases)
		}
	}
	for _, x := range c.Items {
		for _, p := range x.Pairs {
			add(x.Outcome+"/"+x.ID, p.Old, p.New, p.Cases)
		}
	}
	for _, x := range c.Asked {
		for _, p := range x.Pairs {
			add(c.Union.Questions[x.Question].ID.V, p.Old, p.New, p.Cases)
		}
	}
	for _, p := range c.Parts {
		side := p.Side
		if back {
			side = edits.NewSide - side
		}
		out = append(out, fmt.Sprint(side, p.Place))
	}
	for _, v := range c.Values {
		was, is := v.Old, v.New
		if back {
			was, is = is, was
		}
		out = append(out, fmt.Sprint(v.Kind, v.Place, was, is))
	}
	slices.Sort(out)
	return out
}

// TestMutants compares sets with their mutants: every mutant that the proof lets through, and that
// evaluates otherwise somewhere, differs.
func TestMutants(t *testing.T) {
	compared, same := 0, 0
	for _, shape := range criteriatest.Shapes() {
		old := read(t, shape.YAML)
		mutants, err := criteriatest.Mutants(old, []byte(shape.YAML))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(mutants); i += 1 + len(mutants)/16 {
			set := read(t, string(mutants[i].YAML))
			new := prove(t, set)
			if new == nil {
				continue
			}
			start := time.Now()
			c, err := diff.Compare(t.Context(), prove(t, old), new)
			if err != nil {
				t.Errorf("%s: %s: %v", shape.Name, mutants[i].What, err)
				continue
			}
			t.Logf("%s: %s: %v, %v of %v cases, %v", shape.Name, mutants[i].What, c.Effect(), c.Affected, c.Total, time.Since(start))
			compared++
			if c.Affected.Sign() == 0 {
				same++
			}
			if states, _, all := criteriatest.States(old, 20_000, 5_000, 1); all && old.Questions[0].Scale == nil && sameQuestions(old, set) {
				differs := false
				for a := range states {
					x, y := old.Evaluate(a), set.Evaluate(a)
					differs = differs || x.Stopped() && y.Stopped() && x.Outcome != y.Outcome
				}
				if differs && c.Changed.Sign() == 0 {
					t.Errorf("%s: %s: outcomes differ, and no case changed", shape.Name, mutants[i].What)
				}
			}
		}
	}
	t.Logf("%d mutants, %d of which affect nobody", compared, same)
	if compared < 30 {
		t.Errorf("only %d mutants were compared", compared)
	}
}

// sameQuestions reports whether two sets have the same options at the same indexes.
func sameQuestions(a, b *criteria.Set) bool {
	return slices.EqualFunc(a.Questions, b.Questions, func(a, b criteria.Question) bool { return slices.Equal(a.OptionIDs(), b.OptionIDs()) })
}

// TestCancel holds that a comparison ends with its context.
func TestCancel(t *testing.T) {
	set := read(t, criteriatest.Forty(40))
	old, new := prove(t, set), prove(t, set)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := diff.Compare(ctx, old, new); err != context.Canceled {
		t.Errorf("%v", err)
	}
}
