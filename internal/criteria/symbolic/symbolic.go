// Package symbolic builds the symbolic functions of a criteria set over the state of its form. Each
// condition has three: the states in which it is true, those in which it is false, and those in
// which it is unknown and settled, because a reader doesn't know an answer; in the remaining states
// it waits for answers. "Unanswered" is a value like any other, and so are
// stale answers to questions that are no longer asked, so that a function covers every state.
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

// Rails is a condition as functions that exclude each other: where it is true, where it is false,
// and where it is unknown and settled. The last is false everywhere in sets in which readers know
// all answers.
type Rails struct{ True, False, Open mdd.Ref }

// Functions are the functions of a set. They are functions of its [Form].
type Functions struct {
	Set  *criteria.Set
	Form Form
	// Space holds the functions.
	Space *mdd.Space
	// Asked holds each question's ask, by question.
	Asked []Rails
	// Answered holds, by question, where it has an answer, asked or not.
	Answered []mdd.Ref
	// Verdicts holds where a criterion has a verdict, by criterion and [criteria.Verdict].
	Verdicts [][5]mdd.Ref
	// Applies holds the set's applies.
	Applies Rails
	// Met and Unmet hold each criterion's conditions, restricted to where it applies.
	Met, Unmet []Rails
	// When holds each outcome's condition, Items those of its items.
	When  []Rails
	Items [][]Rails
	// Reached holds, by outcome, where it is the result.
	Reached []mdd.Ref
	// Stopped is where asking has stopped.
	Stopped mdd.Ref
	// Shown holds, by question, where it is displayed: it is asked and, once asking has stopped,
	// answered.
	Shown []mdd.Ref
	// None is where no outcome is reached.
	None mdd.Ref
	// Derivations holds the operations that a function resulted from, which often give a short
	// formula for it; nil if they aren't recorded.
	Derivations map[mdd.Ref][]Derivation
}

// Derivation is an operation that a function resulted from: a conjunction if And, else a
// disjunction.
type Derivation struct {
	And bool
	Of  []mdd.Ref
}

// TooLargeError reports a condition whose functions exceed the node or step budget.
type TooLargeError struct {
	// Source is the condition, unset if the budget wasn't exceeded at one in particular.
	Source content.Text
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("condition %q: %v", e.Source.V, mdd.ErrTooLarge)
}

func (e *TooLargeError) Unwrap() error { return mdd.ErrTooLarge }

const (
	// maxNodes is the node budget of a set's functions while New builds them.
	maxNodes = 400_000
	// maxSteps is the step budget of building them in one variable order, queryMaxSteps that of
	// each call of [Functions.Within]. A machine takes about ten million steps in a second.
	maxSteps      = 8_000_000
	queryMaxSteps = 24_000_000
)

