package decision

import (
	"encoding/binary"
	"slices"

	"baken.example/baken/internal/criteria/mdd"
)

// Fits reports whether the chosen options are one of the answers in a.
func (a *Answer) Fits(chosen []int) bool {
	for _, o := range a.With {
		if !slices.Contains(chosen, o) {
			return false
		}
	}
	for _, o := range a.Without {
		if slices.Contains(chosen, o) {
			return false
		}
	}
	return true
}

// reduction builds a diagram from functions of which at most one is true anywhere.
type reduction struct {
	*functions
	// rest is the result where none is true.
	rest int
	// nodes memoizes the states, by the references of their functions.
	nodes map[string]*state
	// inner are the states with a question, ends the states with a result.
	inner, ends []*state
}

// state is a node under construction: the cofactors of the functions for the answers so far.
type state struct {
	refs     []mdd.Ref
	question int
	result   int
	edges    []step
	index    int
	// answers counts the sets of answers.
	answers int
}

// step is an edge under construction.
type step struct {
	answers []Answer
	to      *state
}

// diagram returns the diagram of functions, or nil when it is too large.
func (f *functions) diagram(results []mdd.Ref, rest int) *Diagram {
	r := reduction{functions: f, rest: rest, nodes: map[string]*state{}}
	if r.visit(results) == nil {
		return nil
	}
	return r.finish()
}

// finish returns the diagram of the states with a question and of the ends.
func (r *reduction) finish() *Diagram {
	// The order of discovery, depth first, is kept within a question.
	slices.SortStableFunc(r.inner, func(a, b *state) int { return a.question - b.question })
	slices.SortFunc(r.ends, func(a, b *state) int { return a.result - b.result })
	d := &Diagram{}
	for i, s := range append(slices.Clone(r.inner), r.ends...) {
		s.index = i
	}
	for _, s := range r.ends {
		d.Ends = append(d.Ends, s.result)
	}
	for _, s := range r.inner {
		node := Node{Question: s.question}
		for _, e := range s.edges {
			node.Edges = append(node.Edges, Edge{e.answers, e.to.index})
		}
		d.Nodes = append(d.Nodes, node)
	}
	d.count()
	return d
}

// visit returns the state with the functions refs, or nil when the diagram is too large.
func (r *reduction) visit(refs []mdd.Ref) *state {
	r.space.Spend(1 + len(refs))
	key := make([]byte, 0, 4*len(refs))
	for _, f := range refs {
		key = binary.LittleEndian.AppendUint32(key, uint32(f))
	}
	if s, ok := r.nodes[string(key)]; ok {
		return s
	}
	if len(r.nodes) > maxNodes {
		return nil
	}
	s := &state{refs: refs, result: r.rest}
	r.nodes[string(key)] = s
	variable := r.variable(refs)
	if variable == r.space.Variables() {
		if i := slices.Index(refs, mdd.True); i >= 0 {
			s.result = i
		}
		r.ends = append(r.ends, s)
		return s
	}
	s.question = r.questionOf(variable)
	if !r.expand(s) {
		return nil
	}
	if len(s.edges) == 1 {
		// The functions differ for invalid answers only.
		r.nodes[string(key)] = s.edges[0].to
		return s.edges[0].to
	}
	r.inner = append(r.inner, s)
	return s
}

// variable returns the first variable that one of the functions depends on.
func (r *reduction) variable(refs []mdd.Ref) int {
	v := r.space.Variables()
	for _, f := range refs {
		v = min(v, r.space.Variable(f))
	}
	return v
}

func (r *reduction) questionOf(variable int) int {
	q, ok := slices.BinarySearch(r.first, variable)
	if !ok {
		q--
	}
	return q
}

// expand adds the edges of a state. It returns false when there are too many.
func (r *reduction) expand(s *state) bool {
	if !r.set.Questions[s.question].Many {
		for o := range r.set.Questions[s.question].Options {
			if !r.step(s, Answer{With: []int{o}}, r.cofactors(s.refs, r.first[s.question], o)) {
				return false
			}
		}
		return true
	}
	if !r.boxes(s, s.refs, r.answer[s.question], Answer{}) {
		return false
	}
	for i := range s.edges {
		s.edges[i].answers = r.simplify(s.question, s.edges[i].answers)
	}
	return true
}

// boxes branches on the boxes of a question of type many that the functions depend on. valid is the
// function of the boxes that may still be ticked.
func (r *reduction) boxes(s *state, refs []mdd.Ref, valid mdd.Ref, a Answer) bool {
	variable := r.variable(refs)
	if variable >= r.first[s.question+1] {
		return r.step(s, a, refs)
	}
	// The functions don't depend on the boxes before this one, so either value may make valid true.
	for v := r.space.Variable(valid); v < variable; v = r.space.Variable(valid) {
		valid = r.space.Or(r.space.Child(valid, 0), r.space.Child(valid, 1))
	}
	option := variable - r.first[s.question]
	can := [2]mdd.Ref{r.space.Cofactor(valid, variable, 0), r.space.Cofactor(valid, variable, 1)}
	for _, ticked := range []int{1, 0} {
		if can[ticked] == mdd.False {
			continue
		}
		next := Answer{With: slices.Clone(a.With), Without: slices.Clone(a.Without)}
		switch {
		case can[1-ticked] == mdd.False: // implied by the earlier boxes
		case ticked == 1:
			next.With = append(next.With, option)
		default:
			next.Without = append(next.Without, option)
		}
		if !r.boxes(s, r.cofactors(refs, variable, ticked), can[ticked], next) {
			return false
		}
	}
	return true
}

func (r *reduction) cofactors(refs []mdd.Ref, variable, value int) []mdd.Ref {
	r.space.Spend(1 + len(refs))
	out := make([]mdd.Ref, len(refs))
	for i, f := range refs {
		out[i] = r.space.Cofactor(f, variable, value)
	}
	return out
}

// step adds an edge for an answer, or the answer to the edge to the same state. It returns false
// when the diagram is too large.
func (r *reduction) step(s *state, a Answer, refs []mdd.Ref) bool {
	if s.answers++; s.answers > maxAnswers {
		return false
	}
	to := r.visit(refs)
	if to == nil {
		return false
	}
	for i := range s.edges {
		if s.edges[i].to == to {
			s.edges[i].answers = append(s.edges[i].answers, a)
			return true
		}
	}
	s.edges = append(s.edges, step{[]Answer{a}, to})
	return true
}

// simplify returns an equivalent of answers to a question of type many that is as short as
// possible.
func (r *reduction) simplify(question int, answers []Answer) []Answer {
	return Boxes{r.space, r.first[question], r.answer[question], r.set.Questions[question].Options}.Simplify(answers)
}
