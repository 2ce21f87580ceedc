package explanation

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/symbolic"
)

// Region is a change after which an unmet criterion is met, and the states of the form for which
// it is a smallest one.
type Region struct {
	Criterion int
	// Change is the change. To tick a box unticks the ones that exclude it.
	Change Change
	// Now holds by part whether its question is shown before the change wherever Must holds.
	Now []bool
	// Must is where the change has to be named, May where it may: wherever the criterion is unmet
	// and May holds the change is true, and it is a smallest one if asking has stopped and no
	// answer is stale.
	Must, May mdd.Ref
}

// MaxChange is the number of answers of the largest change that [Regions] names: a longer one is no
// help to a reader.
const MaxChange = 3

// Regions returns the smallest changes that meet the unmet criteria, in the order of the criteria,
// then the smallest first. For each result with an unmet criterion that a change of at most
// [MaxChange] answers meets there is one. If every is true, all changes of one answer are among
// them, else only as many as are needed. It must be called within [symbolic.Functions.Within].
func Regions(f *symbolic.Functions, every bool) (out []Region) {
	e := newExplainer(f)
	for c := range f.Set.Criteria {
		out = append(out, e.regions(c, every)...)
	}
	return out
}

func (e *Explainer) regions(criterion int, every bool) (out []Region) {
	s := e.space
	met, unmet := e.Verdicts[criterion][criteria.Met], e.Verdicts[criterion][criteria.Unmet]
	results := s.And(unmet, e.Stopped, e.clean(), e.valid)
	within := met // where at most that many changes meet the criterion
	for size := 1; size <= MaxChange; size++ {
		before := within
		within = e.nearer(before)
		must := s.And(results, s.Diff(within, before))
		elsewhere := s.Or(s.Not(unmet), s.Not(results))
		smallest := s.Or(elsewhere, s.Not(before)) // where no smaller change does
		left := must
		// add adds a change that has to be named where it is true, but for where another one is.
		add := func(c Change, another mdd.Ref) {
			holds := e.works(c, met)
			where := s.Diff(s.And(must, holds), another)
			if where == mdd.False || !every && s.And(where, left) == mdd.False {
				return
			}
			left = s.Diff(left, where)
			r := Region{Criterion: criterion, Change: c, Must: where, May: s.Or(s.Not(unmet), s.Diff(s.And(holds, smallest), another))}
			for _, p := range c {
				r.Now = append(r.Now, s.Implies(where, e.Shown[p.Question]))
			}
			out = append(out, r)
		}
		if size == 1 {
			for q := range e.Set.Questions {
				e.singles(q, met, must, add)
			}
		}
		for left != mdd.False {
			values, _ := s.Cheapest(left)
			c := e.change(e.Form.Answers(values), met)
			add(c, mdd.False)
		}
	}
	return out
}

// clean returns where no question that isn't asked has an answer.
func (e *Explainer) clean() mdd.Ref {
	f := mdd.True
	for q := range e.Set.Questions {
		f = e.space.And(f, e.space.Or(e.Asked[q].True, e.same(q, make([]int, e.space.Variables()))))
	}
	return f
}

// nearer returns where the change of at most one question leads to where f is true.
func (e *Explainer) nearer(f mdd.Ref) mdd.Ref {
	s, out := e.space, f
	for q := range e.Set.Questions {
		allowed := e.Answered[q]
		variables := e.Form.Variables(q)
		for o, option := range e.Set.Questions[q].Options {
			if option.Unsure && e.Set.Questions[q].Many {
				allowed = s.Diff(allowed, s.In(variables[o], mdd.Of(1)))
			} else if option.Unsure {
				allowed = s.Diff(allowed, s.In(variables[0], mdd.Of(o+1)))
			}
		}
		out = s.Or(out, s.Exists(s.And(f, allowed), variables...))
	}
	return out
}

// works returns where a function is true after a change, whichever of its alternatives is taken.
func (e *Explainer) works(c Change, to mdd.Ref) mdd.Ref {
	s := e.space
	var variables []int
	after := mdd.True
	for _, p := range c {
		own := e.Form.Variables(p.Question)
		q := &e.Set.Questions[p.Question]
		if !q.Many {
			variables = append(variables, own[0])
			after = s.And(after, s.In(own[0], options(p.With)))
			continue
		}
		exclusive := func(o int) bool { return q.Options[o].Exclusive }
		for o, v := range own {
			ticked := slices.Contains(p.With, o)
			excluded := len(p.With) > 0 && !ticked && (exclusive(o) || slices.ContainsFunc(p.With, exclusive))
			if ticked || excluded || slices.Contains(p.Without, o) {
				variables = append(variables, v)
				value := 0
				if ticked {
					value = 1
				}
				after = s.And(after, s.In(v, mdd.Of(value)))
			}
		}
	}
	return s.Not(s.Exists(s.Diff(after, to), variables...))
}

// singles adds the changes of the answer to one question that meet a criterion.
func (e *Explainer) singles(question int, met, must mdd.Ref, add func(Change, mdd.Ref)) {
	s, q := e.space, &e.Set.Questions[question]
	put := func(p Part, another mdd.Ref) { p.Question = question; add(Change{p}, another) }
	if q.Many {
		for o := range q.Options {
			if !q.Options[o].Unsure {
				put(Part{With: []int{o}}, mdd.False)
			}
			put(Part{Without: []int{o}}, mdd.False)
		}
		return
	}
	n := 0
	if q.Scale != nil {
		n = len(q.Scale.Intervals)
	}
	regions := make([]mdd.Ref, len(q.Options)) // by option; an interval or an option
	for o := range q.Options {
		if !q.Options[o].Unsure {
			regions[o] = s.And(must, e.works(Change{{Question: question, With: []int{o}}}, met))
		}
	}
	at := func(o int) mdd.Ref {
		if o < 0 || o >= n {
			return mdd.False
		}
		return regions[o]
	}
	for from := range n { // All runs of intervals that are the longest somewhere.
		run := s.Diff(at(from), at(from-1))
		var with []int
		for to := from; to < n && run != mdd.False; to++ {
			run, with = s.And(run, at(to)), append(with, to)
			if s.Diff(run, at(to+1)) != mdd.False {
				put(Part{With: slices.Clone(with)}, s.Diff(must, s.Diff(run, at(to+1))))
			}
		}
	}
	for o := n; o < len(q.Options); o++ {
		var with []int
		wanted := regions[o] != mdd.False
		for p := n; p < len(q.Options); p++ {
			switch same := regions[p] == regions[o]; {
			case same && p < o:
				wanted = false // with p
			case same:
				with = append(with, p)
			case regions[p] != mdd.False && s.Implies(regions[o], regions[p]):
				wanted = false // p is enough
			}
		}
		if wanted {
			put(Part{With: with}, mdd.False)
		}
	}
}
