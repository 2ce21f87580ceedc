package selector_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"github.com/andybalholm/cascadia"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/thoroughtest"
)

// TestRemaining compares how many questions are said to come, at each question that random readers
// get, with the longest continuation that there is. Their forms hold leftover answers too: to later
// questions, and to questions that aren't asked.
func TestRemaining(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 13))
	sets := shapes(t)
	for range thoroughtest.Unless(20, 50) {
		sets = append(sets, criteriatest.Random(r, 2+r.IntN(4)))
	}
	exact, bounded := 0, 0
	for _, set := range sets {
		sheet, findings := compiled(t, set)
		if findings.Len() > 0 || sheet.Remaining == nil {
			t.Fatalf("%s: %v", set.ID.V, findings.All())
		}
		f := newForm(t, set)
		walker := walker{set: set, left: thoroughtest.Unless(5_000, 20_000)}
		if n, ok := walker.longest(criteria.Answers{}, 0); ok && n != sheet.Most {
			t.Errorf("%s: at most %d questions, but %d are said", set.ID.V, n, sheet.Most)
		}
		for range 12 {
			answers, asked := criteria.Answers{}, 0
			for {
				q := set.Evaluate(answers).Next
				if q < 0 {
					break
				}
				f.fill(withLeftovers(r, set, answers, q))
				said := sheet.Remaining[q].Least
				for _, s := range sheet.Remaining[q].More {
					group, err := cascadia.ParseGroup(s)
					if err != nil {
						t.Fatalf("%s: %v", s, err)
					}
					if union(group).Match(f.node) {
						said++
					}
				}
				if asked+said > sheet.Most {
					t.Fatalf("%s: %v: %d questions after %d, and at most %d", set.ID.V, answers, said, asked, sheet.Most)
				}
				walker.left = 2_000
				switch n, ok := walker.longest(answers, q); {
				case ok && n != said:
					t.Fatalf("%s: %v: %d questions are left at question %d, but %d are said", set.ID.V, answers, n, q, said)
				case n > said:
					t.Fatalf("%s: %v: %d questions or more are left at question %d, but %d are said", set.ID.V, answers, n, q, said)
				case ok:
					exact++
				default:
					bounded++
				}
				choices := choicesOf(&set.Questions[q])
				answers[q] = choices[r.IntN(len(choices))]
				asked++
			}
		}
	}
	t.Logf("%d numbers are exact, %d at least what was found", exact, bounded)
	if exact < 1000 {
		t.Errorf("only %d numbers were compared", exact)
	}
}

// walker looks for the longest continuation of answers.
type walker struct {
	set *criteria.Set
	// left is how many evaluations it may still make.
	left int
}

// longest returns the number of questions that are still asked once the questions before q have
// answers, in the longest continuation. It reports false if there may be a longer one, because it
// couldn't look at all of them.
func (w *walker) longest(answers criteria.Answers, q int) (most int, ok bool) {
	if w.left--; w.left < 0 {
		return 0, false
	}
	next := w.set.Evaluate(answers).Next
	if next < 0 {
		return 0, true
	}
	if next < q {
		panic("an earlier question has no answer")
	}
	ok = true
	for _, choice := range choicesOf(&w.set.Questions[next]) {
		with := maps.Clone(answers)
		with[next] = choice
		n, all := w.longest(with, next+1)
		most, ok = max(most, n+1), ok && all
	}
	return most, ok
}

// choicesOf returns the valid answers to a question.
func choicesOf(q *criteria.Question) (out [][]int) {
	if !q.Many {
		for o := range q.Options {
			out = append(out, []int{o})
		}
		return out
	}
	for boxes := range 1 << len(q.Options) {
		var chosen []int
		for o := range q.Options {
			if boxes>>o&1 == 1 {
				chosen = append(chosen, o)
			}
		}
		if q.Answer(chosen) != nil {
			out = append(out, chosen)
		}
	}
	return out
}

// withLeftovers returns answers with random ones to question q, to later ones, and to earlier ones
// that aren't asked.
func withLeftovers(r *rand.Rand, set *criteria.Set, answers criteria.Answers, q int) criteria.Answers {
	out := maps.Clone(answers)
	for p := range set.Questions {
		if _, ok := out[p]; ok || r.IntN(2) == 0 {
			continue
		}
		choices := choicesOf(&set.Questions[p])
		out[p] = choices[r.IntN(len(choices))]
	}
	return out
}

// TestRemainingTooLarge holds that a set whose numbers would take too much room says none, rather
// than a wrong one, and is published all the same.
func TestRemainingTooLarge(t *testing.T) {
	set := lengths(16)
	sheet, findings := compiled(t, set)
	if findings.HasErrors() || sheet == nil {
		t.Fatal(findings.All())
	}
	if sheet.Remaining != nil {
		t.Errorf("it says how many questions remain: %v", sheet.Remaining)
	}
	if sheet.Most != len(set.Questions) {
		t.Errorf("at most %d questions", sheet.Most)
	}
	// A smaller set of the same kind has room, within the budget.
	sheet, _ = compiled(t, lengths(3))
	size := 0
	for _, r := range sheet.Remaining {
		for _, s := range r.More {
			size += len(s)
		}
	}
	if size == 0 || size > selector.RemainingBudget {
		t.Errorf("%d bytes of selectors, where %d are allowed", size, selector.RemainingBudget)
	}
}

// lengths returns a set of n questions, each of which leads to one more at the end if it is
// answered with the first option: how many come is a sum over all answers.
func lengths(n int) *criteria.Set {
	is := func(q int) *criteria.Condition {
		return &criteria.Condition{Root: criteria.Is{Question: q, Options: []int{0}}}
	}
	set := &criteria.Set{File: "content/criteria/lengths.yaml", ID: content.Text{V: "lengths"}}
	for q := range 2 * n {
		question := criteria.Question{
			ID:      content.Text{V: fmt.Sprintf("q%d", q)},
			Options: []criteria.Option{{ID: content.Text{V: "yes"}}, {ID: content.Text{V: "no"}}},
		}
		if q >= n {
			question.Ask = is(q - n)
			set.Criteria = append(set.Criteria, criteria.Criterion{
				ID: content.Text{V: fmt.Sprintf("c%d", q)}, Applies: is(q - n), Met: is(q),
				Unmet: &criteria.Condition{Root: criteria.Not{X: is(q).Root}},
			})
		}
		set.Questions = append(set.Questions, question)
	}
	set.Outcomes = []criteria.Outcome{{ID: content.Text{V: "end"}}}
	return set
}
