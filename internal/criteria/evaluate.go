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

// Result is the evaluation of a set for answers, complete or not.
type Result struct {
	// Asked holds the indexes of the questions whose ask is true, in the set's order, without the
	// unanswered ones once asking has stopped.
	Asked []int
	// Verdicts holds the verdict on each criterion of the set.
	Verdicts []Verdict
	// Outcome is the index of the outcome that is reached, or -1.
	Outcome int
	// Next is the index of the first question that is asked and unanswered, or -1 once asking has
	// stopped.
	Next int
}

// Stopped reports whether asking has stopped: an outcome is reached and no criterion is pending.
func (r *Result) Stopped() bool {
	return r.Outcome >= 0 && !slices.Contains(r.Verdicts, Pending)
}

// Evaluate evaluates the set for answers, as the package comment defines. Any answers will do:
// invalid ones, see [Question.Answer], count as none.
func (s *Set) Evaluate(answers Answers) Result {
	e := evaluation{
		asked:    make([]Truth, len(s.Questions)),
		chosen:   make([][]int, len(s.Questions)),
		verdicts: make([]Verdict, len(s.Criteria)),
	}
	for i := range s.Questions {
		e.asked[i] = e.holds(s.Questions[i].Ask, True)
		e.chosen[i] = s.Questions[i].Answer(answers[i])
	}
	for i := range s.Criteria {
		e.verdicts[i] = e.verdict(&s.Criteria[i])
	}
	r := Result{Verdicts: e.verdicts, Outcome: e.outcome(s.Outcomes), Next: -1}
	stopped := r.Stopped()
	for i, asked := range e.asked {
		if asked != True || stopped && e.chosen[i] == nil {
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
	asked    []Truth
	chosen   [][]int
	verdicts []Verdict
}

func (e *evaluation) verdict(c *Criterion) Verdict {
	switch e.holds(c.Applies, True) {
	case Unknown:
		return Pending
	case False:
		return NotApplicable
	}
	met, unmet := e.holds(c.Met, False), e.holds(c.Unmet, False)
	switch {
	case met == True:
		return Met
	case unmet == True:
		return Unmet
	case met == False && unmet == False:
		return Open
	default:
		return Pending
	}
}

// outcome returns the outcome that is reached, or -1.
func (e *evaluation) outcome(outcomes []Outcome) int {
	for i := range outcomes {
		switch e.holds(outcomes[i].When, True) {
		case True:
			return i
		case Unknown:
			return -1
		}
	}
	return -1
}

// holds evaluates a condition, or returns otherwise if it is nil.
func (e *evaluation) holds(c *Condition, otherwise Truth) Truth {
	if c == nil {
		return otherwise
	}
	return e.truth(c.Root)
}

func (e *evaluation) truth(x Expr) Truth {
	switch x := x.(type) {
	case And:
		least := True
		for _, t := range x.Terms {
			least = min(least, e.truth(t))
		}
		return least
	case Or:
		greatest := False
		for _, t := range x.Terms {
			greatest = max(greatest, e.truth(t))
		}
		return greatest
	case Not:
		return -e.truth(x.X)
	case Count:
		least, most := 0, 0 // of the terms that are true, once all are known
		for _, t := range x.Terms {
			switch e.truth(t) {
			case True:
				least++
				most++
			case Unknown:
				most++
			}
		}
		switch {
		case least >= x.Least && most <= x.Most:
			return True
		case most < x.Least || least > x.Most:
			return False
		}
		return Unknown
	case Is:
		return e.compare(x.Question, func(chosen []int) bool { return slices.Contains(x.Options, chosen[0]) })
	case Has:
		return e.compare(x.Question, func(chosen []int) bool { return slices.Contains(chosen, x.Option) })
	case Answered:
		return e.compare(x.Question, func([]int) bool { return true })
	case VerdictIs:
		v := e.verdicts[x.Criterion]
		if v == Pending {
			return Unknown
		}
		return truth(slices.Contains(x.Verdicts, v))
	default:
		panic("criteria: a condition of another package")
	}
}

// compare returns the value of a comparison with a question. It calls holds, which decides the
// comparison, only if the question is asked and has a valid answer.
func (e *evaluation) compare(question int, holds func(chosen []int) bool) Truth {
	switch {
	case e.asked[question] == False:
		return False
	case e.asked[question] == Unknown || e.chosen[question] == nil:
		return Unknown
	default:
		return truth(holds(e.chosen[question]))
	}
}
