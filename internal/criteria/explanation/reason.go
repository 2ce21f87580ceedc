package explanation

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
)

// reason returns a smallest set of given answers that forces a function to be true. It must hold
// for them.
//
// Sets that don't force it have complete sets of answers beside them in which it is false; a set
// that forces it has one of the answers that differ in each of these. So it is a smallest hitting
// set of these differences (Ignatiev, Narodytska and Marques-Silva 2019), which are collected until
// a hitting set forces it.
func (e *Explainer) reason(given criteria.Answers, of mdd.Ref) Reason {
	var questions []int
	for q := range e.Set.Questions {
		if given[q] != nil {
			questions = append(questions, q)
		}
	}
	wrong := e.space.Diff(e.complete, of) // complete, with another result
	var differences [][]int
	for {
		chosen := hit(differences, e.space.Spend)
		left := wrong
		for _, q := range chosen {
			left = e.space.And(left, e.counts(e.part(q, given)))
		}
		if left == mdd.False {
			return e.general(chosen, given, wrong)
		}
		var difference []int
		for _, q := range questions {
			if slices.Contains(chosen, q) {
				continue
			}
			if more := e.space.And(left, e.counts(e.part(q, given))); more != mdd.False {
				left = more
			} else {
				difference = append(difference, q)
			}
		}
		differences = append(differences, difference)
	}
}

// part returns a given answer as a part.
func (e *Explainer) part(question int, given criteria.Answers) Part {
	p := Part{Question: question, With: slices.Clone(given[question])}
	if q := &e.Set.Questions[question]; q.Many {
		for o := range q.Options {
			if !slices.Contains(p.With, o) {
				p.Without = append(p.Without, o)
			}
		}
	}
	return p
}

// counts returns where the question of a part is asked, and the answer is as the part says.
func (e *Explainer) counts(p Part) mdd.Ref {
	return e.space.And(e.holds(p), e.Asked[p.Question].True)
}

// holds returns where the answer to a question is as a part says, asked or not.
func (e *Explainer) holds(p Part) mdd.Ref {
	s, f := e.space, e.Answered[p.Question]
	variables := e.Form.Variables(p.Question)
	if !e.Set.Questions[p.Question].Many {
		return s.In(variables[0], options(p.With))
	}
	for _, o := range p.With {
		f = s.And(f, s.In(variables[o], mdd.Of(1)))
	}
	for _, o := range p.Without {
		f = s.And(f, s.In(variables[o], mdd.Of(0)))
	}
	return f
}

// options returns options as values of the variable of their question.
func options(options []int) mdd.Values {
	var v mdd.Values
	for _, o := range options {
		v = v.Union(mdd.Of(o + 1))
	}
	return v
}

// general returns the answers to some questions, generalized one after the other for as long as
// wrong contains none of their complete sets of answers.
func (e *Explainer) general(questions []int, given criteria.Answers, wrong mdd.Ref) Reason {
	out := make(Reason, len(questions))
	for i, q := range questions {
		out[i] = e.part(q, given)
	}
	for i := range out {
		others := wrong
		for j, p := range out {
			if j != i {
				others = e.space.And(others, e.counts(p))
			}
		}
		e.generalize(&out[i], func(p Part) bool { return e.space.And(others, e.counts(p)) == mdd.False })
	}
	return out
}

// generalize replaces a part by the most general one for which holds is true.
func (e *Explainer) generalize(p *Part, holds func(Part) bool) {
	q := &e.Set.Questions[p.Question]
	if q.Many {
		for _, boxes := range []*[]int{&p.Without, &p.With} {
			for _, o := range slices.Clone(*boxes) {
				before := *boxes
				*boxes = slices.DeleteFunc(slices.Clone(before), func(x int) bool { return x == o })
				if !holds(*p) {
					*boxes = before
				}
			}
		}
		return
	}
	if s := q.Scale; s != nil && p.With[0] < len(s.Intervals) {
		for _, step := range []int{-1, 1} {
			for o := p.With[0] + step; o >= 0 && o < len(s.Intervals); o += step {
				wider := Part{Question: p.Question, With: slices.Sorted(slices.Values(append(slices.Clone(p.With), o)))}
				if !slices.Contains(p.With, o) && !holds(wider) {
					break
				} else if !slices.Contains(p.With, o) {
					*p = wider
				}
			}
		}
	}
}
