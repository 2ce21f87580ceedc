package diff_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/proof"
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

// TestHard holds that sets whose diagrams are large are compared or refused, and in bounded time.
func TestHard(t *testing.T) {
	for _, shape := range criteriatest.Hard() {
		old := read(t, shape.YAML)
		proven := prove(t, old)
		if proven == nil {
			continue
		}
		mutants, err := criteriatest.Mutants(old, []byte(shape.YAML))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(mutants); i += 1 + len(mutants)/3 {
			new := prove(t, read(t, string(mutants[i].YAML)))
			if new == nil {
				continue
			}
			start := time.Now()
			c, err := diff.Compare(t.Context(), prove(t, old), new)
			large := (*diff.TooLargeError)(nil)
			switch {
			case errors.As(err, &large):
				t.Logf("%s: %s: %v, %v", shape.Name, mutants[i].What, err, time.Since(start))
				if large.At == "" {
					t.Errorf("%s: %v names no reason", shape.Name, err)
				}
			case err != nil:
				t.Errorf("%s: %v", shape.Name, err)
			default:
				t.Logf("%s: %s: %v of %v cases, %v", shape.Name, mutants[i].What, c.Affected, c.Total, time.Since(start))
			}
		}
	}
}
