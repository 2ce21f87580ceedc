package decision

import (
	"fmt"

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
	asked  []mdd.Ref
	// verdicts are by criterion and verdict. Pending is false everywhere: answers are complete.
	verdicts [][5]mdd.Ref
	outcomes []mdd.Ref
}

func newFunctions(set *criteria.Set) *functions {
	f := &functions{set: set}
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
		f.asked = append(f.asked, f.condition(f.set.Questions[q].Ask))
	}
	for i := range f.set.Criteria {
		c := &f.set.Criteria[i]
		var v [5]mdd.Ref
		applies, met, unmet := f.condition(c.Applies), f.condition(c.Met), f.condition(c.Unmet)
		v[criteria.NotApplicable] = s.Not(applies)
		v[criteria.Met] = s.And(applies, met)
		v[criteria.Unmet] = s.Diff(s.And(applies, unmet), met)
		v[criteria.Open] = s.Diff(applies, s.Or(met, unmet))
		f.verdicts = append(f.verdicts, v)
	}
	rest := mdd.True
	for _, o := range f.set.Outcomes {
		when := f.condition(o.When)
		f.outcomes = append(f.outcomes, s.And(rest, when))
		rest = s.Diff(rest, when)
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

// condition returns where a condition is true: everywhere if it is nil.
func (f *functions) condition(c *criteria.Condition) mdd.Ref {
	if c == nil {
		return mdd.True
	}
	return f.expression(c.Root)
}

func (f *functions) expression(e criteria.Expr) mdd.Ref {
	s := f.space
	switch e := e.(type) {
	case criteria.And:
		out := mdd.True
		for _, t := range e.Terms {
			out = s.And(out, f.expression(t))
		}
		return out
	case criteria.Or:
		out := mdd.False
		for _, t := range e.Terms {
			out = s.Or(out, f.expression(t))
		}
		return out
	case criteria.Not:
		return s.Not(f.expression(e.X))
	case criteria.Count:
		counts := make([]mdd.Ref, len(e.Terms)+1) // where i of the terms so far are true, by i
		counts[0] = mdd.True
		for _, t := range e.Terms {
			yes := f.expression(t)
			for i := len(counts) - 1; i >= 0; i-- {
				counts[i] = s.Diff(counts[i], yes)
				if i > 0 {
					counts[i] = s.Or(counts[i], s.And(counts[i-1], yes))
				}
			}
		}
		return s.Or(counts[e.Least : e.Most+1]...)
	case criteria.Is:
		return s.And(f.asked[e.Question], s.In(f.first[e.Question], mdd.Of(e.Options...)))
	case criteria.Has:
		return s.And(f.asked[e.Question], s.In(f.first[e.Question]+e.Option, mdd.Of(1)))
	case criteria.Answered:
		return f.asked[e.Question]
	case criteria.VerdictIs:
		out := mdd.False
		for _, v := range e.Verdicts {
			out = s.Or(out, f.verdicts[e.Criterion][v])
		}
		return out
	}
	panic(fmt.Sprintf("decision: unknown expression %T", e)) // Package criteria seals the interface.
}
