package diff

import (
	"context"
	"errors"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diff/edits"
	"baken.example/baken/internal/criteria/diff/union"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/symbolic"
)

// walk is how a reader goes through one set, as functions of the set's own answers.
type walk struct {
	*symbolic.Functions
	// next holds, by question, where it is asked: its ask is true, and asking hasn't stopped before
	// it. It depends on earlier questions only.
	next []mdd.Ref
	// pending holds, by criterion, where it is pending when asking stops.
	pending []mdd.Ref
}

// newWalk returns the functions of a proven set.
func newWalk(ctx context.Context, proven *proof.Set) (*walk, error) {
	f, err := proven.Functions(ctx)
	if err == nil {
		w := &walk{Functions: f, next: make([]mdd.Ref, len(f.Set.Questions)), pending: make([]mdd.Ref, len(f.Set.Criteria))}
		if err = f.Within(ctx, w.build); err == nil {
			return w, nil
		}
	}
	if large := (*symbolic.TooLargeError)(nil); errors.As(err, &large) {
		return nil, &TooLargeError{"how asking ends in " + proven.Criteria().File, mdd.ErrTooLarge}
	}
	return nil, err
}

func (w *walk) build() {
	s, n := w.Space, len(w.Set.Questions)
	// stopped holds where asking has stopped before each question, when it and later ones have no
	// answers yet.
	stopped := make([]mdd.Ref, n+1)
	stopped[n] = w.Stopped
	for q := n - 1; q >= 0; q-- {
		stopped[q] = w.unanswered(stopped[q+1], q)
		w.next[q] = s.Diff(w.Asked[q].True, stopped[q])
	}
	for c := range w.pending {
		w.pending[c] = mdd.False
		open := w.Pending(c)
		if s.And(open, w.Stopped) == mdd.False {
			continue
		}
		for q := n; q >= 0; q-- {
			if q < n {
				open = w.unanswered(open, q)
			}
			now := stopped[q]
			if q > 0 {
				now = s.Diff(now, stopped[q-1])
			}
			w.pending[c] = s.Or(w.pending[c], s.And(now, open))
		}
	}
}

// unanswered returns a function with a question unanswered.
func (w *walk) unanswered(f mdd.Ref, question int) mdd.Ref {
	s, variables := w.Space, w.Form.Variables(question)
	for _, v := range variables {
		f = s.And(f, s.In(v, mdd.Of(0)))
	}
	return s.Exists(f, variables...)
}

// side is a walk as functions of the answers to the questions of the union.
type side struct {
	*engine
	*walk
	which edits.Side
	// own holds the side's index of each question of the union, or -1; union is its inverse.
	own, union []int
	// asked holds, by question of the union, where the side asks it; ends is where asking ends at
	// an answer that isn't possible on the side.
	asked []mdd.Ref
	ends  mdd.Ref
	// outcomes and states hold where each outcome is reached and each criterion has each [State].
	outcomes []mdd.Ref
	states   [][]mdd.Ref

	translated map[mdd.Ref]mdd.Ref
}

func newSide(e *engine, w *walk, which edits.Side) *side {
	s := &side{
		engine: e, walk: w, which: which, union: make([]int, len(w.Set.Questions)),
		translated: map[mdd.Ref]mdd.Ref{mdd.False: mdd.False, mdd.True: mdd.True},
	}
	for u, q := range e.Questions {
		own := q.Old
		if which == edits.NewSide {
			own = q.New
		}
		s.own = append(s.own, own)
		if own >= 0 {
			s.union[own] = u
		}
	}
	return s
}

// option returns the side's index of an option of the union, or -1.
func (s *side) option(question, option int) int {
	if o := s.Questions[question].Options[option]; s.which == edits.OldSide {
		return o.Old
	} else {
		return o.New
	}
}

// set returns the side's set.
func (s *side) set() *criteria.Set { return s.walk.Set }

func (s *side) build() {
	space := s.engine.space
	s.asked = make([]mdd.Ref, len(s.own))
	s.ends = mdd.False
	for q, next := range s.next {
		u := s.union[q]
		s.asked[u] = space.Diff(s.translate(next), s.ends)
		s.ends = space.Or(s.ends, space.Diff(s.asked[u], s.takes(u)))
	}
}

// results computes the outcomes and the states, within the cases.
func (s *side) results() {
	space := s.engine.space
	in := space.Diff(s.cases, s.ends)
	for o := range s.set().Outcomes {
		s.at = "the outcome " + s.set().Outcomes[o].ID.V
		s.outcomes = append(s.outcomes, space.And(in, s.translate(s.Reached[o])))
	}
	for c := range s.set().Criteria {
		s.at = "the criterion " + s.set().Criteria[c].ID.V
		states := make([]mdd.Ref, Open+1)
		states[NotAssessed] = space.And(in, s.translate(s.pending[c]))
		rest := space.Diff(in, states[NotAssessed])
		for state := NotApplicable; state <= Open; state++ {
			v, _ := state.Verdict()
			states[state] = space.And(rest, s.translate(s.Verdicts[c][v]))
		}
		s.states = append(s.states, states)
	}
}

