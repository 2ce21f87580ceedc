package decision

import (
	"slices"

	"baken.example/baken/internal/criteria/mdd"
)

// simplify returns an equivalent of answers to a question of type many that is as short as
// possible: it drops literals and answers that the rest implies, and names an exclusive option
// instead of denying all other ones.
func (r *reduction) simplify(question int, answers []Answer) []Answer {
	s, valid := r.space, r.answer[question]
	all := mdd.False
	for _, a := range answers {
		all = s.Or(all, r.boxesOf(question, a))
	}
	var out []Answer
	for _, a := range answers {
		out = append(out, r.nameExclusive(question, a)...)
	}
	for i := range out {
		a := &out[i]
		for _, list := range []*[]int{&a.Without, &a.With} {
			for _, o := range slices.Clone(*list) {
				before := *list
				*list = slices.DeleteFunc(slices.Clone(before), func(p int) bool { return p == o })
				if !s.Implies(s.And(valid, r.boxesOf(question, *a)), all) {
					*list = before
				}
			}
		}
	}
	for i := len(out) - 1; i >= 0; i-- {
		others := mdd.False
		for j, a := range out {
			if j != i {
				others = s.Or(others, r.boxesOf(question, a))
			}
		}
		if s.Implies(s.And(valid, r.boxesOf(question, out[i])), others) {
			out = slices.Delete(out, i, i+1)
		}
	}
	return out
}

// nameExclusive splits an answer that admits only exclusive options into one answer for each of
// them.
func (r *reduction) nameExclusive(question int, a Answer) []Answer {
	s := r.space
	these := s.And(r.answer[question], r.boxesOf(question, a))
	var out []Answer
	for o, option := range r.set.Questions[question].Options {
		box := s.In(r.first[question]+o, mdd.Of(1))
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

// boxesOf returns the combinations of boxes that fit an answer, valid or not.
func (r *reduction) boxesOf(question int, a Answer) mdd.Ref {
	f := mdd.True
	for _, o := range a.With {
		f = r.space.And(f, r.space.In(r.first[question]+o, mdd.Of(1)))
	}
	for _, o := range a.Without {
		f = r.space.And(f, r.space.In(r.first[question]+o, mdd.Of(0)))
	}
	return f
}
