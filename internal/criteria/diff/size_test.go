package diff_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/diag"
)

// fortyChanged is criteriatest.Forty(40) after changes of all kinds.
func fortyChanged() string {
	s := criteriatest.Forty(40)
	for _, change := range [][2]string{
		{`    met: >-
      q5 == "yes" and q6 == "yes"`, `    met: >-
      q5 == "yes" and (q6 == "yes" or q6 == "unknown")`},
		{`not (q5 == "yes" and q6 == "yes"`, `not (q5 == "yes" and (q6 == "yes" or q6 == "unknown")`},
		{`id: q6
    text: {nl: "NL Question q6?", en: "EN Question q6?"}
    ask: >-
      q5 == "yes"
    options:
`, `id: q6
    text: {nl: "NL Question q6?", en: "EN Question q6?"}
    ask: >-
      q5 == "yes"
    options:
      - {id: unknown, label: {nl: "Weet ik niet", en: "I don't know"}}
`},
		{`      q6 == "yes"
    options`, `      q6 in ["yes", "unknown"]
    options`},
		{`criteria.group0 == "met" or`, `(criteria.group0 == "met" and criteria.group7 == "met") or`},
	} {
		if !strings.Contains(s, change[0]) {
			panic(change[0])
		}
		s = strings.Replace(s, change[0], change[1], 1)
	}
	// The last group comes first.
	from, to := strings.Index(s, "  - id: q35"), strings.Index(s, "criteria:\n")
	last := s[from:to]
	s = s[:from] + s[to:]
	return strings.Replace(s, "questions:\n", "questions:\n"+last, 1)
}

// BenchmarkForty compares two sets of forty questions.
func BenchmarkForty(b *testing.B) {
	old, new := read(b, criteriatest.Forty(40)), read(b, fortyChanged())
	if prove(b, old) == nil || prove(b, new) == nil {
		b.Fatal("the sets have flaws")
	}
	b.ResetTimer()
	for range b.N {
		c, err := diff.Compare(b.Context(), proof.Unchecked(old), proof.Unchecked(new))
		if err != nil || c.Affected.Sign() == 0 {
			b.Fatal(err)
		}
	}
}

// TestForty holds what BenchmarkForty compares.
func TestForty(t *testing.T) {
	c := compare(t, read(t, criteriatest.Forty(40)), read(t, fortyChanged()))
	t.Logf("%v of %v cases, %d pairs of outcomes", c.Affected, c.Total, len(c.Outcomes))
	for _, p := range c.Outcomes {
		t.Logf("%d → %d: %v cases, %d rows, %s", p.Old, p.New, p.Count, len(p.Rows), show(c, p.Witness))
		if p.Rows == nil {
			t.Errorf("%d → %d: no rows", p.Old, p.New)
		}
	}
	if len(c.Moved) != 5 || c.Total.BitLen() < 20 {
		t.Errorf("%d questions moved, %v cases", len(c.Moved), c.Total)
	}
}

// TestHard compares sets whose diagrams are large.
func TestHard(t *testing.T) {
	for _, x := range []struct{ name, yaml, before, after string }{
		{"ring of 40", criteriatest.Ring(40), `criteria.k0 == "met"`, `criteria.k0 == "unmet"`},
		{"all different", criteriatest.AllDifferent(6), `a1 != "o0"`, `a1 == "o0"`},
		{"parity of boxes", criteriatest.BoxParity(8), `"o0" in`, `"o1" in`},
	} {
		old, new := read(t, x.yaml), read(t, strings.Replace(x.yaml, x.before, x.after, 1))
		c, err := diff.Compare(t.Context(), proof.Unchecked(old), proof.Unchecked(new))
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		t.Logf("%s: %v of %v cases", x.name, c.Affected, c.Total)
		if c.Affected.Sign() == 0 {
			t.Errorf("%s: nobody is affected", x.name)
		}
	}
}

// coupled returns a set of yes/no questions in which one of some couples must both be answered yes.
func coupled(questions []int, couples [][2]int) *criteria.Set {
	set := &criteria.Set{File: "content/criteria/coupled.yaml"}
	at := map[int]int{}
	name := func(text string) content.Text { return content.Text{V: text, Pos: diag.Pos{Line: 1, Column: 1}} }
	for i, q := range questions {
		at[q] = i
		set.Questions = append(set.Questions, criteria.Question{ID: name(fmt.Sprint("q", q)), Options: []criteria.Option{{ID: name("yes")}, {ID: name("no")}}})
	}
	var any criteria.Or
	for _, c := range couples {
		yes := func(q int) criteria.Expr { return criteria.Is{Question: at[q], Options: []int{0}} }
		any.Terms = append(any.Terms, criteria.And{Terms: []criteria.Expr{yes(c[0]), yes(c[1])}})
	}
	met := &criteria.Condition{Source: name("met"), Root: any}
	unmet := &criteria.Condition{Source: name("unmet"), Root: criteria.Not{X: any}}
	set.Criteria = []criteria.Criterion{{ID: name("c"), Met: met, Unmet: unmet}}
	set.Outcomes = []criteria.Outcome{{ID: name("end")}}
	return set
}

// TestOrders compares sets that are small in one order of their questions only, which isn't that of
// the new side.
func TestOrders(t *testing.T) {
	const n = 20
	var near, far []int
	var couples [][2]int
	for i := range n {
		near = append(near, i, i+n)
		couples = append(couples, [2]int{i, i + n})
	}
	for i := range 2 * n {
		far = append(far, i)
	}
	old, new := coupled(near, couples), coupled(far, couples[1:])
	c, err := diff.Compare(t.Context(), proof.Unchecked(old), proof.Unchecked(new))
	if err != nil {
		t.Fatal(err)
	}
	// Only the first couple is answered yes. The new side asks the second member of the last couple
	// whose first one was answered yes, m, and of those before it: the sum of 3^(m-1), and one.
	pairs := c.Criteria[0].Pairs
	if len(pairs) != 1 || pairs[0].Count.String() != fmt.Sprint(1+(1162261467-1)/2) || len(c.Moved) == 0 {
		t.Fatalf("%d pairs, %v cases, %d questions moved", len(pairs), pairs[0].Count, len(c.Moved))
	}
	// The old side asks no more once the first couple is answered yes; the new side goes on.
	if w := pairs[0].Witness; options(w) != 2*n-(n-1) {
		t.Errorf("witness %s", show(c, w))
	}
}

// TestTooLarge holds that a comparison which takes too many steps ends with an error that says of
// what: each set alone is small, in an order in which the other one isn't.
func TestTooLarge(t *testing.T) {
	const n = 90
	r := rand.New(rand.NewPCG(1, 2))
	one, other := r.Perm(n), r.Perm(n)
	ring := func(order []int) (couples [][2]int) {
		for i := range order {
			couples = append(couples, [2]int{order[i], order[(i+1)%n]})
		}
		return couples
	}
	old, new := coupled(one, ring(one)), coupled(other, ring(other))
	start := time.Now()
	_, err := diff.Compare(t.Context(), proof.Unchecked(old), proof.Unchecked(new))
	t.Logf("%v: %v", time.Since(start), err)
	large := (*diff.TooLargeError)(nil)
	if !errors.As(err, &large) || !errors.Is(err, mdd.ErrTooLarge) || large.At == "" {
		t.Errorf("%v", err)
	}
}
