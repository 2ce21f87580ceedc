// Package rails turns a set of criteria into functions of what a form can hold: for each condition
// two, where it is true and where it is false (dual rails); where neither is, it is unknown. "Not
// answered" is a value like any other, and so are answers to questions that are no longer
// asked: a function says what a set means for every state of the form there is.
package rails

import (
	"errors"
	"fmt"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diagram"
)

// Pair is a three-valued function: where it is true and where it is false.
type Pair struct{ True, False diagram.Ref }

// Rails are the functions of a set. They are functions of its [Form].
type Rails struct {
	Set  *criteria.Set
	Form Form
	// Space holds the functions.
	Space *diagram.Space
	// Asked tells, by question, whether its ask is true or false.
	Asked []Pair
	// Answered is where a question has an answer, asked or not.
	Answered []diagram.Ref
	// Verdicts are where a criterion has a verdict, by criterion and [criteria.Verdict].
	Verdicts [][5]diagram.Ref
	// Met and Unmet are the rails of a criterion's conditions, where it applies.
	Met, Unmet []Pair
	// When are the rails of an outcome's condition.
	When []Pair
	// Reached is where an outcome is the result.
	Reached []diagram.Ref
	// Stopped is where asking has stopped.
	Stopped diagram.Ref
	// Shown is where a question is put: it is asked, and, once asking has stopped, answered.
	Shown []diagram.Ref
}

// TooLargeError says which condition needs more nodes than there may be.
type TooLargeError struct {
	// Source is the condition; its position is zero when no condition in particular is to blame.
	Source content.Text
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("condition %q: %v", e.Source.V, diagram.ErrTooLarge)
}

func (e *TooLargeError) Unwrap() error { return diagram.ErrTooLarge }

// maxNodes is how many nodes the functions of a set may have, before anything is asked of them. A second
// makes some two million.
const maxNodes = 400_000

// New returns the functions of a set, in an order of the questions in which they are small. The error is a
// [TooLargeError].
func New(set *criteria.Set) (*Rails, error) {
	asWritten := identity(len(set.Questions))
	// Most sets are small in the order in which people wrote them.
	r, err := inOrder(set, asWritten, maxNodes/8)
	if err == nil {
		return r, nil
	}
	near, err := inOrder(set, neighbours(set), maxNodes)
	if err == nil {
		return near, nil
	}
	return inOrder(set, asWritten, maxNodes)
}

// InOrder returns the functions of a set in the order of its questions. The error is a [TooLargeError].
func InOrder(set *criteria.Set) (*Rails, error) {
	return inOrder(set, identity(len(set.Questions)), maxNodes)
}

func inOrder(set *criteria.Set, order []int, limit int) (*Rails, error) {
	b := builder{Rails: &Rails{Set: set, Form: newForm(set, order)}}
	b.Space = diagram.New(b.Form.arities, limit)
	if err := b.Space.Within(b.build); err != nil {
		return nil, &TooLargeError{b.current}
	}
	b.Space.Limit(4 * maxNodes)
	return b.Rails, nil
}

// Within calls f, which makes functions of the rails' space, and returns an error when there are
// too many.
func (r *Rails) Within(f func()) error {
	if err := r.Space.Within(f); errors.Is(err, diagram.ErrTooLarge) {
		return &TooLargeError{}
	}
	return nil
}

// Pending is where a criterion has no verdict yet.
func (r *Rails) Pending(criterion int) diagram.Ref { return r.Verdicts[criterion][criteria.Pending] }

// None is where no outcome is reached.
func (r *Rails) None() diagram.Ref { return r.Space.Not(r.Space.Or(r.Reached...)) }

// Complete is where every question that is asked has an answer.
func (r *Rails) Complete() diagram.Ref {
	s := r.Space
	f := diagram.True
	for q := range r.Set.Questions {
		f = s.And(f, s.Or(r.Asked[q].False, s.And(r.Asked[q].True, r.Answered[q])))
	}
	return f
}

// builder makes the rails; current is the condition that it is at.
type builder struct {
	*Rails
	current content.Text
}

