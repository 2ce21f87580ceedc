package criteria_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/criteria"
)

// outcome formats a result.
func outcome(r criteria.Result) string {
	var verdicts []string
	for _, v := range r.Verdicts {
		verdicts = append(verdicts, v.String())
	}
	return fmt.Sprintf("asked %v next %d %s outcome %d", r.Asked, r.Next, strings.Join(verdicts, " "), r.Outcome)
}

func TestEvaluate(t *testing.T) {
	when := func(x criteria.Expr) *criteria.Condition { return &criteria.Condition{Root: x} }
	is := func(question int, options ...int) criteria.Expr {
		return criteria.Is{Question: question, Options: options}
	}
	s := &criteria.Set{
		Questions: []criteria.Question{
			{Options: make([]criteria.Option, 3)},
			{Options: make([]criteria.Option, 2), Ask: when(is(0, 1, 2))},
			{Options: []criteria.Option{{}, {}, {Exclusive: true}}, Many: true},
		},
		Criteria: []criteria.Criterion{
			{
				Met: when(criteria.And{Terms: []criteria.Expr{
					criteria.Has{Question: 2, Option: 0}, criteria.Not{X: is(1, 0)},
				}}),
				Unmet: when(is(0, 1)),
			},
			{Met: when(is(1, 1)), Unmet: when(is(1, 0))},
		},
		Outcomes: []criteria.Outcome{
			{When: when(criteria.Or{Terms: []criteria.Expr{
				criteria.VerdictIs{Criterion: 1, Verdicts: []criteria.Verdict{criteria.Met}}, criteria.Answered{Question: 2},
			}})},
			{},
		},
	}
	for _, c := range []struct {
		answers criteria.Answers
		want    string
	}{
		{nil, "asked [0 2] next 0 pending pending outcome -1"},
		{criteria.Answers{0: {1}}, "asked [0 1 2] next 1 unmet pending outcome -1"},
		{criteria.Answers{0: {1}, 1: {1}}, "asked [0 1] next -1 unmet met outcome 0"},
		{criteria.Answers{0: {1}, 1: {0}}, "asked [0 1 2] next 2 unmet unmet outcome -1"},
		{criteria.Answers{0: {2}, 1: {1}}, "asked [0 1 2] next 2 pending met outcome 0"},
		// The outcome is reached, but not every verdict.
		{criteria.Answers{2: {0, 1}}, "asked [0 2] next 0 pending pending outcome 0"},
		// A question that isn't asked: its stale answer doesn't count.
		{criteria.Answers{0: {0}, 1: {1}, 2: {0}}, "asked [0 2] next -1 met open outcome 0"},
		// What is no answer: two of one, an exclusive one beside another, an option that isn't
		// there.
		{criteria.Answers{0: {0, 1}}, "asked [0 2] next 0 pending pending outcome -1"},
		{criteria.Answers{0: {0}, 2: {2, 0}}, "asked [0 2] next 2 pending open outcome -1"},
		{criteria.Answers{0: {3}, 1: {-1}, 2: {7}, 9: {0}, -1: {0}}, "asked [0 2] next 0 pending pending outcome -1"},
		{criteria.Answers{0: {0, 0, 9}, 2: {2, 2}}, "asked [0 2] next -1 open open outcome 0"},
	} {
		if got := outcome(s.Evaluate(c.answers)); got != c.want {
			t.Errorf("%v: %s, want %s", c.answers, got, c.want)
		}
	}
}

// randomSet returns a set with random conditions, whose last outcome always holds.
func randomSet(r *rand.Rand) *criteria.Set {
	s := &criteria.Set{}
	for q := range 1 + r.IntN(4) {
		question := criteria.Question{Many: r.IntN(3) == 0}
		for o := range 2 + r.IntN(2) {
			question.Options = append(question.Options, criteria.Option{Exclusive: question.Many && o > 0 && r.IntN(2) == 0})
		}
		if q > 0 && r.IntN(2) == 0 {
			question.Ask = randomCondition(r, s, 2)
		}
		s.Questions = append(s.Questions, question)
	}
	verdicts := *s
	for range r.IntN(3) {
		// Nothing is met and unmet at once, which the proof holds of sets.
		met := randomExpr(r, s, 2)
		c := criteria.Criterion{
			Met:   &criteria.Condition{Root: met},
			Unmet: &criteria.Condition{Root: criteria.And{Terms: []criteria.Expr{criteria.Not{X: met}, randomExpr(r, s, 1)}}},
		}
		if r.IntN(2) == 0 {
			c.Applies = randomCondition(r, s, 2)
		}
		switch r.IntN(8) { // A criterion may lack one.
		case 0:
			c.Met = nil
		case 1:
			c.Unmet = nil
		}
		verdicts.Criteria = append(verdicts.Criteria, c)
	}
	for range r.IntN(3) {
		verdicts.Outcomes = append(verdicts.Outcomes, criteria.Outcome{When: randomCondition(r, &verdicts, 2)})
	}
	verdicts.Outcomes = append(verdicts.Outcomes, criteria.Outcome{})
	return &verdicts
}

