package diff

import (
	"slices"

	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/mdd"
)

// rows returns the cases of a function as rows, or nil if there are more than MaxRows or they take
// too many steps.
func (e *engine) rows(f mdd.Ref) (out []Row) {
	if e.rowSteps <= 0 {
		return nil
	}
	r := rower{engine: e, simple: map[[2]mdd.Ref]mdd.Ref{}, left: min(maxRowSteps, e.rowSteps)}
	before := r.left
	defer func() { e.rowSteps -= before - max(r.left, 0) }()
	g, ok := r.simplify(f, e.cases)
	if !ok || !r.visit(g, e.cases, nil) {
		return nil
	}
	for _, row := range r.rows {
		slices.SortFunc(row, func(a, b Cell) int { return a.Question - b.Question })
	}
	return r.rows
}

// rower makes rows. Beside a function goes the care set: the cases for which the function has to be
// right. Both are cofactors for the same answers.
type rower struct {
	*engine
	simple map[[2]mdd.Ref]mdd.Ref
	// left is the number of steps left.
	left int
	rows []Row
}

// spend counts steps, and reports whether there are any left.
func (r *rower) spend(steps int) bool {
	r.left -= steps
	return r.left > 0
}

// simplify returns a function that equals f within the care set, with few paths: answers after which
// the functions agree, wherever both are cared for, share what follows (sibling substitution, after
// Coudert and Madre's restrict). It is false when it takes too many steps.
func (r *rower) simplify(f, care mdd.Ref) (out mdd.Ref, ok bool) {
	s := r.space
	switch {
	case f <= mdd.True:
		return f, true
	case s.And(f, care) == mdd.False:
		return mdd.False, true
	case s.Diff(care, f) == mdd.False:
		return mdd.True, true
	}
	key := [2]mdd.Ref{f, care}
	if g, ok := r.simple[key]; ok {
		return g, true
	}
	variable := min(s.Variable(f), s.Variable(care))
	groups, values := r.siblings(f, care, variable)
	if !r.spend(s.Arity(variable) + len(groups)*len(groups)) {
		return mdd.False, false
	}
	if len(groups) == 1 {
		if out, ok = r.simplify(groups[0].f, groups[0].care); ok {
			r.simple[key] = out
		}
		return out, ok
	}
	made := make([]mdd.Ref, len(groups))
	for i, g := range groups {
		if made[i], ok = r.simplify(g.f, g.care); !ok {
			return mdd.False, false
		}
	}
	children := make([]mdd.Ref, s.Arity(variable))
	for v, g := range values {
		children[v] = made[max(g, 0)] // Any one will do for a value that isn't cared for.
	}
	out = r.node(variable, children)
	r.simple[key] = out
	return out, true
}

// sibling is a function and its care set, for some values of a variable.
type sibling struct{ f, care mdd.Ref }

// siblings divides the values of a variable into groups after which the functions agree. groups are
// the functions, values the group of each value, or -1 for one that isn't cared for.
func (r *rower) siblings(f, care mdd.Ref, variable int) (groups []sibling, values []int) {
	s := r.space
	values = make([]int, s.Arity(variable))
	for v := range values {
		values[v] = -1
		own := sibling{s.Cofactor(f, variable, v), s.Cofactor(care, variable, v)}
		if own.care == mdd.False {
			continue
		}
		own.f = s.And(own.f, own.care)
		for i, g := range groups {
			if s.And(s.Diff(own.f, g.f), g.care) != mdd.False || s.And(s.Diff(g.f, own.f), own.care) != mdd.False {
				continue
			}
			groups[i] = sibling{s.Or(g.f, own.f), s.Or(g.care, own.care)}
			values[v] = i
			break
		}
		if values[v] < 0 {
			groups, values[v] = append(groups, own), len(groups)
		}
	}
	return groups, values
}

