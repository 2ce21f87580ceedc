// Package symbolic turns a set of criteria into functions of what a form can hold: for each condition
// two, where it is true and where it is false (dual rails); where neither is, it is unknown. "Not
// answered" is a value like any other, and so are answers to questions that are no longer
// asked: a function says what a set means for every state of the form there is.
package symbolic

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
)

// Pair is a three-valued function: where it is true and where it is false.
type Pair struct{ True, False mdd.Ref }

// Functions are the functions of a set. They are functions of its [Form].
type Functions struct {
	Set  *criteria.Set
	Form Form
	// Space holds the functions.
	Space *mdd.Space
	// Asked tells, by question, whether its ask is true or false.
	Asked []Pair
	// Answered is where a question has an answer, asked or not.
	Answered []mdd.Ref
	// Verdicts are where a criterion has a verdict, by criterion and [criteria.Verdict].
	Verdicts [][5]mdd.Ref
	// Met and Unmet are the rails of a criterion's conditions, where it applies.
	Met, Unmet []Pair
	// When are the rails of an outcome's condition.
	When []Pair
	// Reached is where an outcome is the result.
	Reached []mdd.Ref
	// Stopped is where asking has stopped.
	Stopped mdd.Ref
	// Shown is where a question is put: it is asked, and, once asking has stopped, answered.
	Shown []mdd.Ref
	// None is where no outcome is reached.
	None mdd.Ref
	// Derivations says how functions were made of others, which is often a short way to write them.
	Derivations map[mdd.Ref][]Derivation
}

// Derivation is one way in which a function was made: as the conjunction or the disjunction of others.
type Derivation struct {
	And bool
	Of  []mdd.Ref
}

// TooLargeError says which condition needs more nodes than there may be.
type TooLargeError struct {
	// Source is the condition; its position is zero when no condition in particular is to blame.
	Source content.Text
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("condition %q: %v", e.Source.V, mdd.ErrTooLarge)
}

func (e *TooLargeError) Unwrap() error { return mdd.ErrTooLarge }

const (
	// maxNodes is how many nodes the functions of a set may have, before anything is asked of them.
	maxNodes = 400_000
	// maxSteps is how many steps may be taken to make them in one order, and askSteps to answer what is
	// asked of them then, in each call of [Rails.Within]. A second has some ten million.
	maxSteps = 8_000_000
	askSteps = 24_000_000
)

// New returns the functions of a set, in an order of the questions in which they are small. The error is a
// [TooLargeError], or the context's.
func New(ctx context.Context, set *criteria.Set) (*Functions, error) {
	fileOrder := identity(len(set.Questions))
	// Most sets are small in the order in which people wrote them.
	r, err := inOrder(ctx, set, fileOrder, maxNodes/8)
	if err == nil || ctx.Err() != nil {
		return r, err
	}
	grouped, err := inOrder(ctx, set, forceOrder(set), maxNodes)
	if err == nil || ctx.Err() != nil {
		return grouped, err
	}
	return inOrder(ctx, set, fileOrder, maxNodes)
}

// InOrder returns the functions of a set in the order of its questions. The error is that of [New].
func InOrder(ctx context.Context, set *criteria.Set) (*Functions, error) {
	return inOrder(ctx, set, identity(len(set.Questions)), maxNodes)
}

func inOrder(ctx context.Context, set *criteria.Set, order []int, limit int) (*Functions, error) {
	b := builder{Functions: &Functions{Set: set, Form: newForm(set, order), Derivations: map[mdd.Ref][]Derivation{}}}
	b.Space = mdd.New(b.Form.arities, limit, maxSteps)
	if err := b.Space.Within(ctx, b.build); errors.Is(err, mdd.ErrTooLarge) {
		return nil, &TooLargeError{b.current}
	} else if err != nil {
		return nil, err
	}
	return b.Functions, nil
}

// Clone returns a copy whose space may be extended without any effect on f's.
func (r *Functions) Clone() *Functions {
	c := *r
	c.Space = r.Space.Clone()
	return &c
}

// Within calls f, which makes functions of the rails' space, and returns a [TooLargeError] when there are
// too many or they take too many steps, and the context's error when that is done first.
func (r *Functions) Within(ctx context.Context, f func()) error {
	r.Space.Limit(3*maxNodes, askSteps)
	if err := r.Space.Within(ctx, f); errors.Is(err, mdd.ErrTooLarge) {
		return &TooLargeError{}
	} else if err != nil {
		return err
	}
	return nil
}

// Pending is where a criterion has no verdict yet.
func (r *Functions) Pending(criterion int) mdd.Ref { return r.Verdicts[criterion][criteria.Pending] }

// Complete is where every question that is asked has an answer.
func (r *Functions) Complete() mdd.Ref {
	s := r.Space
	f := mdd.True
	for q := range r.Set.Questions {
		f = s.And(f, s.Or(r.Asked[q].False, s.And(r.Asked[q].True, r.Answered[q])))
	}
	return f
}

// builder makes the rails; current is the condition that it is at.
type builder struct {
	*Functions
	current content.Text
}

func (b *builder) and(fs ...mdd.Ref) mdd.Ref { return b.derived(b.Space.And(fs...), true, fs) }
func (b *builder) or(fs ...mdd.Ref) mdd.Ref  { return b.derived(b.Space.Or(fs...), false, fs) }

// diff is where f is true and g isn't.
func (b *builder) diff(f, g mdd.Ref) mdd.Ref { return b.and(f, b.Space.Not(g)) }

