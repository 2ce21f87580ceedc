package explanation

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/symbolic"
)

// perQuestion is the cost of a change to a question. The rest of the cost is the distance to the
// new answer: the number of intervals up to it, or of boxes that change.
const perQuestion = 1 << 20

// impossible is the cost where there is no change.
const impossible = 1 << 40

// change returns the smallest change of given answers that makes a function true; nil if there is
// none. The function must be false for the given answers.
func (e *Explainer) change(given criteria.Answers, to mdd.Ref) Change {
	s := e.space
	from := e.Form.Values(given)
	to = s.And(to, e.valid)
	for q := range given {
		if e.Set.Questions[q].Many {
			to = s.And(to, e.Answered[q])
		}
	}
	whole, least := to, e.cost(to, from)
	if least >= impossible {
		return nil
	}
	// fix restricts the changes to those with a property, if some of them have the least cost.
	fix := func(property mdd.Ref) bool {
		f := s.And(to, property)
		if f != to && e.cost(f, from) != least {
			return false
		}
		to = f
		return true
	}
	var out Change
	for q := range e.Set.Questions {
		if same := e.same(q, from); fix(s.Not(same)) {
			out = append(out, e.changed(q, from, fix))
		} else {
			fix(same)
		}
	}
	e.widen(out, from, whole)
	return out
}

// changed returns the change of a question, the first of those that can be fixed.
func (e *Explainer) changed(question int, from []int, fix func(mdd.Ref) bool) Part {
	s, p := e.space, Part{Question: question}
	variables := e.Form.Variables(question)
	if !e.Set.Questions[question].Many {
		for o := range e.Set.Questions[question].Options {
			if fix(s.In(variables[0], mdd.Of(o+1))) {
				p.With = []int{o}
				break
			}
		}
		return p
	}
	for o, v := range variables {
		switch {
		case !fix(s.In(v, mdd.Of(1-from[v]))):
			fix(s.In(v, mdd.Of(from[v])))
		case from[v] == 0:
			p.With = append(p.With, o)
		default:
			p.Without = append(p.Without, o)
		}
	}
	return p
}

// same returns where a question has its value of an assignment.
func (e *Explainer) same(question int, values []int) mdd.Ref {
	f := mdd.True
	for _, v := range e.Form.Variables(question) {
		f = e.space.And(f, e.space.In(v, mdd.Of(values[v])))
	}
	return f
}

// cost returns the least cost of a change of an assignment that makes a function true, or at least
// [impossible].
func (e *Explainer) cost(f mdd.Ref, from []int) int {
	type state struct {
		mdd.Ref
		// changed reports whether boxes of the function's first question have changed already.
		changed bool
	}
	known := map[state]int{}
	var visit func(f mdd.Ref, changed int) int
	visit = func(f mdd.Ref, changed int) int {
		switch f {
		case mdd.True:
			return 0
		case mdd.False:
			return impossible
		}
		variable := e.space.Variable(f)
		field := e.Form.Field(variable)
		at := state{f, field.Question == changed}
		if c, ok := known[at]; ok {
			return c
		}
		e.space.Spend(e.space.Arity(variable))
		least := impossible
		for v := range e.space.Arity(variable) {
			own, now := 0, -1
			if v != from[variable] {
				own, now = e.step(field, from[variable], v), field.Question
				if !at.changed {
					own += perQuestion
				}
			} else if at.changed {
				now = field.Question
			}
			if own < impossible {
				least = min(least, own+visit(e.space.Child(f, v), now))
			}
		}
		known[at] = least
		return least
	}
	return visit(f, -1)
}

// step returns the distance between two values of a field: the number of intervals, 1 for a box
// and else 0. No change leads to no answer, or to one of readers who don't know.
func (e *Explainer) step(field symbolic.Field, from, to int) int {
	q := &e.Set.Questions[field.Question]
	switch {
	case field.Option >= 0 && to == 1 && q.Options[field.Option].Unsure:
		return impossible
	case field.Option >= 0:
		return 1
	case to == 0 || q.Options[to-1].Unsure:
		return impossible
	case q.Scale != nil && from > 0 && from <= len(q.Scale.Intervals) && to <= len(q.Scale.Intervals):
		return max(from-to, to-from)
	}
	return 0
}

// widen adds to each new answer those beside which the rest of a change leads to the same: to an
// interval the next ones, away from the answer before, to an option the alternatives.
func (e *Explainer) widen(c Change, from []int, to mdd.Ref) {
	for i := range c {
		p := &c[i]
		q := &e.Set.Questions[p.Question]
		if q.Many {
			continue
		}
		own := from[e.Form.Variables(p.Question)[0]] - 1
		try := func(o int) bool {
			before := p.With
			if o == own || q.Options[o].Unsure {
				return false
			}
			p.With = slices.Sorted(slices.Values(append(slices.Clone(before), o)))
			if !e.space.Implies(e.after(c, from), to) {
				p.With = before
				return false
			}
			return true
		}
		if q.Scale == nil {
			for o := range q.Options {
				if !slices.Contains(p.With, o) {
					try(o)
				}
			}
			continue
		}
		n := len(q.Scale.Intervals)
		if p.With[0] >= n {
			continue
		}
		for o := p.With[0] - 1; o >= 0 && try(o); o-- {
		}
		for o := p.With[len(p.With)-1] + 1; o < n && try(o); o++ {
		}
	}
}

// after returns the states of the form after a change of an assignment.
func (e *Explainer) after(c Change, from []int) mdd.Ref {
	s, f := e.space, mdd.True
	changed := map[int]mdd.Values{}
	for _, p := range c {
		variables := e.Form.Variables(p.Question)
		if !e.Set.Questions[p.Question].Many {
			changed[variables[0]] = options(p.With)
			continue
		}
		for _, o := range p.With {
			changed[variables[o]] = mdd.Of(1)
		}
		for _, o := range p.Without {
			changed[variables[o]] = mdd.Of(0)
		}
	}
	for v := s.Variables() - 1; v >= 0; v-- {
		values, ok := changed[v]
		if !ok {
			values = mdd.Of(from[v])
		}
		f = s.And(s.In(v, values), f)
	}
	return f
}