// visit adds a row for each path of f to true that is cared for; row holds the cells before it. It
// returns false when there are too many.
func (r *rower) visit(f, care mdd.Ref, row Row) bool {
	if !r.spend(1) {
		return false
	}
	switch {
	case f == mdd.False || care == mdd.False:
		return true
	case f == mdd.True:
		r.rows = append(r.rows, slices.Clone(row))
		return len(r.rows) <= MaxRows
	}
	question := r.owners[r.space.Variable(f)]
	first := r.first[question]
	care = r.from(care, first)
	if care == mdd.False {
		return true
	}
	q := &r.Union.Questions[question]
	var edges []edge
	if q.Many {
		r.boxes(&edges, f, care, question)
	} else {
		for v := range r.space.Arity(first) {
			r.edge(&edges, r.space.Cofactor(f, first, v), r.space.Cofactor(care, first, v), v > 0, decision.Answer{With: []int{v - 1}})
		}
	}
	for _, e := range edges {
		next := row
		if len(edges) > 1 {
			next = append(slices.Clone(row), Cell{question, e.answers, e.notAsked})
		}
		if !r.visit(e.f, e.care, next) {
			return false
		}
	}
	return true
}

// from returns a care set as a function of the variables from one on: where some values of the
// earlier ones are cared for.
func (r *rower) from(care mdd.Ref, variable int) mdd.Ref {
	s := r.space
	if s.Variable(care) >= variable {
		return care
	}
	var before []int
	for v := s.Variable(care); v < variable; v++ {
		before = append(before, v)
	}
	return s.Exists(care, before...)
}

// edge is a number of answers to a question, and the function and the care set after them.
type edge struct {
	f, care  mdd.Ref
	answers  []decision.Answer
	notAsked bool
}

// edge adds an answer, or that the question isn't asked, to the edge to the same function, or a new
// one, if it is cared for.
func (r *rower) edge(edges *[]edge, f, care mdd.Ref, answered bool, a decision.Answer) {
	if care == mdd.False {
		return
	}
	at := slices.IndexFunc(*edges, func(e edge) bool { return e.f == f })
	if at < 0 {
		*edges, at = append(*edges, edge{f: f, care: mdd.False}), len(*edges)
	}
	e := &(*edges)[at]
	e.care = r.space.Or(e.care, care)
	if answered {
		e.answers = append(e.answers, a)
	} else {
		e.notAsked = true
	}
}

// boxes adds the edges of a question of type many: that it isn't asked, and a path through its boxes
// for each answer.
func (r *rower) boxes(edges *[]edge, f, care mdd.Ref, question int) {
	s := r.space
	none, noneCare := f, care
	for _, v := range r.variables(question) {
		none, noneCare = s.Cofactor(none, v, 0), s.Cofactor(noneCare, v, 0)
	}
	r.edge(edges, none, noneCare, false, decision.Answer{})
	r.branch(edges, f, s.Diff(care, r.without(question)), question, decision.Answer{})
	for i, e := range *edges {
		(*edges)[i].answers = r.answers(question).Simplify(e.answers)
	}
}

// branch branches on the boxes that a function depends on.
func (r *rower) branch(edges *[]edge, f, care mdd.Ref, question int, a decision.Answer) {
	s, first := r.space, r.first[question]
	variable := min(s.Variable(f), first+len(r.Union.Questions[question].Options))
	if care = r.from(care, variable); care == mdd.False {
		return
	}
	if s.Variable(f) > variable || variable == s.Variables() || r.owners[variable] != question {
		r.edge(edges, f, care, true, a)
		return
	}
	for _, ticked := range []int{1, 0} {
		next := decision.Answer{With: slices.Clone(a.With), Without: slices.Clone(a.Without)}
		if ticked == 1 {
			next.With = append(next.With, variable-first)
		} else {
			next.Without = append(next.Without, variable-first)
		}
		r.branch(edges, s.Child(f, ticked), s.Cofactor(care, variable, ticked), question, next)
	}
}

// answers returns the boxes of a question of type many, as both sides take them.
func (r *rower) answers(question int) decision.Boxes {
	s := r.space
	b := decision.Boxes{
		Space: s, First: r.first[question], Valid: s.Or(r.old.takes(question), r.new.takes(question)),
		Options: slices.Clone(r.Union.Questions[question].Options),
	}
	for o := range b.Options {
		b.Options[o].Exclusive = r.old.alone(question, o) && r.new.alone(question, o)
	}
	return b
}
