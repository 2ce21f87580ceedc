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
	// Now holds by part whether its question is shown before the change, wherever the criterion is
	// unmet and May holds. The others come up by the change.
	Now []bool
	// Must is where the change has to be named: it is one of the smallest for a result to which
	// answers in the order of the questions lead. Answers to questions that aren't asked any more
	// may be in the form. May is where it may be named: wherever the criterion is unmet and May
	// holds the change is true and, for such a result, one of the smallest.
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
	clean := e.inOrder()
	results := s.And(unmet, e.Stopped, e.valid, clean)
	within := met // where at most that many changes meet the criterion
	for size := 1; size <= MaxChange; size++ {
		before := within
		within = e.nearer(before)
		must := e.withStale(s.And(results, s.Diff(within, before)))
		// Stale answers may count again after a change: they make none smaller.
		smallest := s.Or(must, s.Not(e.withStale(results)))
		left := must
		// add adds a change that has to be named where it is true, but for where another one is.
		add := func(c Change, another mdd.Ref) {
			may := s.And(e.works(c, met), smallest)
			where := s.Diff(s.And(must, may), another)
			usual := s.And(where, clean)
			if usual == mdd.False || !every && s.And(usual, left) == mdd.False {
				return
			}
			r := Region{Criterion: criterion, Change: c}
			for _, p := range c {
				now := s.Implies(where, e.Shown[p.Question])
				if r.Now = append(r.Now, now); now {
					may = s.And(may, e.Shown[p.Question])
				}
			}
			left = s.Diff(left, where)
			r.Must, r.May = where, s.Or(s.Not(unmet), s.Diff(may, another))
			out = append(out, r)
		}
		if size == 1 {
			for q := range e.Set.Questions {
				e.singles(q, met, s.And(must, clean), func(c Change, only mdd.Ref) { add(c, s.Diff(must, e.withStale(only))) })
			}
		}
		for left != mdd.False {
			values, _ := s.Cheapest(s.And(left, clean))
			add(e.change(e.Form.Answers(values), met), mdd.False)
		}
	}
	return out
}

// inOrder returns the states to which answers in the order of the questions lead: no question that
// isn't asked has an answer, and none after one that is asked and has none.
func (e *Explainer) inOrder() mdd.Ref {
	s := e.space
	none := make([]int, s.Variables())
	f, later := mdd.True, mdd.True // no later question has an answer
	for q := len(e.Set.Questions) - 1; q >= 0; q-- {
		empty := e.same(q, none)
		f = s.And(f, s.Or(e.Asked[q].True, empty), s.Or(e.Passed(q), later))
		later = s.And(later, empty)
	}
	return f
}

// withStale returns the states in which f is true without the answers to questions that aren't
// asked.
func (e *Explainer) withStale(f mdd.Ref) mdd.Ref {
	s := e.space
	none := make([]int, s.Variables())
	for q := range e.Set.Questions {
		if asked := e.Asked[q].True; asked != mdd.True {
			erased := s.Exists(s.And(f, e.same(q, none)), e.Form.Variables(q)...)
			f = s.Or(s.And(asked, f), s.Diff(erased, asked))
		}
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

// singles adds the changes of the answer to one question that meet a criterion where must is true,
// each with the part of it in which it is to be named.
func (e *Explainer) singles(question int, met, must mdd.Ref, add func(c Change, only mdd.Ref)) {
	s, q := e.space, &e.Set.Questions[question]
	put := func(p Part, only mdd.Ref) { p.Question = question; add(Change{p}, only) }
	if q.Many {
		for o := range q.Options {
			if !q.Options[o].Unsure {
				put(Part{With: []int{o}}, must)
			}
			put(Part{Without: []int{o}}, must)
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
				put(Part{With: slices.Clone(with)}, s.Diff(run, at(to+1)))
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
			put(Part{With: with}, must)
		}
	}
}
