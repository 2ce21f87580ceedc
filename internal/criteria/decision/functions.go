package decision

import (
	"fmt"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
)

// functions are a set's functions over complete answers. A question of type one is a variable whose
// values are its options; one of type many is a variable per option, with the values 0, not chosen,
// and 1, chosen. Functions don't depend on answers to questions that aren't asked. Their values for
// invalid combinations of boxes are arbitrary.
type functions struct {
	set   *criteria.Set
	space *mdd.Space
	// first holds the first variable of each question and, at the end, the number of variables.
	first []int
	// answer holds, by question, which combinations of boxes are valid answers.
	answer []mdd.Ref
	// asked holds where a question is asked, unasked where its ask is false.
	asked, unasked []mdd.Ref
	// doubtful reports whether readers may not know an answer.
	doubtful bool
	// verdicts are by criterion and verdict. Pending is false everywhere: answers are complete.
	verdicts [][5]mdd.Ref
	outcomes []mdd.Ref
}

func newFunctions(set *criteria.Set) *functions {
	f := &functions{set: set}
	f.doubtful = slices.ContainsFunc(set.Questions, func(q criteria.Question) bool {
		return slices.ContainsFunc(q.Options, func(o criteria.Option) bool { return o.Unsure })
	})
	var arities []int
	for i := range set.Questions {
		q := &set.Questions[i]
		f.first = append(f.first, len(arities))
		if !q.Many {
			arities = append(arities, len(q.Options))
			continue
		}
		for range q.Options {
			arities = append(arities, 2)
		}
	}
	f.first = append(f.first, len(arities))
	f.space = mdd.New(arities, maxFunctionNodes, maxSteps)
	return f
}

func (f *functions) build() {
	s := f.space
	for q := range f.set.Questions {
		f.answer = append(f.answer, f.answered(q))
		ask := f.condition(f.set.Questions[q].Ask)
		f.asked, f.unasked = append(f.asked, ask.yes), append(f.unasked, ask.no)
	}
	set := f.condition(f.set.Applies)
	for i := range f.set.Criteria {
		c := &f.set.Criteria[i]
		var v [5]mdd.Ref
		applies, met, unmet := f.condition(c.Applies), f.condition(c.Met), f.condition(c.Unmet)
		if c.Unmet == nil {
			unmet.yes = mdd.False
		}
		if c.Met == nil {
			met.yes = mdd.False
		}
		applied := s.And(set.yes, applies.yes)
		v[criteria.NotApplicable] = s.Or(set.no, applies.no)
		v[criteria.Met] = s.And(applied, met.yes)
		v[criteria.Unmet] = s.Diff(s.And(applied, unmet.yes), met.yes)
		v[criteria.Open] = s.Not(s.Or(v[criteria.NotApplicable], v[criteria.Met], v[criteria.Unmet]))
		f.verdicts = append(f.verdicts, v)
	}
	rest := s.Not(set.no)
	for _, o := range f.set.Outcomes {
		when := f.condition(o.When)
		f.outcomes = append(f.outcomes, s.And(rest, when.yes))
		rest = s.Diff(rest, when.yes)
	}
	if f.set.Applies != nil {
		f.outcomes[f.set.Otherwise] = s.Or(f.outcomes[f.set.Otherwise], set.no)
	}
}

// answered returns where a question has a valid answer: for type many, at least one box, and no
// exclusive one beside another.
func (f *functions) answered(question int) mdd.Ref {
	s, q := f.space, &f.set.Questions[question]
	if !q.Many {
		return mdd.True
	}
	// Bottom up: each function says which later boxes may be ticked if none, an ordinary or an
	// exclusive one is ticked before.
	none, ordinary, exclusive := mdd.False, mdd.True, mdd.True
	for o := len(q.Options) - 1; o >= 0; o-- {
		v := f.first[question] + o
		if q.Options[o].Exclusive {
			none = s.Node(v, []mdd.Ref{none, exclusive})
			ordinary = s.Node(v, []mdd.Ref{ordinary, mdd.False})
		} else {
			none = s.Node(v, []mdd.Ref{none, ordinary})
		}
		exclusive = s.Node(v, []mdd.Ref{exclusive, mdd.False})
	}
	return none
}