func (b *builder) build() {
	s, set := b.Space, b.Set
	for q := range set.Questions {
		b.Answered = append(b.Answered, b.Form.answered(s, q))
		b.Asked = append(b.Asked, b.condition(set.Questions[q].Ask, true))
	}
	for c := range set.Criteria {
		b.criterion(&set.Criteria[c])
	}
	open := diagram.True // every earlier outcome's condition is false
	for _, o := range set.Outcomes {
		when := b.condition(o.When, true)
		b.When = append(b.When, when)
		b.Reached = append(b.Reached, s.And(open, when.True))
		open = s.And(open, when.False)
	}
	b.current = content.Text{}
	b.Stopped = s.Or(b.Reached...)
	for c := range set.Criteria {
		b.Stopped = s.Diff(b.Stopped, b.Pending(c))
	}
	for q := range set.Questions {
		// Once asking has stopped, only what was answered stays.
		late := s.Diff(b.Stopped, b.Answered[q])
		b.Shown = append(b.Shown, s.Diff(b.Asked[q].True, late))
	}
}

func (b *builder) criterion(c *criteria.Criterion) {
	s := b.Space
	applies := b.condition(c.Applies, true)
	met, unmet := b.condition(c.Met, false), b.condition(c.Unmet, false)
	both := func(f Pair) Pair { return Pair{s.And(applies.True, f.True), s.And(applies.True, f.False)} }
	b.Met, b.Unmet = append(b.Met, both(met)), append(b.Unmet, both(unmet))
	var v [5]diagram.Ref
	v[criteria.NotApplicable] = applies.False
	v[criteria.Met] = s.And(applies.True, met.True)
	v[criteria.Unmet] = s.Diff(s.And(applies.True, unmet.True), met.True)
	v[criteria.Open] = s.And(applies.True, met.False, unmet.False)
	v[criteria.Pending] = s.Not(s.Or(v[:]...))
	b.Verdicts = append(b.Verdicts, v)
}

// condition returns the rails of a condition, or those of a constant where there is none.
func (b *builder) condition(c *criteria.Condition, otherwise bool) Pair {
	if c == nil {
		if otherwise {
			return Pair{diagram.True, diagram.False}
		}
		return Pair{diagram.False, diagram.True}
	}
	b.current = c.Source
	return b.expression(c.Root)
}

func (b *builder) expression(e criteria.Expr) Pair {
	s := b.Space
	switch e := e.(type) {
	case criteria.And:
		out := Pair{diagram.True, diagram.False}
		for _, t := range e.Terms {
			p := b.expression(t)
			out = Pair{s.And(out.True, p.True), s.Or(out.False, p.False)}
		}
		return out
	case criteria.Or:
		out := Pair{diagram.False, diagram.True}
		for _, t := range e.Terms {
			p := b.expression(t)
			out = Pair{s.Or(out.True, p.True), s.And(out.False, p.False)}
		}
		return out
	case criteria.Not:
		p := b.expression(e.X)
		return Pair{p.False, p.True}
	case criteria.Is:
		var chosen []diagram.Ref
		for _, o := range e.Options {
			chosen = append(chosen, b.Form.chosen(s, e.Question, o))
		}
		return b.comparison(e.Question, s.Or(chosen...))
	case criteria.Has:
		return b.comparison(e.Question, b.Form.chosen(s, e.Question, e.Option))
	case criteria.Answered:
		asked := b.Asked[e.Question]
		return Pair{s.And(asked.True, b.Answered[e.Question]), asked.False}
	case criteria.VerdictIs:
		named := diagram.False
		for _, v := range e.Verdicts {
			named = s.Or(named, b.Verdicts[e.Criterion][v])
		}
		return Pair{named, s.Not(s.Or(named, b.Pending(e.Criterion)))}
	}
	panic(fmt.Sprintf("a condition of type %T", e))
}

// comparison is a comparison with a question, given where the form holds one of the answers compared with.
func (b *builder) comparison(question int, holds diagram.Ref) Pair {
	s := b.Space
	asked := b.Asked[question]
	settled := s.And(asked.True, b.Answered[question])
	return Pair{s.And(settled, holds), s.Or(asked.False, s.Diff(settled, holds))}
}
