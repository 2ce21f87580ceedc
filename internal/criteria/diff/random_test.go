package diff_test

import (
	"errors"
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/diag"
)

var pairsFlag = flag.Int("pairs", 120, "the number of random pairs of sets that are compared by brute force")

// TestRandomPairs compares random sets with changed ones by brute force: the same pairs, the same
// counts, witnesses that are the first of the smallest ones, and rows each case of a pair is in one
// of, and no other case in any.
func TestRandomPairs(t *testing.T) {
	compared, changed, rows, unlisted, kinds := 0, 0, 0, 0, map[string]int{}
	for seed := uint64(0); compared < *pairsFlag; seed++ {
		r := rand.New(rand.NewPCG(seed, 16))
		old, new := criteriatest.Pair(r, 2+r.IntN(3), 1+r.IntN(4))
		if overlaps(t, old) || overlaps(t, new) {
			continue
		}
		b := &brute{old: old, new: new, limit: 4000}
		if !b.run(map[string]reply{}) {
			continue
		}
		c, err := diff.Compare(t.Context(), proof.Unchecked(old), proof.Unchecked(new))
		if errors.Is(err, diff.ErrNoQuestion) {
			continue
		}
		if err != nil {
			t.Fatalf("pair %d: %v", seed, err)
		}
		compared++
		compareWithBrute(t, seed, c, b)
		for name, p := range b.flat(c) {
			kinds[name[:1]]++
			if p.Rows == nil {
				unlisted++
			}
			rows += len(p.Rows)
		}
		if c.Affected.Sign() > 0 {
			changed++
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d pairs of sets, %d of them with other results; pairs of outcomes, verdicts, items and questions asked: %d, %d, %d, %d; %d rows, %d pairs without rows",
		compared, changed, kinds["o"], kinds["c"], kinds["i"], kinds["a"], rows, unlisted)
	if *pairsFlag >= 100 && (unlisted > 0 || slices.Contains([]int{kinds["o"], kinds["c"], kinds["i"], kinds["a"]}, 0)) {
		t.Error("the pairs don't show everything")
	}
}

// overlaps reports whether a criterion is met and unmet at once, which no proven set allows: its
// verdict may change after it was settled.
func overlaps(t *testing.T, set *criteria.Set) bool {
	_, findings, err := proof.Check(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(findings.All(), func(f diag.Finding) bool { return f.Code == diag.CriteriaOverlap })
}

func compareWithBrute(t *testing.T, seed uint64, c *diff.Comparison, b *brute) {
	t.Helper()
	if got := c.Total.Int64(); got != int64(len(b.cases)) {
		t.Errorf("pair %d: %d cases, want %d", seed, got, len(b.cases))
		return
	}
	all := map[*bruteCase]criteria.Answers{}
	for _, x := range b.cases {
		all[x] = b.answers(c, x)
	}
	got, want := b.flat(c), b.pairs()
	for _, name := range union(slices.Collect(maps.Keys(got)), slices.Collect(maps.Keys(want))) {
		p, cases := got[name], want[name]
		if p.Count == nil || len(cases) == 0 || p.Count.Int64() != int64(len(cases)) {
			t.Errorf("pair %d: %s: %v cases, want %d", seed, name, p.Count, len(cases))
			continue
		}
		witness := all[cases[0]]
		in := map[*bruteCase]bool{}
		for _, x := range cases {
			in[x] = true
			if less(c, all[x], witness) {
				witness = all[x]
			}
		}
		if w, s := show(c, p.Witness), show(c, witness); w != s {
			t.Errorf("pair %d: %s: witness %s, want %s", seed, name, w, s)
		}
		if p.Rows == nil {
			continue
		}
		for x, answers := range all {
			n := 0
			for _, row := range p.Rows {
				if fits(row, answers) {
					n++
				}
			}
			if (n == 1) != in[x] || n > 1 {
				t.Errorf("pair %d: %s: %s is in %d rows, and in the pair: %v", seed, name, show(c, answers), n, in[x])
			}
		}
	}
	affected, changed := 0, map[*bruteCase]bool{}
	for name, cases := range want {
		if name[0] == 'a' {
			continue
		}
		for _, x := range cases {
			changed[x] = changed[x] || name[0] == 'o'
		}
	}
	for _, outcome := range changed {
		if outcome {
			affected++
		}
	}
	if c.Affected.Int64() != int64(len(changed)) || c.Changed.Int64() != int64(affected) {
		t.Errorf("pair %d: %v cases changed and %v affected, want %d and %d", seed, c.Changed, c.Affected, affected, len(changed))
	}
}
