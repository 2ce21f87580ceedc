package condition

import (
	"github.com/expr-lang/expr/file"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// definitionState is the state of a definition while the conditions are read.
type definitionState struct {
	// used reports whether a condition refers to it.
	used bool
	// last is the index of the last question that it depends on, or -1.
	last int
	// size is the number of its comparisons, those of other definitions included.
	size int
}

// Define reads the condition of a definition. Definitions are read in their order.
func (r *Reader) Define(i int, t content.Text, s Scope) {
	r.definitions = append(r.definitions, definitionState{last: -1})
	if !t.IsSet() { // The decoder has reported it.
		return
	}
	c := r.reading(t, s)
	r.Set.Definitions[i].Condition = c.read()
	r.definitions[i].last, r.definitions[i].size = c.last, c.size
}

// definition returns the index of the definition with a name, or -1. A question goes first.
func (c *reading) definition(name string) int {
	if c.Set.Question(name) >= 0 {
		return -1
	}
	return c.Set.Definition(name)
}

// defined returns the condition of a definition that a condition refers to.
func (c *reading) defined(n interface{ Location() file.Location }, i int) criteria.Expr {
	d := &c.Set.Definitions[i]
	at := n.Location().From
	switch {
	case i == c.scope.Definitions:
		c.Report(at, diag.CriteriaReference, "write its condition out", "the definition %q can't refer to itself", d.ID.V)
		return nil
	case i > c.scope.Definitions:
		c.Report(at, diag.CriteriaReference, "move that definition above this one", "the definition %q comes after this one", d.ID.V)
		return nil
	}
	state := &c.definitions[i]
	state.used = true
	if state.last >= c.scope.Questions {
		c.Report(at, diag.CriteriaReference, "ask by the answers to questions above it",
			"the definition %q depends on the question %q, which %s", d.ID.V, c.Set.Questions[state.last].ID.V, c.place(state.last))
		return nil
	}
	if d.Condition == nil { // It has findings of its own.
		return nil
	}
	c.last = max(c.last, state.last)
	c.size += state.size
	return d.Condition.Root
}

// place says where a question stands that the condition can't refer to.
func (c *reading) place(question int) string {
	if question == c.scope.Questions {
		return "is asked here"
	}
	return "comes after this one"
}

// Otherwise returns the condition of unmet: otherwise, as it is written, which is the negation of
// met.
func (r *Reader) Otherwise(t content.Text, met *criteria.Condition) *criteria.Condition {
	if met == nil { // It is missing or invalid, which has been reported.
		return nil
	}
	return &criteria.Condition{Source: trimmed(t), Root: criteria.Not{X: met.Root}}
}

// Unused reports definitions that no condition refers to.
func (r *Reader) Unused() {
	if r.Findings.HasErrors() {
		return // An invalid condition may refer to them.
	}
	for i, d := range r.Set.Definitions {
		if !r.definitions[i].used {
			r.add(d.ID.Pos, diag.CriteriaUnused, "use it in a condition, or take it out", "no condition uses the definition %q", d.ID.V)
		}
	}
}