// maxDerivations is how many ways in which one function was made are noted.
const maxDerivations = 8

// derived notes how a function was derived.
func (b *builder) derived(f mdd.Ref, and bool, of []mdd.Ref) mdd.Ref {
	if f <= mdd.True || len(of) < 2 || slices.Contains(of, f) || len(b.Derivations[f]) == maxDerivations {
		return f
	}
	for _, m := range b.Derivations[f] {
		if m.And == and && slices.Equal(m.Of, of) {
			return f
		}
	}
	b.Derivations[f] = append(b.Derivations[f], Derivation{and, slices.Clone(of)})
	return f
}

func (b *builder) build() {
	set := b.Set
	for q := range set.Questions {
		b.Answered = append(b.Answered, b.Form.answered(b.Space, q))
		b.Asked = append(b.Asked, b.condition(set.Questions[q].Ask, true))
	}
	for c := range set.Criteria {
		b.criterion(&set.Criteria[c])
	}
	open := mdd.True // every earlier outcome's condition is false
	for _, o := range set.Outcomes {
		when := b.condition(o.When, true)
		b.When = append(b.When, when)
		b.Reached = append(b.Reached, b.and(open, when.True))
		open = b.and(open, when.False)
	}
	b.current = content.Text{}
	stopped := []mdd.Ref{b.or(b.Reached...)}
	b.None = b.not(stopped[0], b.Reached)
	for c := range set.Criteria {
		stopped = append(stopped, b.Space.Not(b.Pending(c)))
	}
	b.Stopped = b.and(stopped...)
	for q := range set.Questions {
		// Once asking has stopped, only what was answered stays.
		late := b.diff(b.Stopped, b.Answered[q])
		b.Shown = append(b.Shown, b.diff(b.Asked[q].True, late))
	}
}

// not is where a disjunction isn't true.
func (b *builder) not(or mdd.Ref, of []mdd.Ref) mdd.Ref {
	opposites := make([]mdd.Ref, len(of))
	for i, f := range of {
		opposites[i] = b.Space.Not(f)
	}
	return b.derived(b.Space.Not(or), true, opposites)
}

func (b *builder) criterion(c *criteria.Criterion) {
	applies := b.condition(c.Applies, true)
	met, unmet := b.condition(c.Met, false), b.condition(c.Unmet, false)
	both := func(f Pair) Pair { return Pair{b.and(applies.True, f.True), b.and(applies.True, f.False)} }
	b.Met, b.Unmet = append(b.Met, both(met)), append(b.Unmet, both(unmet))
	var v [5]mdd.Ref
	v[criteria.NotApplicable] = applies.False
	v[criteria.Met] = b.and(applies.True, met.True)
	v[criteria.Unmet] = b.diff(b.and(applies.True, unmet.True), met.True)
	v[criteria.Open] = b.and(applies.True, met.False, unmet.False)
	v[criteria.Pending] = b.not(b.or(v[1:]...), v[1:])
	b.Verdicts = append(b.Verdicts, v)
}

// condition returns the rails of a condition, or those of a constant where there is none, as evaluation does.
func (b *builder) condition(c *criteria.Condition, otherwise bool) Pair {
	if c == nil {
		if otherwise {
			return Pair{mdd.True, mdd.False}
		}
		return Pair{mdd.False, mdd.True}
	}
	b.current = c.Source
	return b.expression(c.Root)
}

func (b *builder) expression(e criteria.Expr) Pair {
	switch e := e.(type) {
	case criteria.And:
		yes, no := b.terms(e.Terms)
		return Pair{b.and(yes...), b.or(no...)}
	case criteria.Or:
		yes, no := b.terms(e.Terms)
		return Pair{b.or(yes...), b.and(no...)}
	case criteria.Not:
		p := b.expression(e.X)
		return Pair{p.False, p.True}
	case criteria.Is:
		var chosen []mdd.Ref
		for _, o := range e.Options {
			chosen = append(chosen, b.Form.chosen(b.Space, e.Question, o))
		}
		return b.comparison(e.Question, b.Space.Or(chosen...))
	case criteria.Has:
		return b.comparison(e.Question, b.Form.chosen(b.Space, e.Question, e.Option))
	case criteria.Answered:
		asked := b.Asked[e.Question]
		return Pair{b.and(asked.True, b.Answered[e.Question]), asked.False}
	case criteria.VerdictIs:
		var named, others []mdd.Ref
		for v := criteria.NotApplicable; v <= criteria.Open; v++ {
			if slices.Contains(e.Verdicts, v) {
				named = append(named, b.Verdicts[e.Criterion][v])
			} else {
				others = append(others, b.Verdicts[e.Criterion][v])
			}
		}
		return Pair{b.or(named...), b.or(others...)}
	}
	panic(fmt.Sprintf("a condition of type %T", e))
}

// terms returns the rails of several conditions.
func (b *builder) terms(terms []criteria.Expr) (yes, no []mdd.Ref) {
	for _, t := range terms {
		p := b.expression(t)
		yes, no = append(yes, p.True), append(no, p.False)
	}
	return yes, no
}

// comparison is a comparison with a question, given where the form holds one of the answers compared with.
func (b *builder) comparison(question int, holds mdd.Ref) Pair {
	asked, answered := b.Asked[question], b.Answered[question]
	yes, no := b.Space.And(answered, holds), b.Space.Diff(answered, holds)
	return Pair{b.and(asked.True, yes), b.or(asked.False, b.and(asked.True, no))}
}
