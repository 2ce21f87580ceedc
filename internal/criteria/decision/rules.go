package decision

import "math"

// Rule is a path through a diagram: the answers that take it, and its result. Exactly one of a
// diagram's rules holds for complete answers.
type Rule struct {
	// Answers are indexed as [Diagram.Questions] is; nil means any answer, or that the question
	// isn't asked.
	Answers [][]Answer
	Result  int
}

// count sets the number of rules from each node on.
func (d *Diagram) count() {
	d.rules = make([]int, len(d.Nodes)+len(d.Ends))
	for i := range d.Ends {
		d.rules[len(d.Nodes)+i] = 1
	}
	for i := len(d.Nodes) - 1; i >= 0; i-- {
		for _, e := range d.Nodes[i].Edges {
			d.rules[i] = min(d.rules[i]+d.rules[e.To], math.MaxInt32)
		}
	}
}

// Count returns how many rules the diagram has; math.MaxInt32 means that many or more.
func (d *Diagram) Count() int { return d.rules[0] }

// Rules returns the rules in lexicographic order of their answers. A caller checks [Diagram.Count]
// first: there may be exponentially many.
func (d *Diagram) Rules() []Rule {
	columns := map[int]int{}
	for i, q := range d.Questions() {
		columns[q] = i
	}
	var rules []Rule
	path := make([][]Answer, len(columns))
	var visit func(node int)
	visit = func(node int) {
		if result, ok := d.IsEnd(node); ok {
			rules = append(rules, Rule{append([][]Answer(nil), path...), result})
			return
		}
		n := &d.Nodes[node]
		for _, e := range n.Edges {
			path[columns[n.Question]] = e.Answers
			visit(e.To)
		}
		path[columns[n.Question]] = nil
	}
	visit(0)
	return rules
}
