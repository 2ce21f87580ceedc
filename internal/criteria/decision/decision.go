// Package decision holds what comes of complete answers as decision diagrams that put the
// questions in the order of their set: what people draw, and what they write as a table. Answers are
// complete when every question that is asked has one; nothing is unknown then.
//
// A diagram is reduced: a question stands in it only where its answer still matters, and cases that go
// on in the same way go on together. Its paths from the first question to an end are the rules of
// a decision table: exactly one of them holds for complete answers.
package decision

import (
	"context"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/proof"
)

// None is the result of a diagram of outcomes where no outcome's condition holds.
const None = -1

// Diagram decides between the results 0, 1, … and, perhaps, [None]. Its nodes are in the order of
// their questions; the first is where to start.
type Diagram struct {
	Nodes []Node
	// Ends are the results that there are, in order; the node len(Nodes)+i is Ends[i].
	Ends []int
	// rules are the numbers of paths from each node to an end.
	rules []int
}

// Node is a question whose answer matters.
type Node struct {
	Question int
	// Edges lead to different nodes. Every answer to the question takes exactly one of them.
	Edges []Edge
}

// Edge leads on from a node.
type Edge struct {
	// Answers are what the edge is taken for: any of them.
	Answers []Answer
	// To is the index of a node, or of an end.
	To int
}

// Answer is an answer to a question or, of one of type many, a kind of answers.
type Answer struct {
	// With are the options that are chosen, Without those that aren't; about others of a question of
	// type many nothing is said. A question of one answer has one With and no Without.
	With, Without []int
}

// Decisions are the diagrams of a set.
type Decisions struct {
	Set *criteria.Set
	// Outcome decides between the outcomes.
	Outcome *Diagram
	// Verdicts decides, for each criterion, between the values of [criteria.Verdict].
	Verdicts []*Diagram
}

// What diagrams may take.
const (
	// limit is how many nodes functions may have together, steps how many steps the functions may take, and
	// each of the diagrams.
	limit = 100_000
	steps = 3_000_000
	// all is how many steps the diagrams may take together.
	all = 6 * steps
	// drawn is how many nodes a diagram may have: more than anybody can look at. kinds is how many kinds of
	// answers may lead from one node to others.
	drawn = 5_000
	kinds = 500
)

// New returns the diagrams of a proven set. One that is too large is nil; they all are where the conditions
// of the set are. The error is the context's, when it is done first.
func New(ctx context.Context, proven *proof.Set) (*Decisions, error) {
	set := proven.Criteria()
	d := &Decisions{Set: set, Verdicts: make([]*Diagram, len(set.Criteria))}
	for _, q := range set.Questions {
		if len(q.Options) > mdd.MaxValues {
			return d, nil
		}
	}
	f := newFunctions(set)
	if err := f.space.Within(ctx, f.build); err != nil {
		return d, ctx.Err()
	}
	left := all
	diagram := func(results []mdd.Ref, rest int) (made *Diagram) {
		allowed := min(left, steps)
		f.space.Limit(2*limit, allowed)
		defer func() { left -= allowed - max(f.space.Left(), 0) }()
		// Its error says that there are too many nodes or steps, and so does a diagram that isn't made.
		if err := f.space.Within(ctx, func() { made = f.diagram(results, rest) }); err != nil {
			return nil
		}
		return made
	}
	d.Outcome = diagram(f.outcomes, None)
	for c, verdicts := range f.verdicts {
		d.Verdicts[c] = diagram(verdicts[:], int(criteria.Pending))
	}
	return d, ctx.Err()
}

// IsEnd tells whether a node is an end, and which result it is.
func (d *Diagram) IsEnd(node int) (result int, ok bool) {
	if node < len(d.Nodes) {
		return 0, false
	}
	return d.Ends[node-len(d.Nodes)], true
}

// Questions are those that matter, in order.
func (d *Diagram) Questions() []int {
	var out []int
	for _, n := range d.Nodes {
		if len(out) == 0 || out[len(out)-1] != n.Question {
			out = append(out, n.Question)
		}
	}
	return out
}

// At returns the result for complete answers.
func (d *Diagram) At(answers criteria.Answers) int {
	node := 0
	for node < len(d.Nodes) {
		node = d.Nodes[node].next(answers)
	}
	return d.Ends[node-len(d.Nodes)]
}

func (n *Node) next(answers criteria.Answers) int {
	for _, e := range n.Edges {
		for _, a := range e.Answers {
			if a.Fits(answers[n.Question]) {
				return e.To
			}
		}
	}
	panic("decision: answers that aren't complete")
}
