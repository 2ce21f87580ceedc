package symbolic_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/symbolic"
	"baken.example/baken/internal/diag"
)

// TestAgainstEvaluate compares the functions of random sets with their evaluation in every state.
func TestAgainstEvaluate(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	states := 0
	for range 200 {
		set := criteriatest.Random(random, 1+random.IntN(5))
		for i := range set.Criteria { // A criterion may lack one of the two, or both.
			if random.IntN(6) == 0 {
				set.Criteria[i].Met = nil
			}
			if random.IntN(6) == 0 {
				set.Criteria[i].Unmet = nil
			}
		}
		r, err := symbolic.New(t.Context(), set)
		if err != nil {
			t.Fatal(err)
		}
		remaining, most, err := r.Remaining(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		endless := *set
		endless.Outcomes, endless.Applies = nil, nil // Asking never stops.
		all, n, _ := criteriatest.States(set, 5000, 1000, 9)
		states += n
		for answers := range all {
			want := set.Evaluate(answers)
			values := r.Form.Values(answers)
			if got := r.Form.Answers(values); fmt.Sprint(got) != fmt.Sprint(answers) {
				t.Fatalf("%v became %v", answers, got)
			}
			for q, f := range r.Shown {
				if r.Space.At(f, values) != slices.Contains(want.Asked, q) {
					t.Fatalf("%v: question %d", answers, q)
				}
			}
			for c, verdicts := range r.Verdicts {
				for v, f := range verdicts {
					if r.Space.At(f, values) != (want.Verdicts[c] == criteria.Verdict(v)) {
						t.Fatalf("%v: criterion %d is %v", answers, c, want.Verdicts[c])
					}
				}
			}
			for o, items := range r.Items {
				for i, f := range items {
					if want.Outcome == o && r.Space.At(f.True, values) != slices.Contains(want.Items, i) {
						t.Fatalf("%v: item %d of outcome %d", answers, i, o)
					}
				}
			}
			for o, f := range r.Reached {
				if r.Space.At(f, values) != (want.Outcome == o) {
					t.Fatalf("%v: outcome %d", answers, want.Outcome)
				}
			}
			if r.Space.At(r.None, values) != (want.Outcome < 0) || r.Space.At(r.Stopped, values) != want.Stopped() {
				t.Fatalf("%v: outcome %d, stopped %v", answers, want.Outcome, want.Stopped())
			}
			if r.Space.At(r.Complete(), values) != (endless.Evaluate(answers).Next < 0) {
				t.Fatalf("%v: complete", answers)
			}
			// What comes depends on earlier answers alone.
			before := criteria.Answers{}
			for q, left := range remaining {
				here := set.Evaluate(before).Next == q
				if r.Space.At(left.Here, values) != here || r.Space.At(left.AtLeast[0], values) != here {
					t.Fatalf("%v: question %d is the next one: %v", answers, q, here)
				}
				if options := answers[q]; options != nil {
					before[q] = options
				}
			}
		}
		if longest := longest(set, criteria.Answers{}); longest != most {
			t.Fatalf("at most %d questions, %d can be asked", most, longest)
		}
	}
	t.Logf("%d states", states)
}

// set returns a set of yes/no questions with one outcome, whose condition is given.
func set(questions int, when criteria.Expr) *criteria.Set {
	text := func(s string) content.Text { return content.Text{V: s, Pos: diag.Pos{Line: 7, Column: 8}} }
	s := &criteria.Set{ID: text("set")}
	for q := range questions {
		s.Questions = append(s.Questions, criteria.Question{
			ID: text(fmt.Sprintf("q%d", q)), Options: []criteria.Option{{ID: text("yes")}, {ID: text("no")}},
		})
	}
	s.Outcomes = []criteria.Outcome{{ID: text("outcome"), When: &criteria.Condition{Source: text("when"), Root: when}}}
	return s
}

func yes(q int) criteria.Expr { return criteria.Is{Question: q, Options: []int{0}} }

// TestOrder holds that questions which a condition joins from afar are brought together.
func TestOrder(t *testing.T) {
	var pairs criteria.Or
	for q := range 20 {
		pairs.Terms = append(pairs.Terms, criteria.And{Terms: []criteria.Expr{yes(q), yes(q + 20)}})
	}
	r, err := symbolic.New(t.Context(), set(40, pairs))
	if err != nil {
		t.Fatal(err)
	}
	if n := r.Space.Nodes(); n > 20_000 {
		t.Errorf("%d nodes", n)
	}
	if _, err := symbolic.InOrder(t.Context(), set(40, pairs)); err == nil {
		t.Error("in the order of the questions this should be too large")
	}
}

// longest returns the number of questions that the answers leave, in the longest continuation.
func longest(set *criteria.Set, answers criteria.Answers) (most int) {
	next := set.Evaluate(answers).Next
	if next < 0 {
		return 0
	}
	q := &set.Questions[next]
	for boxes := range 1 << len(q.Options) {
		var chosen []int
		for o := range q.Options {
			if boxes>>o&1 == 1 {
				chosen = append(chosen, o)
			}
		}
		if q.Answer(chosen) != nil {
			with := maps.Clone(answers)
			with[next] = chosen
			most = max(most, 1+longest(set, with))
		}
	}
	return most
}

// TestTooLarge holds that a condition which is large in every order is named.
func TestTooLarge(t *testing.T) {
	const side = 14
	var rows, columns criteria.Or
	for i := range side {
		var row, column criteria.And
		for j := range side {
			row.Terms = append(row.Terms, yes(i*side+j))
			column.Terms = append(column.Terms, yes(j*side+i))
		}
		rows.Terms, columns.Terms = append(rows.Terms, row), append(columns.Terms, column)
	}
	_, err := symbolic.New(t.Context(), set(side*side, criteria.And{Terms: []criteria.Expr{rows, columns}}))
	var large *symbolic.TooLargeError
	if !errors.As(err, &large) || large.Source.V != "when" {
		t.Fatal(err)
	}
}
