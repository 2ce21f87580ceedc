package diff

import (
	"context"
	"errors"
	"slices"

	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/mdd"
)

// allRows adds the rows of all pairs. A pair whose rows take too many steps has none.
func (e *engine) allRows(ctx context.Context) error {
	var all []*Cases
	for i := range e.Outcomes {
		all = append(all, &e.Outcomes[i].Cases)
	}
	for i := range e.Criteria {
		for j := range e.Criteria[i].Pairs {
			all = append(all, &e.Criteria[i].Pairs[j].Cases)
		}
	}
	for i := range e.Items {
		for j := range e.Items[i].Pairs {
			all = append(all, &e.Items[i].Pairs[j].Cases)
		}
	}
	for i := range e.Asked {
		for j := range e.Asked[i].Pairs {
			all = append(all, &e.Asked[i].Pairs[j].Cases)
		}
	}
	left := maxAllRowSteps
	for _, c := range all {
		steps := min(maxRowSteps, left)
		if steps <= 0 {
			return nil
		}
		e.space.Limit(e.space.Nodes()+maxRowNodes, steps)
		err := e.space.Within(ctx, func() { c.Rows = e.rows(c.f) })
		left -= steps - max(e.space.Left(), 0)
		if err != nil && !errors.Is(err, mdd.ErrTooLarge) {
			return err
		}
	}
	return nil
}

// rows returns the cases of a function as rows, or nil if there are more than MaxRows.
func (e *engine) rows(f mdd.Ref) []Row {
	r := rower{engine: e, simple: map[[2]mdd.Ref]mdd.Ref{}}
	if !r.visit(r.simplify(f, e.cases), e.cases, nil) {
		return nil
	}
	for i, row := range r.rows {
		r.rows[i] = r.tighten(row)
	}
	return r.rows
}

// rower makes rows. Beside a function goes the care set: the cases for which the function has to be
// right. Both are cofactors for the same answers.
type rower struct {
	*engine
	simple map[[2]mdd.Ref]mdd.Ref
	rows   []Row
}

// simplify returns a function that equals f within the care set, with few paths: answers after
// which the functions agree, wherever both are cared for, share what follows (sibling substitution,
// after Coudert and Madre's restrict).
func (r *rower) simplify(f, care mdd.Ref) mdd.Ref {
	s := r.space
	switch {
	case f <= mdd.True:
		return f
	case s.And(f, care) == mdd.False:
		return mdd.False
	case s.Diff(care, f) == mdd.False:
		return mdd.True
	}
	key := [2]mdd.Ref{f, care}
	if g, ok := r.simple[key]; ok {
		return g
	}
	variable := min(s.Variable(f), s.Variable(care))
	groups, values := r.siblings(f, care, variable)
	s.Spend(s.Arity(variable))
	made := make([]mdd.Ref, len(groups))
	for i, g := range groups {
		made[i] = r.simplify(g.f, g.care)
	}
	children := make([]mdd.Ref, s.Arity(variable))
	for v, g := range values {
		children[v] = made[max(g, 0)] // Any one will do for a value that isn't cared for.
	}
	out := r.node(variable, children)
	r.simple[key] = out
	return out
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
	r.space.Spend(1)
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

// boxes adds the edges of a question of type many: that it isn't asked, and a path through its
// boxes for each answer.
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

// tighten returns a row with the same cases as short as it can be: without the cells that the other
// ones imply, and in each cell only answers that occur.
func (r *rower) tighten(row Row) Row {
	s := r.space
	within := func(row Row) mdd.Ref {
		f := r.cases
		for _, cell := range row {
			f = s.And(f, r.allowed(cell))
		}
		return f
	}
	cases := within(row)
	for i := len(row) - 1; i >= 0; i-- {
		if less := slices.Delete(slices.Clone(row), i, i+1); within(less) == cases {
			row = less
		}
	}
	for i, cell := range row {
		none := r.without(cell.Question)
		row[i].NotAsked = cell.NotAsked && s.And(cases, none) != mdd.False
		occurs := func(a decision.Answer) bool {
			return s.And(cases, s.Diff(r.answer(cell.Question, a), none)) != mdd.False
		}
		row[i].Answers = slices.DeleteFunc(slices.Clone(cell.Answers), func(a decision.Answer) bool { return !occurs(a) })
	}
	slices.SortFunc(row, func(a, b Cell) int { return a.Question - b.Question })
	return row
}

// allowed returns where a cell allows the answer.
func (r *rower) allowed(cell Cell) mdd.Ref {
	s, none := r.space, r.without(cell.Question)
	f := mdd.False
	for _, a := range cell.Answers {
		f = s.Or(f, r.answer(cell.Question, a))
	}
	f = s.Diff(f, none)
	if cell.NotAsked {
		f = s.Or(f, none)
	}
	return f
}

// answer returns where a question has an answer or, for one of type many, perhaps none.
func (r *rower) answer(question int, a decision.Answer) mdd.Ref {
	s, first := r.space, r.first[question]
	if !r.Union.Questions[question].Many {
		return s.In(first, mdd.Of(a.With[0]+1))
	}
	f := mdd.True
	for _, o := range a.With {
		f = s.And(f, s.In(first+o, mdd.Of(1)))
	}
	for _, o := range a.Without {
		f = s.And(f, s.In(first+o, mdd.Of(0)))
	}
	return f
}
