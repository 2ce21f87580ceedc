package criteriatest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"baken.example/baken/internal/criteria"
)

// Pair returns two random sets without texts, the second of which is the first after a few changes:
// of questions, their order, options, ranges, limits, conditions, outcomes, items and criteria.
// They may fail the proof.
func Pair(r *rand.Rand, questions, changes int) (old, new *criteria.Set) {
	old = Random(r, questions)
	for i := range old.Questions {
		if q := &old.Questions[i]; !q.Many && r.IntN(3) == 0 {
			scaled(r, q)
		}
	}
	new = clone(old)
	for range changes {
		change(r, new)
	}
	return old, new
}

// scaled makes a question of type one a question about numbers with as many intervals as it has
// options for readers who know.
func scaled(r *rand.Rand, q *criteria.Question) {
	n := slices.IndexFunc(q.Options, func(o criteria.Option) bool { return o.Unsure })
	if n < 0 {
		n = len(q.Options)
	}
	q.Scale = &criteria.Scale{Kind: criteria.Number, Min: int64(r.IntN(3)), Step: []int64{1, 1, 1, 2, 3}[r.IntN(5)]}
	q.Scale.Intervals = make([]criteria.Interval, n)
	rescale(r, q)
}

// rescale gives the intervals of a question random limits.
func rescale(r *rand.Rand, q *criteria.Question) {
	s := q.Scale
	low := s.Min
	for i := range s.Intervals {
		high := low + int64(r.IntN(3))*s.Step
		s.Intervals[i] = criteria.Interval{Low: low, High: high}
		q.Options[i] = criteria.Option{ID: text(s.IntervalID(s.Intervals[i]))}
		low = high + s.Step
	}
	s.Max = low - s.Step
}

// clone returns a deep copy of all that change changes.
func clone(set *criteria.Set) *criteria.Set {
	c := *set
	c.Questions, c.Criteria, c.Outcomes = slices.Clone(set.Questions), slices.Clone(set.Criteria), slices.Clone(set.Outcomes)
	for i := range c.Questions {
		q := &c.Questions[i]
		q.Options = slices.Clone(q.Options)
		if q.Scale != nil {
			s := *q.Scale
			s.Intervals = slices.Clone(s.Intervals)
			q.Scale = &s
		}
	}
	for i := range c.Outcomes {
		c.Outcomes[i].Items = slices.Clone(c.Outcomes[i].Items)
	}
	return &c
}

// change makes one random change.
func change(r *rand.Rand, set *criteria.Set) {
	at := r.IntN(len(set.Questions))
	q := &set.Questions[at]
	switch r.IntN(17) {
	case 0:
		addQuestion(r, set)
	case 1:
		removeQuestion(r, set, at)
	case 2, 3:
		exchange(set, at)
	case 4:
		if !q.Many || len(q.Options) < 5 {
			q.Options = append(q.Options, criteria.Option{ID: text(fmt.Sprintf("x%d", len(q.Options)))})
		}
	case 5:
		removeOption(r, set, at)
	case 6, 7:
		if q.Scale != nil {
			q.Scale.Min, q.Scale.Step = int64(r.IntN(4)), []int64{q.Scale.Step, q.Scale.Step, 1, 2, 3}[r.IntN(5)]
			rescale(r, q)
		} else if q.Many {
			o := &q.Options[r.IntN(len(q.Options))]
			o.Exclusive = !o.Exclusive || o.Unsure
		}
	case 8:
		if o := &q.Options[len(q.Options)-1]; q.Scale == nil || len(q.Options) > len(q.Scale.Intervals) {
			o.Unsure = !o.Unsure
			o.Exclusive = q.Many && (o.Unsure || o.Exclusive)
		}
	case 9:
		if q.Ask != nil || at == 0 {
			q.Ask = nil
			break
		}
		q.Ask = condition(before(set, at), r, 1, false)
	case 10:
		c := &set.Criteria[r.IntN(len(set.Criteria))]
		c.Met = condition(set, r, 2, false)
	case 11:
		o := &set.Outcomes[r.IntN(len(set.Outcomes)-1)]
		o.When = condition(set, r, 2, true)
		o.Final = r.IntN(2) == 0
	case 12:
		o := &set.Outcomes[r.IntN(len(set.Outcomes))]
		if len(o.Items) > 0 && r.IntN(2) == 0 {
			o.Items = o.Items[1:]
			break
		}
		o.Items = append(o.Items, criteria.Item{ID: text(fmt.Sprintf("j%d", len(o.Items))), When: condition(set, r, 1, true)})
	case 13:
		if set.Applies = nil; r.IntN(2) == 0 {
			set.Applies = condition(set, r, 1, false)
		}
	case 15:
		changeType(r, q)
	case 16:
		makeMany(set, at)
	case 14:
		if n := len(set.Outcomes); r.IntN(2) == 0 {
			o := criteria.Outcome{ID: text(fmt.Sprintf("s%d", n)), When: condition(set, r, 1, true)}
			set.Outcomes = slices.Insert(set.Outcomes, 0, o)
			set.Otherwise++
		} else {
			set.Criteria = append(set.Criteria, criteria.Criterion{
				ID: text(fmt.Sprintf("d%d", len(set.Criteria))), Met: condition(set, r, 1, false), Unmet: condition(set, r, 1, false),
			})
		}
	}
}

