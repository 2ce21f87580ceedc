package diff

import (
	"fmt"

	"baken.example/baken/internal/criteria/mdd"
)

// pairs fills in everything that differs in some case.
func (e *engine) pairs() {
	e.old.results()
	e.new.results()
	changed := e.outcomes()
	affected := e.space.Or(changed, e.criteria(), e.items())
	e.asked()
	e.Changed, e.Affected = e.count(changed), e.count(affected)
}

// outcomes adds the pairs of outcomes, and returns the cases that have one.
func (e *engine) outcomes() mdd.Ref {
	s := e.space
	e.at = "the outcomes"
	changed := mdd.False
	of := func(side *side, o int) mdd.Ref {
		if o == NoResult {
			return s.And(e.cases, side.ends)
		}
		return side.outcomes[o]
	}
	add := func(o, n int) {
		if f := s.And(of(e.old, o), of(e.new, n)); f != mdd.False {
			e.Outcomes = append(e.Outcomes, Pair[int]{o, n, e.casesOf(f)})
			changed = s.Or(changed, f)
		}
	}
	for o := range e.Old.Outcomes {
		for n := range e.New.Outcomes {
			if e.Old.Outcomes[o].ID.V != e.New.Outcomes[n].ID.V {
				add(o, n)
			}
		}
		add(o, NoResult)
	}
	for n := range e.New.Outcomes {
		add(NoResult, n)
	}
	return changed
}

// criteria adds the criteria with their pairs, and returns the cases that have one.
func (e *engine) criteria() mdd.Ref {
	changed := mdd.False
	for n := range e.New.Criteria {
		id := e.New.Criteria[n].ID.V
		changed = e.space.Or(changed, e.criterion(Criterion{ID: id, Old: e.Old.Criterion(id), New: n}))
	}
	for o := range e.Old.Criteria {
		if id := e.Old.Criteria[o].ID.V; e.New.Criterion(id) < 0 {
			changed = e.space.Or(changed, e.criterion(Criterion{ID: id, Old: o, New: -1}))
		}
	}
	return changed
}

func (e *engine) criterion(c Criterion) mdd.Ref {
	s := e.space
	e.at = fmt.Sprintf("the criterion %q", c.ID)
	states := func(side *side, index int) []mdd.Ref {
		if index < 0 {
			return []mdd.Ref{Absent: e.both}
		}
		return side.states[index]
	}
	changed := mdd.False
	for o, was := range states(e.old, c.Old) {
		for n, is := range states(e.new, c.New) {
			if o == n {
				continue
			}
			if f := s.And(e.both, was, is); f != mdd.False {
				c.Pairs = append(c.Pairs, Pair[State]{State(o), State(n), e.casesOf(f)})
				changed = s.Or(changed, f)
			}
		}
	}
	e.Criteria = append(e.Criteria, c)
	return changed
}

// items adds the items with their pairs, and returns the cases that have one.
func (e *engine) items() mdd.Ref {
	changed := mdd.False
	for n := range e.New.Outcomes {
		outcome := &e.New.Outcomes[n]
		o := e.Old.Outcome(outcome.ID.V)
		if o < 0 {
			continue
		}
		e.at = fmt.Sprintf("the items of the outcome %q", outcome.ID.V)
		old := &e.Old.Outcomes[o]
		for i := range outcome.Items {
			id := outcome.Items[i].ID.V
			changed = e.space.Or(changed, e.item(Item{outcome.ID.V, id, o, old.Item(id), n, i, nil}))
		}
		for i := range old.Items {
			if id := old.Items[i].ID.V; outcome.Item(id) < 0 {
				changed = e.space.Or(changed, e.item(Item{outcome.ID.V, id, o, i, n, -1, nil}))
			}
		}
	}
	return changed
}

func (e *engine) item(i Item) mdd.Ref {
	s := e.space
	same := s.And(e.old.outcomes[i.OldOutcome], e.new.outcomes[i.NewOutcome])
	part := func(side *side, outcome, index int) mdd.Ref {
		if index < 0 {
			return mdd.False
		}
		return side.translate(side.walk.Items[outcome][index].True)
	}
	was, is := part(e.old, i.OldOutcome, i.OldIndex), part(e.new, i.NewOutcome, i.NewIndex)
	pairs, changed := e.presence(same, was, is)
	if i.Pairs = pairs; pairs != nil {
		e.Comparison.Items = append(e.Comparison.Items, i)
	}
	return changed
}

// presence returns the pairs of something that is there in some cases, within those of a function.
func (e *engine) presence(in, was, is mdd.Ref) (pairs []Pair[bool], changed mdd.Ref) {
	s := e.space
	gone, came := s.Diff(s.And(in, was), is), s.Diff(s.And(in, is), was)
	if gone != mdd.False {
		pairs = append(pairs, Pair[bool]{true, false, e.casesOf(gone)})
	}
	if came != mdd.False {
		pairs = append(pairs, Pair[bool]{false, true, e.casesOf(came)})
	}
	return pairs, s.Or(gone, came)
}

// asked adds the questions that one side alone asks.
func (e *engine) asked() {
	for u := range e.Union.Questions {
		e.at = fmt.Sprintf("the question %q", e.Union.Questions[u].ID.V)
		if pairs, _ := e.presence(e.both, e.old.asked[u], e.new.asked[u]); pairs != nil {
			e.Asked = append(e.Asked, Asked{u, pairs})
		}
	}
}

// casesOf describes the cases of a function, but for their rows.
func (e *engine) casesOf(f mdd.Ref) Cases {
	return Cases{Count: e.count(f), Witness: e.witness(f), f: f}
}
