package definition

import (
	"strings"

	"github.com/expr-lang/expr/file"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/diag"
)

// Kinds of elements whose ids share a namespace.
const (
	question    = "a question"
	aDefinition = "a definition"
	aConstant   = "a constant"
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

// names reads the names of the constants and the definitions.
func (r *reader) names() {
	ids, constants := names{}, names{}
	for _, q := range r.set.Questions {
		ids[q.ID.V] = q.ID.Line
	}
	var own names
	for _, d := range r.doc.Constants {
		if line := ids[d.Key.V]; line > 0 {
			r.add(d.Key.Pos, diag.CriteriaID, "give each a name of its own: conditions use both",
				"%q is the id of a question already, on line %d", d.Key.V, line)
		} else if r.id(&own, d.Key, aConstant) {
			constants[d.Key.V] = d.Key.Line
		}
	}
	own = nil
	for _, d := range r.doc.Definitions {
		if line := constants[d.Key.V]; line > 0 {
			r.add(d.Key.Pos, diag.CriteriaID, "give each a name of its own: conditions use both",
				"%q is the name of a constant already, on line %d", d.Key.V, line)
		} else if line := ids[d.Key.V]; line > 0 {
			r.add(d.Key.Pos, diag.CriteriaID, "give each a name of its own: conditions use both",
				"%q is the id of a question already, on line %d", d.Key.V, line)
		} else {
			r.id(&own, d.Key, aDefinition)
		}
		r.set.Definitions = append(r.set.Definitions, criteria.Definition{ID: d.Key})
		r.definitions = append(r.definitions, definitionState{last: -1})
	}
}

// define reads the condition of a definition.
func (r *reader) define(i int, written document.Condition, s scope) {
	if !written.IsSet() { // The decoder has reported it.
		return
	}
	c := conditionReader{reader: r, scope: s, text: conditionText(written), last: -1}
	r.set.Definitions[i].Condition = c.read()
	r.definitions[i].last, r.definitions[i].size = c.last, c.size
}

// definition returns the index of the definition with a name, or -1. A question goes first.
func (c *conditionReader) definition(name string) int {
	if c.set.Question(name) >= 0 {
		return -1
	}
	return c.set.Definition(name)
}

// defined returns the condition of a definition that a condition refers to.
func (c *conditionReader) defined(n interface{ Location() file.Location }, i int) criteria.Expr {
	d, state := &c.set.Definitions[i], &c.definitions[i]
	at := n.Location().From
	switch {
	case i == c.scope.definitions:
		c.report(at, diag.CriteriaReference, "write its condition out", "the definition %q can't refer to itself", d.ID.V)
		return nil
	case i > c.scope.definitions:
		c.report(at, diag.CriteriaReference, "move that definition above this one", "the definition %q comes after this one", d.ID.V)
		return nil
	}
	state.used = true
	if state.last >= c.scope.questions {
		c.report(at, diag.CriteriaReference, "ask by the answers to questions above it",
			"the definition %q depends on the question %q, which %s", d.ID.V, c.set.Questions[state.last].ID.V, c.place(state.last))
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
func (c *conditionReader) place(question int) string {
	if question == c.scope.questions {
		return "is asked here"
	}
	return "comes after this one"
}

// negation returns the condition of unmet: otherwise.
func (r *reader) negation(written document.Condition, met *criteria.Condition) *criteria.Condition {
	if met == nil { // It is missing or invalid, which has been reported.
		return nil
	}
	return &criteria.Condition{Source: conditionText(written), Root: criteria.Not{X: met.Root}}
}

// unused reports definitions that no condition refers to.
func (r *reader) unused() {
	if r.list.HasErrors() {
		return // An invalid condition may refer to them.
	}
	for i, d := range r.set.Definitions {
		if !r.definitions[i].used {
			r.add(d.ID.Pos, diag.CriteriaUnused, "use it in a condition, or take it out", "no condition uses the definition %q", d.ID.V)
		}
	}
}

func conditionText(written document.Condition) content.Text {
	return content.Text{V: strings.TrimSpace(string(written.V)), Pos: written.Pos}
}
