package criteria

import "slices"

// Truth is a value of Kleene's strong logic. The values are ordered, so that "and" is the minimum
// of its terms, "or" the maximum, and "not" a change of sign.
type Truth int8

// The truth values.
const (
	False Truth = iota - 1
	Unknown
	True
)

func truth(b bool) Truth {
	if b {
		return True
	}
	return False
}

// value is the value of a condition.
type value struct {
	Truth
	// settled reports whether the answers that it waits for have been given. What is true or false
	// is settled; what is unknown is if the reader doesn't know an answer.
	settled bool
}

func known(b bool) value { return value{truth(b), true} }

func (v value) not() value { return value{-v.Truth, v.settled} }

// all returns the conjunction of values: it is settled if one is false or all are settled.
func all(values []value) value {
	out := value{True, true}
	for _, v := range values {
		out.Truth = min(out.Truth, v.Truth)
		out.settled = out.settled && v.settled
	}
	out.settled = out.settled || out.Truth == False
	return out
}

// some returns the disjunction of values: it is settled if one is true or all are settled.
func some(values []value) value {
	out := value{False, true}
	for _, v := range values {
		out.Truth = max(out.Truth, v.Truth)
		out.settled = out.settled && v.settled
	}
	out.settled = out.settled || out.Truth == True
	return out
}

// Result is the evaluation of a set for answers, complete or not.
type Result struct {
	// Asked holds the indexes of the questions whose ask is true, in the set's order, without the
	// unanswered ones once asking has stopped.
	Asked []int
	// Verdicts holds the verdict on each criterion of the set.
	Verdicts []Verdict
	// Outcome is the index of the outcome that is reached, or -1.
	Outcome int
	// Items holds the indexes of the items of the outcome that are part of it.
	Items []int
	// Next is the index of the first question that is asked and unanswered, or -1 once asking has
	// stopped.
	Next    int
	stopped bool
}

// Stopped reports whether asking has stopped: an outcome is reached, its items are settled, and it
// is final or no criterion is pending.
func (r *Result) Stopped() bool { return r.stopped }

// Verdict returns the name of the verdict on a criterion. One that is still pending when asking has
// stopped is "not_assessed".
func (r *Result) Verdict(criterion int) string {
	if v := r.Verdicts[criterion]; v != Pending || !r.stopped {
		return v.String()
	}
	return NotAssessed
}

// NotAssessed is the name of the verdict on a criterion that is pending when asking has stopped.
const NotAssessed = "not_assessed"

// Evaluate evaluates the set for answers, as the package comment defines. Any answers will do:
// invalid ones, see [Question.Answer], count as none.
func (s *Set) Evaluate(answers Answers) Result {
	e := evaluation{
		questions: s.Questions,
		asked:     make([]value, len(s.Questions)),
		chosen:    make([][]int, len(s.Questions)),
		verdicts:  make([]Verdict, len(s.Criteria)),
	}
	for i := range s.Questions {
		e.asked[i] = e.holds(s.Questions[i].Ask, true)
		e.chosen[i] = s.Questions[i].Answer(answers[i])
	}
	applies := e.holds(s.Applies, true)
	for i := range s.Criteria {
		e.verdicts[i] = e.verdict(applies, &s.Criteria[i])
	}
	r := Result{Verdicts: e.verdicts, Outcome: e.outcome(applies, s), Next: -1}
	if r.Outcome >= 0 {
		o := &s.Outcomes[r.Outcome]
		r.stopped = o.Final || applies.Truth == False || !slices.Contains(r.Verdicts, Pending)
		for i := range o.Items {
			when := e.holds(o.Items[i].When, true)
			if r.stopped = r.stopped && when.settled; when.Truth == True {
				r.Items = append(r.Items, i)
			}
		}
	}
	for i, asked := range e.asked {
		if asked.Truth != True || r.stopped && e.chosen[i] == nil {
			continue
		}
		r.Asked = append(r.Asked, i)
		if r.Next < 0 && e.chosen[i] == nil {
			r.Next = i
		}
	}
	return r
}

