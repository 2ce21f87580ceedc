package decision

import "math"

// Rule is a path through a diagram: for what answers it is taken, and what comes out. Exactly one of a
// diagram's rules holds for complete answers.
type Rule struct {
	// Answers are by the diagram's questions, as [Diagram.Questions] lists them; nil where the question
	// isn't asked, or whatever is answered is the same.
	Answers [][]Answer
	Result  int
}

// count finds how many rules there are from each node on.
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

// Rules returns the rules, in the order of the answers: those with the first option of the first
// question come first.
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
