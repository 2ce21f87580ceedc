// Package union unites the questions of two versions of a criteria set, so that an answer to them is
// one on both sides.
package union

import (
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
)

// Union has the questions of both sides, with the options of both.
type Union struct {
	// Set has the questions, with the texts of the new side where it has the question or option, and
	// nothing else of a set but its names. They are in the order of the new side; one that it lacks
	// stands after the one that it follows on the old side. Intervals have no labels.
	Set *criteria.Set
	// Questions says where the questions of Set are from, by their index.
	Questions []Question
	// Moved are the questions of both sides that were put elsewhere: the fewest whose removal
	// leaves the other ones in the same order.
	Moved []int
}

// Question says where a question of the union is from.
type Question struct {
	// Old and New are its index on either side, or -1.
	Old, New int
	// Options are its options, by their index in the union.
	Options []Option
}

// Option says where an option of the union is from: its index on either side, or -1. Several
// intervals of the union may be from one interval of a side.
type Option struct{ Old, New int }

// Of unites the questions of two versions.
func Of(old, new *criteria.Set) Union {
	c := sides{Old: old, New: new}
	c.unite()
	return c.Union
}

// sides are two versions and their union.
type sides struct {
	Old, New *criteria.Set
	Union
}

// unite makes the questions of both sides.
func (c *sides) unite() {
	c.Set = &criteria.Set{File: c.New.File, ID: c.New.ID, Title: c.New.Title}
	olds := make([]int, len(c.New.Questions)) // the old question that is the same, or -1
	for n := range c.New.Questions {
		olds[n] = c.Old.Question(c.New.Questions[n].ID.V)
		if o := olds[n]; o >= 0 && !comparableAnswers(&c.Old.Questions[o], &c.New.Questions[n]) {
			olds[n] = -1
		}
	}
	// Those of the old side alone, by the old question that they follow.
	after := map[int][]int{}
	before := -1
	for o := range c.Old.Questions {
		if slices.Contains(olds, o) {
			before = o
		} else {
			after[before] = append(after[before], o)
		}
	}
	gone := func(follows int) {
		for _, o := range after[follows] {
			c.add(o, -1)
		}
	}
	gone(-1)
	for n, o := range olds {
		c.add(o, n)
		if o >= 0 {
			gone(o)
		}
	}
	c.moved()
}

// comparableAnswers reports whether two questions take answers of the same kind.
func comparableAnswers(a, b *criteria.Question) bool {
	if a.Scale == nil || b.Scale == nil {
		return a.Scale == nil && b.Scale == nil
	}
	return a.Scale.SameKind(b.Scale)
}

// add adds a question of one side or of both.
func (c *sides) add(old, new int) {
	var q criteria.Question
	where := Question{Old: old, New: new}
	switch {
	case new < 0:
		q = c.Old.Questions[old]
	case old < 0:
		q = c.New.Questions[new]
	}
	if old < 0 || new < 0 {
		q.Options = slices.Clone(q.Options)
		for i := range q.Options {
			o := Option{i, -1}
			if old < 0 {
				o = Option{-1, i}
			}
			where.Options = append(where.Options, o)
		}
	} else {
		q, where.Options = both(&c.Old.Questions[old], &c.New.Questions[new])
	}
	q.Ask = nil // It would refer to questions of a side.
	c.Set.Questions = append(c.Set.Questions, q)
	c.Questions = append(c.Questions, where)
}

// both returns a question with the options of both sides: those of the new side, each followed by
// those of the old side alone that follow it there.
func both(old, new *criteria.Question) (criteria.Question, []Option) {
	q := *new
	q.Many = old.Many || new.Many
	q.Options, q.Groups = nil, nil
	var from []Option
	oldFirst, newFirst := 0, 0
	if new.Scale != nil {
		q.Scale, from = refine(old.Scale, new.Scale)
		for i, f := range from {
			q.Options = append(q.Options, refined(old, new, q.Scale, i, f))
		}
		oldFirst, newFirst = len(old.Scale.Intervals), len(new.Scale.Intervals)
	}
	add := func(o, n int) {
		option := criteria.Option{}
		if n >= 0 {
			option = new.Options[n]
		} else {
			option = old.Options[o]
		}
		q.Options, from = append(q.Options, option), append(from, Option{o, n})
	}
	gone := func(at int) { // those of the old side alone from an option on
		for ; at < len(old.Options) && new.Option(old.Options[at].ID.V) < newFirst; at++ {
			add(at, -1)
		}
	}
	gone(oldFirst)
	for n := newFirst; n < len(new.Options); n++ {
		o := old.Option(new.Options[n].ID.V)
		if o < oldFirst {
			add(-1, n)
			continue
		}
		add(o, n)
		gone(o + 1)
	}
	return q, from
}

// refined returns the option of a refined interval. It keeps the texts that a side has for the
// whole of it.
func refined(old, new *criteria.Question, s *criteria.Scale, interval int, from Option) criteria.Option {
	in := s.Intervals[interval]
	o := criteria.Option{ID: content.Text{V: s.IntervalID(in), Pos: new.ID.Pos}}
	for _, side := range []struct {
		q  *criteria.Question
		at int
	}{{new, from.New}, {old, from.Old}} {
		if side.at >= 0 && side.q.Scale.IntervalID(side.q.Scale.Intervals[side.at]) == o.ID.V && side.q.HasLabel(side.at) {
			return side.q.Options[side.at]
		}
	}
	return o
}

// moved finds the questions of both sides that stand in another order: all but those of a longest
// increasing subsequence.
func (c *sides) moved() {
	var shared []int // questions of the union
	for u, q := range c.Questions {
		if q.Old >= 0 && q.New >= 0 {
			shared = append(shared, u)
		}
	}
	length, previous := make([]int, len(shared)), make([]int, len(shared))
	last := -1
	for i, u := range shared {
		length[i], previous[i] = 1, -1
		for j, v := range shared[:i] {
			if c.Questions[v].Old < c.Questions[u].Old && length[j]+1 > length[i] {
				length[i], previous[i] = length[j]+1, j
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	stay := map[int]bool{}
	for i := last; i >= 0; i = previous[i] {
		stay[shared[i]] = true
	}
	for _, u := range shared {
		if !stay[u] {
			c.Moved = append(c.Moved, u)
		}
	}
}
