package decision_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/proof"
)

// complete returns the answers of a state to the questions that are asked, or false when one of
// them has none.
func complete(set *criteria.Set, state criteria.Answers) (criteria.Answers, bool) {
	answers := criteria.Answers{}
	for q := range set.Questions {
		if set.Questions[q].Ask != nil {
			// A set that ends with this question has it as its one criterion.
			probe := *set
			probe.Criteria = []criteria.Criterion{{Met: set.Questions[q].Ask}}
			probe.Outcomes, probe.Applies = nil, nil
			if probe.Evaluate(answers).Verdicts[0] != criteria.Met {
				continue
			}
		}
		probe := *set
		probe.Criteria = []criteria.Criterion{{Met: &criteria.Condition{Root: criteria.Answered{Question: 0}}}}
		probe.Questions = []criteria.Question{set.Questions[q]}
		probe.Questions[0].Ask, probe.Outcomes, probe.Applies = nil, nil, nil
		if probe.Evaluate(criteria.Answers{0: state[q]}).Verdicts[0] != criteria.Met {
			return nil, false
		}
		answers[q] = state[q]
	}
	return answers, true
}

// check compares a set's diagrams with its evaluation for complete answers, and returns the number
// of answers compared.
func check(t *testing.T, set *criteria.Set, limit int) int {
	t.Helper()
	d := decided(t, set)
	type table struct {
		*decision.Diagram
		rules []decision.Rule
		want  func(criteria.Result) int
	}
	tables := []table{{d.Outcome, nil, func(r criteria.Result) int { return r.Outcome }}}
	for c, v := range d.Verdicts {
		tables = append(tables, table{v, nil, func(r criteria.Result) int { return int(r.Verdicts[c]) }})
	}
	for o, items := range d.Items {
		for i, diagram := range items {
			if diagram == nil {
				continue
			}
			tables = append(tables, table{diagram, nil, func(r criteria.Result) int {
				if r.Outcome == o && slices.Contains(r.Items, i) {
					return decision.In
				}
				return decision.Out
			}})
		}
	}
	for i := range tables {
		tables[i].rules = tables[i].Rules()
		if got := tables[i].Count(); got != len(tables[i].rules) {
			t.Fatalf("%d rules are counted, %d listed", got, len(tables[i].rules))
		}
	}
	n := 0
	states, _, _ := criteriatest.States(set, limit, limit/10, 1)
	for state := range states {
		answers, ok := complete(set, state)
		if !ok {
			continue
		}
		n++
		result := set.Evaluate(answers)
		for i, table := range tables {
			want := table.want(result)
			if got := table.At(answers); got != want {
				t.Fatalf("table %d says %d of %v, not %d", i, got, answers, want)
			}
			held := 0
			for _, rule := range table.rules {
				if fits(table.Questions(), rule, answers) {
					held++
					if rule.Result != want {
						t.Fatalf("rule %v of table %d holds for %v: %d, not %d", rule.Answers, i, answers, rule.Result, want)
					}
				}
			}
			if held != 1 {
				t.Fatalf("%d rules of table %d hold for %v", held, i, answers)
			}
		}
	}
	return n
}

func fits(questions []int, rule decision.Rule, answers criteria.Answers) bool {
	for i, cell := range rule.Answers {
		given, asked := answers[questions[i]]
		held := cell == nil
		for _, a := range cell {
			held = held || asked && a.Fits(given)
		}
		if !held {
			return false
		}
	}
	return true
}

// TestAgainstEvaluation compares the diagrams and rules of random sets with their evaluation.
func TestAgainstEvaluation(t *testing.T) {
	n := 0
	for seed := range 150 {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			n += check(t, criteriatest.Random(r, 1+seed%6), 2_000)
		})
	}
	t.Logf("%d sets of complete answers", n)
	if n < 5_000 {
		t.Errorf("only %d sets of complete answers", n)
	}
}

func question(id string, options ...string) criteria.Question {
	q := criteria.Question{ID: content.Text{V: id}}
	for _, o := range options {
		q.Options = append(q.Options, criteria.Option{ID: content.Text{V: o}})
	}
	return q
}

func when(e criteria.Expr) *criteria.Condition { return &criteria.Condition{Root: e} }

// TestReduced holds that a diagram has no questions or boxes that don't matter.
func TestReduced(t *testing.T) {
	boxes := question("b", "x", "y", "none")
	boxes.Many, boxes.Options[2].Exclusive = true, true
	set := &criteria.Set{
		Questions: []criteria.Question{question("a", "1", "2", "3"), boxes, question("c", "1", "2")},
		Criteria: []criteria.Criterion{{
			Met:   when(criteria.Has{Question: 1, Option: 2}),
			Unmet: when(criteria.Not{X: criteria.Has{Question: 1, Option: 2}}),
		}, {
			Met:   when(criteria.And{Terms: []criteria.Expr{criteria.Has{Question: 1, Option: 2}, criteria.Has{Question: 1, Option: 0}}}),
			Unmet: when(criteria.And{}),
		}},
		Outcomes: []criteria.Outcome{
			{When: when(criteria.And{Terms: []criteria.Expr{
				criteria.Is{Question: 0, Options: []int{0, 2}}, criteria.Is{Question: 2, Options: []int{1}}}})},
			{},
		},
	}
	d := decided(t, set)
	for _, c := range []struct {
		diagram *decision.Diagram
		want    string
	}{
		{d.Verdicts[0], "[1] [[{[2] []}]]=2 [[{[] [2]}]]=3"},
		{d.Verdicts[1], "[] []=3"}, // the boxes that would meet it contradict each other
		{d.Outcome, "[0 2] [[{[0] []} {[2] []}] [{[0] []}]]=1 [[{[0] []} {[2] []}] [{[1] []}]]=0 [[{[1] []}] []]=1"},
	} {
		got := fmt.Sprint(c.diagram.Questions())
		for _, r := range c.diagram.Rules() {
			got += fmt.Sprintf(" %v=%d", r.Answers, r.Result)
		}
		if got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	check(t, set, 100)
}

// TestTooLarge holds that a set whose diagrams would be too large has none.
func TestTooLarge(t *testing.T) {
	const pairs = 20
	set := &criteria.Set{}
	var any []criteria.Expr
	for range 2 * pairs {
		set.Questions = append(set.Questions, question("q", "1", "2"))
	}
	for i := range pairs {
		any = append(any, criteria.And{Terms: []criteria.Expr{
			criteria.Is{Question: i, Options: []int{0}}, criteria.Is{Question: i + pairs, Options: []int{0}}}})
	}
	set.Outcomes = []criteria.Outcome{{When: when(criteria.Or{Terms: any})}, {}}
	if d := decided(t, set); d.Outcome != nil {
		t.Errorf("%d nodes", len(d.Outcome.Nodes))
	}
}

// decided returns the diagrams of a set.
func decided(t testing.TB, set *criteria.Set) *decision.Decisions {
	t.Helper()
	d, err := decision.New(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