// takes returns where the answer to a question is possible on the side, which has the question.
func (s *side) takes(question int) mdd.Ref {
	space, q := s.engine.space, &s.Union.Questions[question]
	own := s.own[question]
	if own < 0 {
		return mdd.False
	}
	if !q.Many {
		var values []int
		for o := range q.Options {
			if s.option(question, o) >= 0 {
				values = append(values, o+1)
			}
		}
		return space.In(s.first[question], mdd.Of(values...))
	}
	mine := &s.set().Questions[own]
	// Bottom up: the later boxes that may be ticked when none, an ordinary or an exclusive one is
	// ticked before.
	none, ordinary, exclusive := mdd.False, mdd.True, mdd.True
	for o := len(q.Options) - 1; o >= 0; o-- {
		v, at := s.first[question]+o, s.option(question, o)
		ticked, beside := mdd.False, mdd.False // when it is ticked after none, after an ordinary one
		switch {
		case at < 0:
		case !mine.Many || mine.Options[at].Exclusive:
			ticked = exclusive
		default:
			ticked, beside = ordinary, ordinary
		}
		none = space.Node(v, []mdd.Ref{none, ticked})
		ordinary = space.Node(v, []mdd.Ref{ordinary, beside})
		exclusive = space.Node(v, []mdd.Ref{exclusive, mdd.False})
	}
	return none
}

// alone reports whether an option of a question of type many excludes all other ones on the side,
// or isn't possible there.
func (s *side) alone(question, option int) bool {
	own := s.own[question]
	if own < 0 {
		return true
	}
	q, o := &s.set().Questions[own], s.option(question, option)
	return o < 0 || !q.Many || q.Options[o].Exclusive
}

// translate returns a function of the side's answers as one of those of the union. An answer that
// the side lacks is none there.
func (s *side) translate(f mdd.Ref) mdd.Ref {
	if g, ok := s.translated[f]; ok {
		return g
	}
	from, to := s.walk.Space, s.engine.space
	variable := from.Variable(f)
	to.Spend(from.Arity(variable))
	children := make([]mdd.Ref, from.Arity(variable))
	for v := range children {
		children[v] = s.translate(from.Child(f, v))
	}
	g := s.choose(s.Form.Field(variable), children)
	s.translated[f] = g
	return g
}

// choose returns the function that is children[v] where a field of the side's form has the value v.
func (s *side) choose(field symbolic.Field, children []mdd.Ref) mdd.Ref {
	space, u := s.engine.space, s.union[field.Question]
	q := &s.Union.Questions[u]
	if field.Option >= 0 {
		o := slices.IndexFunc(s.Questions[u].Options, func(o union.Option) bool {
			return s.which == edits.OldSide && o.Old == field.Option || s.which == edits.NewSide && o.New == field.Option
		})
		return s.node(s.first[u]+o, children)
	}
	if !q.Many {
		values := make([]mdd.Ref, len(q.Options)+1)
		values[0] = children[0]
		for o := range q.Options {
			values[o+1] = children[s.option(u, o)+1]
		}
		return s.node(s.first[u], values)
	}
	// One box is an answer; none, or several, are none.
	out, rest := mdd.False, mdd.True
	for o := range q.Options {
		alone := mdd.True
		for i, v := range slices.Backward(s.variables(u)) {
			box := 0
			if i == o {
				box = 1
			}
			alone = space.And(space.In(v, mdd.Of(box)), alone)
		}
		if at := s.option(u, o); at >= 0 {
			out = space.Or(out, space.And(alone, children[at+1]))
			rest = space.Diff(rest, alone)
		}
	}
	return space.Or(out, space.And(rest, children[0]))
}

// node returns the function that is children[v] where a variable has the value v, whatever
// variables the children depend on.
func (e *engine) node(variable int, children []mdd.Ref) mdd.Ref {
	s := e.space
	later := true
	for _, c := range children {
		later = later && s.Variable(c) > variable
	}
	if later {
		return s.Node(variable, children)
	}
	values := map[mdd.Ref][]int{}
	var distinct []mdd.Ref
	for v, c := range children {
		if values[c] == nil {
			distinct = append(distinct, c)
		}
		values[c] = append(values[c], v)
	}
	out := mdd.False
	for _, c := range distinct {
		out = s.Or(out, s.And(s.In(variable, mdd.Of(values[c]...)), c))
	}
	return out
}