// changeType makes a question of type one a question about numbers, or the other way round.
func changeType(r *rand.Rand, q *criteria.Question) {
	switch {
	case q.Many:
	case q.Scale == nil:
		scaled(r, q)
	default:
		q.Scale = nil
		for i := range q.Options {
			q.Options[i].ID = text(fmt.Sprintf("o%d", i))
		}
	}
}

// makeMany makes a question of type one one of type many.
func makeMany(set *criteria.Set, at int) {
	q := &set.Questions[at]
	if q.Many || q.Scale != nil || len(q.Options) > 4 {
		return
	}
	q.Many = true
	for i := range q.Options {
		q.Options[i].Exclusive = q.Options[i].Unsure
	}
	refer(set, func(e criteria.Expr) criteria.Expr {
		is, ok := e.(criteria.Is)
		if !ok || is.Question != at {
			return e
		}
		var any criteria.Or
		for _, o := range is.Options {
			any.Terms = append(any.Terms, criteria.Has{Question: at, Option: o})
		}
		return any
	}, -1)
}

// before returns a set of the questions before one.
func before(set *criteria.Set, question int) *criteria.Set {
	return &criteria.Set{Questions: set.Questions[:question]}
}

func addQuestion(r *rand.Rand, set *criteria.Set) {
	q := criteria.Question{ID: text(fmt.Sprintf("n%d", len(set.Questions)))}
	for o := range 2 + r.IntN(2) {
		q.Options = append(q.Options, criteria.Option{ID: text(fmt.Sprintf("o%d", o))})
	}
	at := r.IntN(len(set.Questions) + 1)
	if at > 0 && r.IntN(2) == 0 {
		q.Ask = condition(before(set, at), r, 1, false)
	}
	set.Questions = slices.Insert(set.Questions, at, q)
	refer(set, func(e criteria.Expr) criteria.Expr {
		return question(e, func(i int) int {
			if i >= at {
				i++
			}
			return i
		})
	}, at)
	c := &set.Criteria[r.IntN(len(set.Criteria))]
	c.Met = condition(set, r, 2, false)
}

func removeQuestion(r *rand.Rand, set *criteria.Set, at int) {
	if len(set.Questions) < 3 {
		return
	}
	set.Questions = slices.Delete(set.Questions, at, at+1)
	for i := range set.Questions {
		if a := set.Questions[i].Ask; a != nil && i >= at && refersTo(a.Root, at) {
			set.Questions[i].Ask = nil
		}
	}
	refer(set, func(e criteria.Expr) criteria.Expr {
		if refersTo(e, at) {
			return expression(set, r, 0, false)
		}
		return question(e, func(i int) int {
			if i > at {
				i--
			}
			return i
		})
	}, -1)
}

