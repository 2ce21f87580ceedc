package decision_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/decision"
)

// TestSplitsAgainstEvaluation compares the splits of random sets, by each of their questions, with
// their evaluation: complete answers belong to one part, in which exactly one rule holds, and in
// the other parts no rule whose option they have chosen.
func TestSplitsAgainstEvaluation(t *testing.T) {
	answered, splits := 0, 0
	for seed := range 150 {
		set := criteriatest.Random(rand.New(rand.NewPCG(uint64(seed), 11)), 1+seed%6)
		all, err := decision.Splits(t.Context(), set)
		if err != nil {
			t.Fatal(err)
		}
		splits += len(all)
		states, _, _ := criteriatest.States(set, 1_000, 100, 1)
		for state := range states {
			answers, ok := complete(set, state)
			if !ok {
				continue
			}
			answered++
			for _, s := range all {
				agree(t, fmt.Sprintf("seed %d, by %d", seed, s.Question), s, answers, set.Evaluate(answers).Outcome)
			}
		}
	}
	t.Logf("%d sets of complete answers, %d splits", answered, splits)
	if answered < 3_000 || splits < 100 {
		t.Errorf("only %d sets of complete answers and %d splits", answered, splits)
	}
}

func agree(t *testing.T, name string, s *decision.Split, answers criteria.Answers, want int) {
	t.Helper()
	belongs := 0
	for i := range s.Parts {
		p := &s.Parts[i]
		given := answers[s.Question]
		if given == nil && p.Options == nil || given != nil && slices.Contains(p.Options, given[0]) {
			belongs++
			if p != s.Of(answers) {
				t.Fatalf("%s: %v belong to another part", name, answers)
			}
		}
	}
	if belongs != 1 {
		t.Fatalf("%s: %v belong to %d parts", name, answers, belongs)
	}
	p := s.Of(answers)
	if got := p.At(answers); got != want {
		t.Fatalf("%s: the diagram says %d of %v, not %d", name, got, answers, want)
	}
	rules := p.Rules()
	if len(rules) != p.Count() {
		t.Fatalf("%s: %d rules are counted, %d listed", name, p.Count(), len(rules))
	}
	held := 0
	for _, rule := range rules {
		if fits(p.Questions(), rule, answers) {
			held++
			if rule.Result != want {
				t.Fatalf("%s: rule %v holds for %v: %d, not %d", name, rule.Answers, answers, rule.Result, want)
			}
		}
	}
	if held != 1 {
		t.Fatalf("%s: %d rules hold for %v", name, held, answers)
	}
}

// TestSplit holds that a large diagram is split by the question that makes it least work to read,
// and that a part names neither that question nor one whose answer its answers have in common.
func TestSplit(t *testing.T) {
	// Who comes for a pipe gets one outcome; the rest is decided by who they are, and by three
	// answers that differ for each.
	set := &criteria.Set{Questions: []criteria.Question{question("cause", "flood", "pipe"), question("who", "a", "b", "c", "d")}}
	set.Questions[1].Ask = when(criteria.Is{Question: 0, Options: []int{0}})
	set.Outcomes = []criteria.Outcome{{When: when(criteria.Is{Question: 0, Options: []int{1}})}}
	for who := range 3 {
		all := criteria.And{Terms: []criteria.Expr{criteria.Is{Question: 1, Options: []int{who}}}}
		for range 4 {
			set.Questions = append(set.Questions, question("q", "1", "2"))
			all.Terms = append(all.Terms, criteria.Is{Question: len(set.Questions) - 1, Options: []int{0}})
		}
		set.Outcomes = append(set.Outcomes, criteria.Outcome{When: when(all)})
	}
	set.Outcomes = append(set.Outcomes, criteria.Outcome{})
	d := decided(t, set)
	s := d.Split(d.Outcome)
	if s == nil {
		t.Fatalf("%d rules aren't split", d.Outcome.Count())
	}
	got := fmt.Sprint(s.Question)
	for _, p := range s.Parts {
		got += fmt.Sprintf(" %v:%d%v", p.Options, p.Count(), p.Questions())
	}
	if want := "1 []:1[] [0]:5[2 3 4 5] [1]:5[6 7 8 9] [2]:5[10 11 12 13] [3]:1[]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	set.Outcomes = set.Outcomes[:2]
	if d := decided(t, set); d.Split(d.Outcome) != nil {
		t.Errorf("%d rules are split", d.Outcome.Count())
	}
}

// TestKinds holds which verdicts the outcomes stand for.
func TestKinds(t *testing.T) {
	is := func(q, o int) criteria.Expr { return criteria.Is{Question: q, Options: []int{o}} }
	verdict := func(c int, v criteria.Verdict) criteria.Expr {
		return criteria.VerdictIs{Criterion: c, Verdicts: []criteria.Verdict{v}}
	}
	set := &criteria.Set{
		Questions: []criteria.Question{question("a", "yes", "no", "unsure"), question("b", "yes", "no"), question("c", "yes", "no")},
		Criteria: []criteria.Criterion{
			{Met: when(is(0, 0)), Unmet: when(is(0, 1)), Applies: when(is(2, 0))},
			{Met: when(is(1, 0)), Unmet: when(is(1, 1)), Applies: when(is(2, 0))},
		},
		Outcomes: []criteria.Outcome{
			{When: when(is(2, 1))},
			{When: when(criteria.And{Terms: []criteria.Expr{verdict(0, criteria.Met), verdict(1, criteria.Met)}})},
			{When: when(verdict(0, criteria.Unmet))},
			{},
		},
	}
	want := []criteria.Verdict{criteria.Open, criteria.Met, criteria.Unmet, criteria.Open}
	if got := decided(t, set).Kinds; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	set.Outcomes[1].When = when(verdict(0, criteria.Met))
	if got := decided(t, set).Kinds; got != nil {
		t.Errorf("%v where nothing is met", got)
	}
	set.Criteria, set.Outcomes = nil, set.Outcomes[:1]
	if got := decided(t, set).Kinds; got != nil {
		t.Errorf("%v without criteria", got)
	}
}