func randomCondition(r *rand.Rand, s *criteria.Set, depth int) *criteria.Condition {
	return &criteria.Condition{Root: randomExpr(r, s, depth)}
}

func randomExpr(r *rand.Rand, s *criteria.Set, depth int) criteria.Expr {
	if depth > 0 && r.IntN(3) > 0 {
		terms := []criteria.Expr{randomExpr(r, s, depth-1), randomExpr(r, s, depth-1)}
		return []criteria.Expr{criteria.And{Terms: terms}, criteria.Or{Terms: terms}, criteria.Not{X: terms[0]}}[r.IntN(3)]
	}
	if n := len(s.Criteria); n > 0 && r.IntN(2) == 0 {
		return criteria.VerdictIs{Criterion: r.IntN(n), Verdicts: criteria.Verdicts()[:1+r.IntN(3)]}
	}
	q := r.IntN(len(s.Questions))
	options := len(s.Questions[q].Options)
	switch {
	case r.IntN(4) == 0:
		return criteria.Answered{Question: q}
	case s.Questions[q].Many:
		return criteria.Has{Question: q, Option: r.IntN(options)}
	default:
		return criteria.Is{Question: q, Options: r.Perm(options)[:1+r.IntN(options-1)]}
	}
}

// states returns every state of the set's form: each question unanswered or with any options that
// its inputs allow.
func states(s *criteria.Set) []criteria.Answers {
	all := []criteria.Answers{{}}
	for q, question := range s.Questions {
		var next []criteria.Answers
		for _, before := range all {
			for _, chosen := range choices(question) {
				a := criteria.Answers{}
				for k, v := range before {
					a[k] = v
				}
				if len(chosen) > 0 {
					a[q] = chosen
				}
				next = append(next, a)
			}
		}
		all = next
	}
	return all
}

func choices(q criteria.Question) [][]int {
	out := [][]int{nil}
	for bits := 1; bits < 1<<len(q.Options); bits++ {
		var chosen []int
		for o := range q.Options {
			if bits>>o&1 == 1 {
				chosen = append(chosen, o)
			}
		}
		if q.Many || len(chosen) == 1 {
			out = append(out, chosen)
		}
	}
	return out
}

// isAnswer reports whether chosen options are a valid answer.
func isAnswer(q criteria.Question, chosen []int) bool {
	return len(chosen) == 1 || len(chosen) > 1 && !slices.ContainsFunc(chosen, func(o int) bool { return q.Options[o].Exclusive })
}

// model is a second implementation of the package comment: a truth value is the set of values that
// the condition may still have, and connectives operate on such sets.
type model struct {
	s        *criteria.Set
	a        criteria.Answers
	asks     []may
	verdicts []criteria.Verdict
}

// may is the set of possible values.
type may struct{ no, yes bool }

func only(b bool) may { return may{!b, b} }

// cond evaluates a condition, or returns only otherwise if it is nil.
func (m *model) cond(c *criteria.Condition, otherwise bool) may {
	if c == nil {
		return only(otherwise)
	}
	return m.expr(c.Root)
}

func (m *model) expr(x criteria.Expr) may {
	switch x := x.(type) {
	case criteria.And:
		all := only(true)
		for _, t := range x.Terms {
			v := m.expr(t)
			all = may{all.no || v.no, all.yes && v.yes}
		}
		return all
	case criteria.Or:
		some := only(false)
		for _, t := range x.Terms {
			v := m.expr(t)
			some = may{some.no && v.no, some.yes || v.yes}
		}
		return some
	case criteria.Not:
		v := m.expr(x.X)
		return may{v.yes, v.no}
	case criteria.Is:
		return m.ofQuestion(x.Question, slices.Contains(x.Options, first(m.a[x.Question])))
	case criteria.Has:
		return m.ofQuestion(x.Question, slices.Contains(m.a[x.Question], x.Option))
	case criteria.Answered:
		return m.ofQuestion(x.Question, true)
	case criteria.VerdictIs:
		if v := m.verdicts[x.Criterion]; v != criteria.Pending {
			return only(slices.Contains(x.Verdicts, v))
		}
		return may{true, true}
	}
	panic("no such expression")
}

