// Package decision reduces a proven set to decision diagrams over complete answers, with the
// questions in the set's order, as they are drawn and written as decision tables. Answers are
// complete when every question that is asked has one; no condition is unknown then.
//
// A diagram is reduced: it has a question only where its answer still matters, and isomorphic parts
// are shared. The paths from its root to an end are the rules of a decision table: exactly one of
// them holds for complete answers.
package decision

import (
	"context"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/proof"
)

// None is the result where no outcome's condition holds, in the diagram of outcomes of a set that
// has gaps.
const None = -1

// The results of the diagram of an item.
const (
	In = iota
	Out
)

// Diagram decides between the results 0, 1, … and, in a set with gaps, [None]. Its nodes are in the
// order of their questions; the first is the root.
type Diagram struct {
	Nodes []Node
	// Ends are the results that occur, in ascending order; the node with the index len(Nodes)+i is
	// Ends[i].
	Ends []int
	// rules holds the number of paths from each node to an end.
	rules []int
}

// Node is a decision: a question whose answer matters.
type Node struct {
	Question int
	// Edges lead to distinct nodes. Every answer to the question takes exactly one of them.
	Edges []Edge
}

// Edge leads from one node to the next.
type Edge struct {
	// Answers are the answers that take the edge.
	Answers []Answer
	// To is the index of a node, or of an end.
	To int
}

// Answer is an answer to a question of type one, or a set of answers to one of type many.
type Answer struct {
	// With are the options that must be chosen, Without the options that mustn't be; any other
	// option of a question of type many may be either. For a question of type one With has one
	// option, and Without none.
	With, Without []int
}

// Decisions are the diagrams of a set. They are immutable. A diagram that is too large is nil.
type Decisions struct {
	Set *criteria.Set
	// Outcome decides between the outcomes.
	Outcome *Diagram
	// Verdicts decides, for each criterion, between the values of [criteria.Verdict].
	Verdicts []*Diagram
	// Items decides, for each outcome and each of its items, whether the item is part of the
	// result: [In] where the outcome is reached and the item's condition is true, else [Out]. It is
	// nil for an item without a condition, which is always part of its outcome.
	Items [][]*Diagram
	// Kinds holds, for each outcome, whether its answers meet the criteria that apply: Met, Unmet
	// or, where that depends or nothing applies, Open. It is nil where no outcome is Met, and where
	// it would take too long.
	Kinds []criteria.Verdict

	splits map[*Diagram]*Split
}

// Split returns how a diagram of d that has more than [SplitRules] rules is divided, or nil if it
// has fewer, no question divides it, or that would take too long.
func (d *Decisions) Split(of *Diagram) *Split { return d.splits[of] }

// Budgets.
const (
	// maxFunctionNodes bounds the nodes of all functions together; maxSteps the steps for building
	// the functions, and again for each diagram.
	maxFunctionNodes = 100_000
	maxSteps         = 3_000_000
	// maxTotalSteps bounds the steps for all diagrams together.
	maxTotalSteps = 6 * maxSteps
	// maxNodes bounds the nodes of a diagram, well above the size of a readable one, and maxAnswers
	// the sets of answers at one node.
	maxNodes   = 5_000
	maxAnswers = 500
	// maxSplit bounds the rules of a diagram that is split: larger ones are neither drawn nor
	// written as a table.
	maxSplit = 500
)

// New returns the diagrams of a proven set. A diagram that is too large is nil; all are nil if the
// set's functions are. It builds functions of its own, since the symbolic functions of the proof
// also cover unanswered questions and may have another variable order. The error is the context's,
// when it is done first.
func New(ctx context.Context, proven *proof.Set) (*Decisions, error) {
	set := proven.Criteria()
	d := &Decisions{Set: set, Verdicts: make([]*Diagram, len(set.Criteria)), splits: map[*Diagram]*Split{}}
	for _, q := range set.Questions {
		if len(q.Options) > mdd.MaxValues {
			return d, nil
		}
	}
	f := newFunctions(set)
	if err := f.space.Within(ctx, f.build); err != nil {
		return d, ctx.Err()
	}
	left := maxTotalSteps
	within := func(steps int, do func()) bool {
		allowed := min(left, steps)
		f.space.Limit(2*maxFunctionNodes, allowed)
		defer func() { left -= allowed - max(f.space.Left(), 0) }()
		return f.space.Within(ctx, do) == nil
	}
	diagram := func(results []mdd.Ref, rest int) (made *Diagram) {
		// An error means that the budget is exceeded, like a nil diagram.
		if !within(maxSteps, func() { made = f.diagram(results, rest) }) {
			return nil
		}
		return made
	}
	split := func(of *Diagram, results []mdd.Ref, rest int) {
		if of == nil || of.Count() <= SplitRules || of.Count() > maxSplit {
			return
		}
		var s *Split
		if within(maxSteps, func() { s = f.split(of, results, rest) }) && s != nil {
			d.splits[of] = s
		}
	}
	d.Outcome = diagram(f.outcomes, None)
	for c, verdicts := range f.verdicts {
		d.Verdicts[c] = diagram(verdicts[:], int(criteria.Pending))
	}
	if !within(maxSteps, func() { d.Kinds = f.kinds() }) {
		d.Kinds = nil
	}
	split(d.Outcome, f.outcomes, None)
	for c, verdicts := range f.verdicts {
		split(d.Verdicts[c], verdicts[:], int(criteria.Pending))
	}
	for o := range set.Outcomes {
		items := make([]*Diagram, len(set.Outcomes[o].Items))
		for i, item := range set.Outcomes[o].Items {
			if item.When == nil {
				continue
			}
			var in mdd.Ref
			if within(maxSteps, func() { in = f.space.And(f.outcomes[o], f.condition(item.When).yes) }) {
				items[i] = diagram([]mdd.Ref{in}, 1)
			}
		}
		d.Items = append(d.Items, items)
	}
	return d, ctx.Err()
}

// IsEnd reports whether a node is an end, and returns its result.
func (d *Diagram) IsEnd(node int) (result int, ok bool) {
	if node < len(d.Nodes) {
		return 0, false
	}
	return d.Ends[node-len(d.Nodes)], true
}

// Questions returns the questions that the diagram has nodes for, in order.
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