// Answer validates the chosen options. It drops duplicates and unknown options, and returns nil if
// the rest is empty or a contradiction.
func (q *Question) Answer(chosen []int) []int {
	var options []int
	exclusive := false
	for _, o := range chosen {
		if o < 0 || o >= len(q.Options) || slices.Contains(options, o) {
			continue
		}
		options = append(options, o)
		exclusive = exclusive || q.Options[o].Exclusive
	}
	if len(options) > 1 && (exclusive || !q.Many) {
		return nil
	}
	return options
}

// evaluation holds the intermediate results: those of the questions are complete before criteria
// are evaluated, and those of the criteria before outcomes are.
type evaluation struct {
	questions []Question
	asked     []value
	chosen    [][]int
	verdicts  []Verdict
}

// verdict returns the verdict on a criterion of a set that applies, or not.
func (e *evaluation) verdict(set value, c *Criterion) Verdict {
	applies := all([]value{set, e.holds(c.Applies, true)})
	switch {
	case applies.Truth == False:
		return NotApplicable
	case applies.Truth == Unknown && applies.settled:
		return Open
	case applies.Truth == Unknown:
		return Pending
	}
	met, unmet := e.holds(c.Met, false), e.holds(c.Unmet, false)
	switch {
	case met.Truth == True:
		return Met
	case unmet.Truth == True:
		return Unmet
	case met.settled && unmet.settled:
		return Open
	default:
		return Pending
	}
}

// outcome returns the outcome that is reached, or -1.
func (e *evaluation) outcome(applies value, s *Set) int {
	switch {
	case applies.Truth == False:
		return s.Otherwise
	case !applies.settled:
		return -1
	}
	for i := range s.Outcomes {
		when := e.holds(s.Outcomes[i].When, true)
		if when.Truth == True {
			return i
		}
		if !when.settled {
			return -1
		}
	}
	return -1
}

// holds evaluates a condition, or returns otherwise if it is nil.
func (e *evaluation) holds(c *Condition, otherwise bool) value {
	if c == nil {
		return known(otherwise)
	}
	return e.value(c.Root)
}

func (e *evaluation) values(terms []Expr) []value {
	out := make([]value, len(terms))
	for i, t := range terms {
		out[i] = e.value(t)
	}
	return out
}

func (e *evaluation) value(x Expr) value {
	switch x := x.(type) {
	case And:
		return all(e.values(x.Terms))
	case Or:
		return some(e.values(x.Terms))
	case Not:
		return e.value(x.X).not()
	case Count:
		return count(e.values(x.Terms), x.Least, x.Most)
	case Is:
		named := slices.ContainsFunc(x.Options, func(o int) bool { return e.questions[x.Question].Options[o].Unsure })
		return e.compare(x.Question, named, func(chosen []int) bool { return slices.Contains(x.Options, chosen[0]) })
	case Has:
		named := e.questions[x.Question].Options[x.Option].Unsure
		return e.compare(x.Question, named, func(chosen []int) bool { return slices.Contains(chosen, x.Option) })
	case Answered:
		return e.compare(x.Question, true, func([]int) bool { return true })
	case VerdictIs:
		v := e.verdicts[x.Criterion]
		if v == Pending {
			return value{Unknown, false}
		}
		return known(slices.Contains(x.Verdicts, v))
	default:
		panic("criteria: a condition of another package")
	}
}

// count returns whether at least least and at most most of some conditions are true.
func count(terms []value, least, most int) value {
	yes, maybe, settled := 0, 0, true // of the terms: those that are true, and those that may be
	for _, t := range terms {
		settled = settled && t.settled
		switch t.Truth {
		case True:
			yes++
			maybe++
		case Unknown:
			maybe++
		}
	}
	switch {
	case yes >= least && maybe <= most:
		return known(true)
	case maybe < least || yes > most:
		return known(false)
	}
	return value{Unknown, settled}
}

// compare returns the value of a comparison with a question. It calls holds, which decides the
// comparison, only if the question is asked and has a valid answer. An answer of readers who don't
// know decides only comparisons that name it.
func (e *evaluation) compare(question int, named bool, holds func(chosen []int) bool) value {
	asked, chosen := e.asked[question], e.chosen[question]
	switch {
	case asked.Truth == False:
		return known(false)
	case asked.Truth == Unknown:
		return asked
	case chosen == nil:
		return value{Unknown, false}
	case !named && e.questions[question].Options[chosen[0]].Unsure:
		return value{Unknown, true}
	default:
		return known(holds(chosen))
	}
}