// rails are where a condition is true, and where it is false. For complete answers of readers who
// know all of them it is one of the two.
type rails struct{ yes, no mdd.Ref }

// condition returns the functions of a condition, which is true if it is nil.
func (f *functions) condition(c *criteria.Condition) rails {
	if c == nil {
		return rails{mdd.True, mdd.False}
	}
	return f.expression(c.Root)
}

func (f *functions) expression(e criteria.Expr) rails {
	s := f.space
	switch e := e.(type) {
	case criteria.And:
		yes, no := f.terms(e.Terms)
		return f.rails(s.And(yes...), func() mdd.Ref { return s.Or(no...) })
	case criteria.Or:
		yes, no := f.terms(e.Terms)
		return f.rails(s.Or(yes...), func() mdd.Ref { return s.And(no...) })
	case criteria.Not:
		x := f.expression(e.X)
		return rails{x.no, x.yes}
	case criteria.Count:
		n := len(e.Terms)
		yes, no := f.terms(e.Terms)
		if !f.doubtful {
			return f.rails(f.counted(yes, e.Least, e.Most), nil)
		}
		// At most k are true if the others are false.
		return rails{
			s.And(f.counted(yes, e.Least, n), f.counted(no, n-e.Most, n)),
			s.Or(f.counted(yes, e.Most+1, n), f.counted(no, n-e.Least+1, n)),
		}
	case criteria.Is:
		named := slices.ContainsFunc(e.Options, func(o int) bool { return f.set.Questions[e.Question].Options[o].Unsure })
		return f.compared(e.Question, named, s.In(f.first[e.Question], mdd.Of(e.Options...)))
	case criteria.Has:
		named := f.set.Questions[e.Question].Options[e.Option].Unsure
		return f.compared(e.Question, named, s.In(f.first[e.Question]+e.Option, mdd.Of(1)))
	case criteria.Answered:
		return rails{f.asked[e.Question], f.unasked[e.Question]}
	case criteria.VerdictIs:
		yes := mdd.False
		for _, v := range e.Verdicts {
			yes = s.Or(yes, f.verdicts[e.Criterion][v])
		}
		return rails{yes, s.Not(yes)}
	}
	panic(fmt.Sprintf("decision: unknown expression %T", e)) // Package criteria seals the interface.
}

// terms returns where each of some terms is true, and where it is false.
func (f *functions) terms(terms []criteria.Expr) (yes, no []mdd.Ref) {
	for _, t := range terms {
		x := f.expression(t)
		yes, no = append(yes, x.yes), append(no, x.no)
	}
	return yes, no
}

// rails returns a condition that is true where yes is, and false where no says. Where no answer is
// in doubt, that is wherever it isn't true, and no isn't called.
func (f *functions) rails(yes mdd.Ref, no func() mdd.Ref) rails {
	if f.doubtful {
		return rails{yes, no()}
	}
	return rails{yes, f.space.Not(yes)}
}

// counted returns where at least least and at most most of some functions are true.
func (f *functions) counted(of []mdd.Ref, least, most int) mdd.Ref {
	s := f.space
	counts := make([]mdd.Ref, len(of)+1) // where i of the functions so far are true, by i
	counts[0] = mdd.True
	for _, yes := range of {
		for i := len(counts) - 1; i >= 0; i-- {
			counts[i] = s.Diff(counts[i], yes)
			if i > 0 {
				counts[i] = s.Or(counts[i], s.And(counts[i-1], yes))
			}
		}
	}
	out := mdd.False
	for i := max(least, 0); i <= min(most, len(of)); i++ {
		out = s.Or(out, counts[i])
	}
	return out
}

// compared returns a comparison with a question; holds is where it has one of the answers compared
// with, and named reports whether one of them is for readers who don't know.
func (f *functions) compared(question int, named bool, holds mdd.Ref) rails {
	s, asked, q := f.space, f.asked[question], &f.set.Questions[question]
	known := asked
	for o, option := range q.Options {
		switch {
		case named || !option.Unsure:
		case q.Many:
			known = s.Diff(known, s.In(f.first[question]+o, mdd.Of(1)))
		default:
			known = s.Diff(known, s.In(f.first[question], mdd.Of(o)))
		}
	}
	return f.rails(s.And(known, holds), func() mdd.Ref { return s.Or(f.unasked[question], s.Diff(known, holds)) })
}
