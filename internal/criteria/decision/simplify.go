package decision

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
)

// Boxes are the boxes of a question of type many as variables of a space: one for each option, from
// First on, with the values 0, not ticked, and 1, ticked.
type Boxes struct {
	Space *mdd.Space
	First int
	// Valid is where the boxes are an answer. It excludes an exclusive option beside another one.
	Valid   mdd.Ref
	Options []criteria.Option
}

// Simplify returns an equivalent of answers that is as short as possible: it drops literals and
// answers that the rest implies, and names an exclusive option instead of denying all other ones.
// It must be called within [mdd.Space.Within].
func (b Boxes) Simplify(answers []Answer) []Answer {
	s := b.Space
	all := mdd.False
	for _, a := range answers {
		all = s.Or(all, b.of(a))
	}
	var out []Answer
	for _, a := range answers {
		out = append(out, b.nameExclusive(a)...)
	}
	for i := range out {
		a := &out[i]
		for _, list := range []*[]int{&a.Without, &a.With} {
			for _, o := range slices.Clone(*list) {
				before := *list
				*list = slices.DeleteFunc(slices.Clone(before), func(p int) bool { return p == o })
				if !s.Implies(s.And(b.Valid, b.of(*a)), all) {
					*list = before
				}
			}
		}
	}
	for i := len(out) - 1; i >= 0; i-- {
		others := mdd.False
		for j, a := range out {
			if j != i {
				others = s.Or(others, b.of(a))
			}
		}
		if s.Implies(s.And(b.Valid, b.of(out[i])), others) {
			out = slices.Delete(out, i, i+1)
		}
	}
	return out
}

// nameExclusive splits an answer that admits only exclusive options into one answer for each of
// them.
func (b Boxes) nameExclusive(a Answer) []Answer {
	s := b.Space
	these := s.And(b.Valid, b.of(a))
	var out []Answer
	for o, option := range b.Options {
		box := s.In(b.First+o, mdd.Of(1))
		if option.Exclusive && s.And(these, box) != mdd.False {
			out = append(out, Answer{With: []int{o}})
			these = s.Diff(these, box)
		}
	}
	if these != mdd.False {
		return []Answer{a}
	}
	return out
}

// of returns the combinations of boxes that fit an answer, valid or not.
func (b Boxes) of(a Answer) mdd.Ref {
	f := mdd.True
	for _, o := range a.With {
		f = b.Space.And(f, b.Space.In(b.First+o, mdd.Of(1)))
	}
	for _, o := range a.Without {
		f = b.Space.And(f, b.Space.In(b.First+o, mdd.Of(0)))
	}
	return f
}