// New returns the functions of a set, in a variable order that keeps their diagrams small. It is
// deterministic. The error is a [TooLargeError], or the context's.
func New(ctx context.Context, set *criteria.Set) (*Functions, error) {
	fileOrder := identity(len(set.Questions))
	// Most sets are small in the order of their file; only part of the budget goes into finding
	// out.
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

// Within calls f, which may use the operations of the functions' space, with a fresh step budget.
// It returns a [TooLargeError] if f exceeds the budget, and the context's error if that is done
// first.
func (r *Functions) Within(ctx context.Context, f func()) error {
	return r.within(ctx, queryMaxSteps, f)
}

func (r *Functions) within(ctx context.Context, steps int, f func()) error {
	r.Space.Limit(3*maxNodes, steps)
	if err := r.Space.Within(ctx, f); errors.Is(err, mdd.ErrTooLarge) {
		return &TooLargeError{}
	} else if err != nil {
		return err
	}
	return nil
}

// Condition returns the functions of a condition on answers: one that refers to no verdicts.
func (r *Functions) Condition(c *criteria.Condition) Rails {
	own := *r
	own.Derivations = map[mdd.Ref][]Derivation{} // Those of r hold nodes of its space only.
	b := builder{Functions: &own}
	return b.condition(c, true)
}

// Pending returns where a criterion has no verdict yet.
func (r *Functions) Pending(criterion int) mdd.Ref { return r.Verdicts[criterion][criteria.Pending] }

// Complete returns where every question that is asked has an answer.
func (r *Functions) Complete() mdd.Ref {
	s := r.Space
	f := mdd.True
	for q := range r.Set.Questions {
		f = s.And(f, r.Passed(q))
	}
	return f
}

// Passed returns where a question needs no answer any more: it isn't asked, or has one.
func (r *Functions) Passed(question int) mdd.Ref {
	asked := r.Asked[question]
	return r.Space.Or(asked.False, asked.Open, r.Space.And(asked.True, r.Answered[question]))
}

// builder builds the functions; current is the condition it is building, for a [TooLargeError].
type builder struct {
	*Functions
	current content.Text
}

func (b *builder) and(fs ...mdd.Ref) mdd.Ref { return b.derived(b.Space.And(fs...), true, fs) }
func (b *builder) or(fs ...mdd.Ref) mdd.Ref  { return b.derived(b.Space.Or(fs...), false, fs) }

// diff returns where f is true and g isn't.
func (b *builder) diff(f, g mdd.Ref) mdd.Ref { return b.and(f, b.Space.Not(g)) }

// maxDerivations bounds the derivations recorded for one function.
const maxDerivations = 8

// derived records the operation that f results from, and returns f.
func (b *builder) derived(f mdd.Ref, and bool, of []mdd.Ref) mdd.Ref {
	if b.Derivations == nil || f <= mdd.True || len(of) < 2 || slices.Contains(of, f) || len(b.Derivations[f]) == maxDerivations {
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
	b.Applies = b.condition(set.Applies, true)
	for c := range set.Criteria {
		b.criterion(&set.Criteria[c])
	}
	open := mdd.True // every earlier outcome's condition is settled and not true
	if set.Applies != nil {
		open = b.or(b.Applies.True, b.Applies.Open)
	}
	for _, o := range set.Outcomes {
		when := b.condition(o.When, true)
		b.When = append(b.When, when)
		b.Reached = append(b.Reached, b.and(open, when.True))
		open = b.and(open, b.done(when))
		var items []Rails
		for _, item := range o.Items {
			items = append(items, b.condition(item.When, true))
		}
		b.Items = append(b.Items, items)
	}
	b.current = content.Text{}
	b.ends()
	for q := range set.Questions {
		// Once asking has stopped, only answered questions stay.
		late := b.diff(b.Stopped, b.Answered[q])
		b.Shown = append(b.Shown, b.diff(b.Asked[q].True, late))
	}
}

// done returns where a condition is settled and not true.
func (b *builder) done(f Rails) mdd.Ref { return b.or(f.False, f.Open) }

// settled returns where a condition is settled.
func (b *builder) settled(f Rails) mdd.Ref { return b.or(f.True, f.False, f.Open) }

// ends computes where an outcome is reached, and where asking has stopped.
func (b *builder) ends() {
	var decided []mdd.Ref // no criterion is pending
	for c := range b.Set.Criteria {
		decided = append(decided, b.Space.Not(b.Pending(c)))
	}
	plain := b.Set.Applies == nil
	for _, o := range b.Set.Outcomes {
		plain = plain && !o.Final && len(o.Items) == 0
	}
	if plain {
		any := b.or(b.Reached...)
		b.None = b.not(any, b.Reached)
		b.Stopped = b.and(append([]mdd.Ref{any}, decided...)...)
		return
	}
	var stopped []mdd.Ref
	all := b.and(decided...)
	for i, o := range b.Set.Outcomes {
		items := mdd.True
		for _, item := range b.Items[i] {
			items = b.and(items, b.settled(item))
		}
		end := all
		if o.Final {
			end = mdd.True
		}
		stopped = append(stopped, b.and(b.Reached[i], end, items))
		if b.Set.Applies != nil && i == b.Set.Otherwise {
			stopped = append(stopped, b.and(b.Applies.False, items))
			b.Reached[i] = b.or(b.Reached[i], b.Applies.False)
		}
	}
	b.None = b.not(b.or(b.Reached...), b.Reached)
	b.Stopped = b.or(stopped...)
}

// not returns the negation of or, the disjunction of the functions of, and records its derivation.
func (b *builder) not(or mdd.Ref, of []mdd.Ref) mdd.Ref {
	opposites := make([]mdd.Ref, len(of))
	for i, f := range of {
		opposites[i] = b.Space.Not(f)
	}
	return b.derived(b.Space.Not(or), true, opposites)
}

func (b *builder) criterion(c *criteria.Criterion) {
	applies := b.condition(c.Applies, true)
	if b.Set.Applies != nil {
		applies = b.all([]Rails{b.Applies, applies})
	}
	met, unmet := b.condition(c.Met, false), b.condition(c.Unmet, false)
	both := func(f Rails) Rails {
		return Rails{b.and(applies.True, f.True), b.and(applies.True, f.False), b.and(applies.True, f.Open)}
	}
	b.Met, b.Unmet = append(b.Met, both(met)), append(b.Unmet, both(unmet))
	var v [5]mdd.Ref
	v[criteria.NotApplicable] = applies.False
	v[criteria.Met] = b.and(applies.True, met.True)
	v[criteria.Unmet] = b.diff(b.and(applies.True, unmet.True), met.True)
	v[criteria.Open] = b.or(b.and(applies.True, b.done(met), b.done(unmet)), applies.Open)
	v[criteria.Pending] = b.not(b.or(v[1:]...), v[1:])
	b.Verdicts = append(b.Verdicts, v)
}

// condition returns the functions of a condition, or the constant otherwise if it is nil, as
// [criteria.Set.Evaluate] does.
func (b *builder) condition(c *criteria.Condition, otherwise bool) Rails {
	if c == nil {
		if otherwise {
			return Rails{mdd.True, mdd.False, mdd.False}
		}
		return Rails{mdd.False, mdd.True, mdd.False}
	}
	b.current = c.Source
	return b.expression(c.Root)
}

func (b *builder) expression(e criteria.Expr) Rails {
	switch e := e.(type) {
	case criteria.And:
		return b.all(b.terms(e.Terms))
	case criteria.Or:
		return b.some(b.terms(e.Terms))
	case criteria.Not:
		p := b.expression(e.X)
		return Rails{p.False, p.True, p.Open}
	case criteria.Count:
		return b.count(b.terms(e.Terms), e.Least, e.Most)
	case criteria.Is:
		named := slices.ContainsFunc(e.Options, func(o int) bool { return b.Set.Questions[e.Question].Options[o].Unsure })
		return b.comparison(e.Question, named, b.Form.oneOf(b.Space, e.Question, e.Options))
	case criteria.Has:
		named := b.Set.Questions[e.Question].Options[e.Option].Unsure
		return b.comparison(e.Question, named, b.Form.chosen(b.Space, e.Question, e.Option))
	case criteria.Answered:
		asked := b.Asked[e.Question]
		return Rails{b.and(asked.True, b.Answered[e.Question]), asked.False, asked.Open}
	case criteria.VerdictIs:
		var named, others []mdd.Ref
		for v := criteria.NotApplicable; v <= criteria.Open; v++ {
			if slices.Contains(e.Verdicts, v) {
				named = append(named, b.Verdicts[e.Criterion][v])
			} else {
				others = append(others, b.Verdicts[e.Criterion][v])
			}
		}
		return Rails{b.or(named...), b.or(others...), mdd.False}
	}
	panic(fmt.Sprintf("a condition of type %T", e))
}

func (b *builder) terms(terms []criteria.Expr) []Rails {
	out := make([]Rails, len(terms))
	for i, t := range terms {
		out[i] = b.expression(t)
	}
	return out
}

// columns returns the true and the false functions of conditions.
func columns(terms []Rails) (yes, no []mdd.Ref) {
	for _, t := range terms {
		yes, no = append(yes, t.True), append(no, t.False)
	}
	return yes, no
}

// all returns the conjunction of conditions, some their disjunction, and count where at least least
// and at most most of them are true.
func (b *builder) all(terms []Rails) Rails {
	yes, no := columns(terms)
	return b.opened(Rails{True: b.and(yes...), False: b.or(no...)}, terms)
}

func (b *builder) some(terms []Rails) Rails {
	yes, no := columns(terms)
	return b.opened(Rails{True: b.or(yes...), False: b.and(no...)}, terms)
}

func (b *builder) count(terms []Rails, least, most int) Rails {
	n := len(terms)
	yes, no := columns(terms)
	return b.opened(Rails{ // At most k are true if the others are false.
		True:  b.and(b.atLeast(least, yes), b.atLeast(n-most, no)),
		False: b.or(b.atLeast(n-least+1, no), b.atLeast(most+1, yes)),
	}, terms)
}

// opened adds where a condition is unknown and settled: its terms are settled, and it is neither
// true nor false.
func (b *builder) opened(f Rails, terms []Rails) Rails {
	if !slices.ContainsFunc(terms, func(t Rails) bool { return t.Open != mdd.False }) {
		return f
	}
	settled := mdd.True
	for _, t := range terms {
		settled = b.and(settled, b.settled(t))
	}
	f.Open = b.diff(settled, b.or(f.True, f.False))
	return f
}

// atLeast returns where n or more of some functions are true.
func (b *builder) atLeast(n int, fs []mdd.Ref) mdd.Ref {
	switch {
	case n <= 0:
		return mdd.True
	case n > len(fs):
		return mdd.False
	}
	// With the functions of the last variables first, a conjunction visits one function's nodes and
	// keeps the diagrams below.
	fs = slices.Clone(fs)
	slices.SortStableFunc(fs, func(f, g mdd.Ref) int { return b.Space.Variable(g) - b.Space.Variable(f) })
	// counts holds where i or more of the functions so far are true, by i.
	counts := make([]mdd.Ref, n+1)
	counts[0] = mdd.True
	for _, f := range fs {
		for i := n; i > 0; i-- {
			counts[i] = b.or(counts[i], b.and(counts[i-1], f))
		}
	}
	return counts[n]
}

// comparison returns the functions of a comparison with a question; holds is where the form has one
// of the answers compared with, and named reports whether one of them is for readers who don't
// know.
func (b *builder) comparison(question int, named bool, holds mdd.Ref) Rails {
	asked, answered := b.Asked[question], b.Answered[question]
	out := Rails{Open: asked.Open}
	if !named {
		if unsure := b.Form.unsure(b.Space, question); unsure != mdd.False {
			out.Open = b.or(asked.Open, b.and(asked.True, b.Space.And(answered, unsure)))
			answered = b.Space.Diff(answered, unsure)
		}
	}
	yes, no := b.Space.And(answered, holds), b.Space.Diff(answered, holds)
	out.True, out.False = b.and(asked.True, yes), b.or(asked.False, b.and(asked.True, no))
	return out
}