func first(chosen []int) int {
	if len(chosen) == 0 {
		return -1
	}
	return chosen[0]
}

func (m *model) ofQuestion(q int, says bool) may {
	switch {
	case m.asks[q] == only(false):
		return only(false)
	case m.asks[q] == only(true) && isAnswer(m.s.Questions[q], m.a[q]):
		return only(says)
	default:
		return may{true, true}
	}
}

func (m *model) result() criteria.Result {
	for _, q := range m.s.Questions {
		m.asks = append(m.asks, m.cond(q.Ask, true))
	}
	for _, c := range m.s.Criteria {
		applies, met, unmet := m.cond(c.Applies, true), m.cond(c.Met, false), m.cond(c.Unmet, false)
		v := criteria.Pending
		switch {
		case !applies.yes:
			v = criteria.NotApplicable
		case applies.no:
		case !met.no:
			v = criteria.Met
		case !unmet.no:
			v = criteria.Unmet
		case !met.yes && !unmet.yes:
			v = criteria.Open
		}
		m.verdicts = append(m.verdicts, v)
	}
	r := criteria.Result{Verdicts: m.verdicts, Outcome: -1, Next: -1}
	for i, o := range m.s.Outcomes {
		if v := m.cond(o.When, true); v.yes {
			if !v.no {
				r.Outcome = i
			}
			break
		}
	}
	stopped := r.Outcome >= 0 && !slices.Contains(m.verdicts, criteria.Pending)
	for i, ask := range m.asks {
		answered := isAnswer(m.s.Questions[i], m.a[i])
		if ask.no || stopped && !answered {
			continue
		}
		r.Asked = append(r.Asked, i)
		if !answered && r.Next < 0 {
			r.Next = i
		}
	}
	return r
}

// TestEvaluateLaws compares the evaluation with the model, for every state of random sets, and
// checks the laws that follow from the semantics: complete answers leave nothing unknown, answering
// the next question again and again comes to an end, and evaluation is monotonic: further answers
// change nothing that is settled.
func TestEvaluateLaws(t *testing.T) {
	compared := 0
	for seed := range uint64(400) {
		s := randomSet(rand.New(rand.NewPCG(seed, 7)))
		for _, a := range states(s) {
			compared++
			r := s.Evaluate(a)
			m := model{s: s, a: a}
			if want := m.result(); !same(r, want) {
				t.Fatalf("set %d, %v: %s, want %s", seed, a, outcome(r), outcome(want))
			}
			if r.Next < 0 && !r.Stopped() {
				t.Fatalf("set %d, %v: nothing to ask, and no end: %s", seed, a, outcome(r))
			}
			if r.Next >= 0 && (r.Stopped() || !slices.Contains(r.Asked, r.Next) || isAnswer(s.Questions[r.Next], a[r.Next])) {
				t.Fatalf("set %d, %v: %s", seed, a, outcome(r))
			}
			for q, question := range s.Questions {
				if isAnswer(question, a[q]) {
					continue
				}
				for _, chosen := range choices(question) {
					more := criteria.Answers{}
					for k, v := range a {
						more[k] = v
					}
					if more[q] = chosen; !settled(r, s.Evaluate(more)) {
						t.Fatalf("set %d, %v: %s\nand with %d: %v: %s", seed, a, outcome(r), q, chosen, outcome(s.Evaluate(more)))
					}
				}
			}
		}
	}
	t.Logf("%d states of 400 sets", compared)
}

func same(a, b criteria.Result) bool {
	return slices.Equal(a.Asked, b.Asked) && slices.Equal(a.Verdicts, b.Verdicts) && a.Outcome == b.Outcome && a.Next == b.Next
}

// settled reports whether a result keeps the verdicts and the outcome that were settled in an
// earlier one.
func settled(before, after criteria.Result) bool {
	for i, v := range before.Verdicts {
		if v != criteria.Pending && after.Verdicts[i] != v {
			return false
		}
	}
	return before.Outcome < 0 || before.Outcome == after.Outcome
}
