package examples

import (
	"context"
	"errors"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/mutation"
	"baken.example/baken/internal/criteria/symbolic"
)

// Budgets. Nodes bound memory, steps bound time; both are counted, so that the result is the same
// on every machine.
const (
	// maxNodes bounds the diagrams of a set and of some of its mutants together, maxGoalNodes those
	// of all goals.
	maxNodes     = 1_000_000
	maxGoalNodes = 600_000
	// mutantSteps bounds the steps for each mutant, maxSteps those for all, and coverSteps those
	// for the choice of examples.
	mutantSteps = 4_000_000
	maxSteps    = 40_000_000
	coverSteps  = 20_000_000
)

// goal is something that an example may show: that it kills a mutant, or that a part of a condition
// alone decides it.
type goal struct {
	// by is where complete answers do.
	by mdd.Ref
	// mutant is the mutant; nil for a part.
	mutant *mutation.Mutant
	// place is the condition of a part, part its index there, and value the part's value.
	place mutation.Place
	part  int
	value bool
}

// analysis holds the goals of the examples of a set.
type analysis struct {
	set     *criteria.Set
	refined *mutation.Refined
	// form encodes answers; space holds the functions of the goals.
	form  symbolic.Form
	space *mdd.Space
	goals []goal
	// equivalent is the number of mutants that no complete answers tell apart from the set, left
	// that of those that weren't looked at, and unshown that of values of parts that no complete
	// answers show.
	equivalent, left, unshown int
}

// analyse finds the goals of a set. The error is a [symbolic.TooLargeError] or the context's.
func analyse(ctx context.Context, set *criteria.Set) (*analysis, error) {
	refined, err := mutation.Refine(set)
	if err != nil {
		return nil, err
	}
	base, err := symbolic.New(ctx, refined.Set)
	if err != nil {
		return nil, err
	}
	a := &analysis{set: set, refined: refined, form: base.Form, left: refined.Left}
	arities := make([]int, base.Space.Variables())
	for v := range arities {
		arities[v] = base.Space.Arity(v)
	}
	a.space = mdd.New(arities, maxGoalNodes, maxSteps)
	left := maxSteps
	within := func(f *symbolic.Functions, steps int, do func()) error {
		allowed := min(left, steps)
		f.Space.Limit(maxNodes, allowed)
		err := f.Space.Within(ctx, func() {
			if err := a.space.Within(ctx, do); err != nil {
				panic(failure{err})
			}
		})
		left -= allowed - max(f.Space.Left(), 0)
		return err
	}
	var walks mdd.Ref
	err = caught(func() error { return within(base, maxSteps, func() { walks = complete(base) }) })
	if err == nil {
		err = caught(func() error { return within(base, maxSteps, func() { a.parts(base, walks) }) })
	}
	if errors.Is(err, mdd.ErrTooLarge) {
		return nil, &symbolic.TooLargeError{}
	} else if err != nil {
		return nil, err
	}
	work := base.Clone()
	for i := range refined.Mutants {
		m := &refined.Mutants[i]
		if work.Space.Nodes() > maxNodes/2 {
			work = base.Clone()
		}
		by := mdd.False
		err := caught(func() error {
			return within(work, mutantSteps, func() {
				by = transfer(work.Space, a.space, killed(work, work.Variant(refined.Variant(m)), walks))
			})
		})
		switch {
		case errors.Is(err, mdd.ErrTooLarge):
			a.left++
			work = base.Clone()
		case err != nil:
			return nil, err
		case by == mdd.False:
			a.equivalent++
		default:
			a.goals = append(a.goals, goal{by: by, mutant: m})
		}
	}
	return a, nil
}

// failure carries the error of the inner of two spaces through the outer one.
type failure struct{ err error }

// caught returns the error of f, or that of a [failure].
func caught(f func() error) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case failure:
			err = p.err
		default:
			panic(p)
		}
	}()
	return f()
}

// complete returns the complete sets of answers: those of a reader who answers every question in
// turn until asking stops, without any others.
func complete(f *symbolic.Functions) mdd.Ref {
	s := f.Space
	out := f.Stopped
	for q, next := range f.Next() {
		blank := mdd.True
		for _, v := range f.Form.Variables(q) {
			blank = s.And(blank, s.In(v, mdd.Of(0)))
		}
		out = s.And(out, s.Or(blank, s.And(f.Answered[q], next)))
	}
	return out
}

// killed returns which of some complete answers a mutant differs for in what an example states: the
// outcome with its items, the verdicts, and that each question that is answered is asked.
func killed(f, m *symbolic.Functions, walks mdd.Ref) mdd.Ref {
	s := f.Space
	out := mdd.False
	differ := func(was, is mdd.Ref) {
		if was != is {
			out = s.Or(out, s.And(walks, s.Diff(was, is)))
		}
	}
	for q := range f.Set.Questions {
		if f.Asked[q] != m.Asked[q] {
			out = s.Or(out, s.Diff(s.And(walks, f.Answered[q]), m.Asked[q].True))
		}
	}
	// What isn't assessed, and which items there are, is known only if no question is left.
	unfinished := mdd.False
	ended := func(where mdd.Ref) {
		if where != mdd.False && unfinished == mdd.False {
			unfinished = s.Not(s.Or(m.Stopped, m.Complete()))
		}
		out = s.Or(out, s.And(where, unfinished))
	}
	for o := range f.Reached {
		differ(f.Reached[o], m.Reached[o])
		if len(f.Items[o]) > 0 {
			ended(s.And(walks, f.Reached[o]))
		}
		for i := range f.Items[o] {
			was, is := f.Items[o][i].True, m.Items[o][i].True
			if was != is {
				out = s.Or(out, s.And(walks, f.Reached[o], s.Or(s.Diff(was, is), s.Diff(is, was))))
			}
		}
	}
	for c := range f.Verdicts {
		for v := criteria.NotApplicable; v <= criteria.Open; v++ {
			differ(f.Verdicts[c][v], m.Verdicts[c][v])
		}
		pending := s.And(walks, f.Verdicts[c][criteria.Pending])
		if pending == mdd.False {
			continue
		}
		differ(f.Verdicts[c][criteria.Pending], m.Verdicts[c][criteria.Pending])
		ended(pending)
	}
	return out
}

// transfer copies a function to a space with the same variables.
func transfer(from, to *mdd.Space, f mdd.Ref) mdd.Ref {
	done := map[mdd.Ref]mdd.Ref{mdd.False: mdd.False, mdd.True: mdd.True}
	var visit func(f mdd.Ref) mdd.Ref
	visit = func(f mdd.Ref) mdd.Ref {
		if r, ok := done[f]; ok {
			return r
		}
		variable := from.Variable(f)
		from.Spend(from.Arity(variable))
		children := make([]mdd.Ref, from.Arity(variable))
		for v := range children {
			children[v] = visit(from.Child(f, v))
		}
		r := to.Node(variable, children)
		done[f] = r
		return r
	}
	return visit(f)
}