// exchange exchanges a question and the next one, unless that depends on it.
func exchange(set *criteria.Set, at int) {
	next := at + 1
	if next == len(set.Questions) || set.Questions[next].Ask != nil && refersTo(set.Questions[next].Ask.Root, at) {
		return
	}
	set.Questions[at], set.Questions[next] = set.Questions[next], set.Questions[at]
	refer(set, func(e criteria.Expr) criteria.Expr {
		return question(e, func(i int) int {
			switch i {
			case at:
				return next
			case next:
				return at
			}
			return i
		})
	}, -1)
}

func removeOption(r *rand.Rand, set *criteria.Set, at int) {
	q := &set.Questions[at]
	gone := r.IntN(len(q.Options))
	if len(q.Options) < 3 || q.Scale != nil && gone < len(q.Scale.Intervals) {
		return
	}
	q.Options = slices.Delete(q.Options, gone, gone+1)
	option := func(o int) int {
		switch {
		case o == gone:
			return 0
		case o > gone:
			return o - 1
		}
		return o
	}
	refer(set, func(e criteria.Expr) criteria.Expr {
		switch x := e.(type) {
		case criteria.Has:
			if x.Question == at {
				x.Option = option(x.Option)
			}
			return x
		case criteria.Is:
			if x.Question != at {
				return x
			}
			var options []int
			for _, o := range x.Options {
				options = append(options, option(o))
			}
			slices.Sort(options)
			x.Options = slices.Compact(options)
			return x
		}
		return e
	}, -1)
}

// refersTo reports whether an expression refers to a question.
func refersTo(e criteria.Expr, q int) bool {
	found := false
	question(e, func(i int) int {
		found = found || i == q
		return i
	})
	return found || slices.ContainsFunc(criteria.Terms(e), func(t criteria.Expr) bool { return refersTo(t, q) })
}

// question maps the question of a comparison.
func question(e criteria.Expr, to func(int) int) criteria.Expr {
	switch x := e.(type) {
	case criteria.Is:
		x.Question = to(x.Question)
		return x
	case criteria.Has:
		x.Question = to(x.Question)
		return x
	case criteria.Answered:
		x.Question = to(x.Question)
		return x
	}
	return e
}

// refer maps the comparisons of all conditions, but of the ask of one question.
func refer(set *criteria.Set, leaf func(criteria.Expr) criteria.Expr, except int) {
	mapped := func(c *criteria.Condition) *criteria.Condition {
		if c == nil {
			return nil
		}
		return &criteria.Condition{Source: c.Source, Root: mapTerms(c.Root, leaf)}
	}
	for i := range set.Questions {
		if i != except {
			set.Questions[i].Ask = mapped(set.Questions[i].Ask)
		}
	}
	set.Applies = mapped(set.Applies)
	for i := range set.Criteria {
		c := &set.Criteria[i]
		c.Applies, c.Met, c.Unmet = mapped(c.Applies), mapped(c.Met), mapped(c.Unmet)
	}
	for i := range set.Outcomes {
		o := &set.Outcomes[i]
		o.When = mapped(o.When)
		for j := range o.Items {
			o.Items[j].When = mapped(o.Items[j].When)
		}
	}
}

func mapTerms(e criteria.Expr, leaf func(criteria.Expr) criteria.Expr) criteria.Expr {
	all := func(terms []criteria.Expr) []criteria.Expr {
		out := make([]criteria.Expr, len(terms))
		for i, t := range terms {
			out[i] = mapTerms(t, leaf)
		}
		return out
	}
	switch x := e.(type) {
	case criteria.And:
		return criteria.And{Terms: all(x.Terms)}
	case criteria.Or:
		return criteria.Or{Terms: all(x.Terms)}
	case criteria.Not:
		return criteria.Not{X: mapTerms(x.X, leaf)}
	case criteria.Count:
		return criteria.Count{Terms: all(x.Terms), Least: x.Least, Most: x.Most}
	}
	return leaf(e)
}
