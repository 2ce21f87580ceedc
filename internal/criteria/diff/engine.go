package diff

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"baken.example/baken/internal/criteria/diff/edits"
	"baken.example/baken/internal/criteria/mdd"
)

// Budgets.
const (
	// maxNodes bounds the nodes of all functions of the union together, maxSteps the steps of one
	// order of the variables. A machine takes about ten million steps in a second.
	maxNodes = 600_000
	maxSteps = 24_000_000
	// maxRowSteps and maxRowNodes bound the steps and the new nodes for the rows of one pair,
	// maxAllRowSteps the steps for those of all pairs.
	maxRowSteps    = 2_000_000
	maxRowNodes    = 100_000
	maxAllRowSteps = 16_000_000
)

// engine computes the cases, as functions of the answers to the questions of the union. The
// variables are those of symbolic.Form: a question of type one is a variable with the values 0, not
// asked, and o+1, option o; one of type many is a variable per option with the values 0 and 1, and
// isn't asked where all are 0.
type engine struct {
	*Comparison
	space *mdd.Space
	// order holds the questions in the order of their variables; natural reports whether that is
	// the order of the union.
	order   []int
	natural bool
	// first holds the first variable of each question, owners the question of each variable.
	first, owners []int
	old, new      *side
	// cases holds all cases, both those in which both sides come to a result.
	cases, both mdd.Ref
	// at names the part of the sets that is being compared, for errors.
	at string
	// counts memoizes [engine.count], costs [engine.cost].
	counts map[mdd.Ref]*big.Int
	costs  map[mdd.Ref]int
}

// newEngine returns an engine with the questions in an order.
func newEngine(c *Comparison, old, new *walk, order []int) *engine {
	e := &engine{
		Comparison: c, order: order, natural: slices.IsSorted(order), first: make([]int, len(order)),
		counts: map[mdd.Ref]*big.Int{}, costs: map[mdd.Ref]int{mdd.True: 0},
	}
	var arities []int
	for _, u := range order {
		q := &c.Union.Questions[u]
		e.first[u] = len(arities)
		if !q.Many {
			arities, e.owners = append(arities, len(q.Options)+1), append(e.owners, u)
			continue
		}
		for range q.Options {
			arities, e.owners = append(arities, 2), append(e.owners, u)
		}
	}
	e.space = mdd.New(arities, maxNodes, maxSteps)
	e.old, e.new = newSide(e, old, edits.OldSide), newSide(e, new, edits.NewSide)
	return e
}

// run fills in the comparison.
func (e *engine) run(ctx context.Context) error {
	err := e.space.Within(ctx, func() {
		e.at = "which questions are asked"
		e.old.build()
		e.new.build()
		e.possible()
		e.pairs()
	})
	if errors.Is(err, mdd.ErrTooLarge) {
		return &TooLargeError{e.at, err}
	}
	if err != nil {
		return err
	}
	return e.allRows(ctx)
}

// variables returns the variables of a question.
func (e *engine) variables(question int) []int {
	n := 1
	if q := &e.Union.Questions[question]; q.Many {
		n = len(q.Options)
	}
	out := make([]int, n)
	for i := range out {
		out[i] = e.first[question] + i
	}
	return out
}

// without returns where a question has no answer.
func (e *engine) without(question int) mdd.Ref {
	f := mdd.True
	for _, v := range slices.Backward(e.variables(question)) {
		f = e.space.And(e.space.In(v, mdd.Of(0)), f)
	}
	return f
}

// possible computes the cases: each question that a side asks has an answer that is possible on a
// side which asks it, any other one has none, and one side at least comes to a result.
func (e *engine) possible() {
	s := e.space
	e.cases = s.Not(s.And(e.old.ends, e.new.ends))
	for _, u := range slices.Backward(e.order) {
		e.at = fmt.Sprintf("the question %q", e.Union.Questions[u].ID.V)
		asked := s.Or(e.old.asked[u], e.new.asked[u])
		answered := s.Or(s.And(e.old.asked[u], e.old.takes(u)), s.And(e.new.asked[u], e.new.takes(u)))
		e.cases = s.And(e.cases, s.Or(answered, s.Diff(e.without(u), asked)))
	}
	e.both = s.Diff(e.cases, s.Or(e.old.ends, e.new.ends))
	e.Total = e.count(e.cases)
}
