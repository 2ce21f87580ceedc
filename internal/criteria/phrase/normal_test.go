package phrase_test

import (
	"math/rand/v2"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/phrase"
)

// TestNormal holds that the normal form of a condition and that of its negation have its value, and
// the opposite, for all answers.
func TestNormal(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	states := 0
	for range 60 {
		set := criteriatest.Random(random, 1+random.IntN(4))
		of := func(negated bool) *criteria.Set {
			s := *set
			s.Outcomes = append([]criteria.Outcome{}, set.Outcomes...)
			for i, o := range s.Outcomes {
				if o.When != nil {
					s.Outcomes[i].When = &criteria.Condition{Root: phrase.Normal(o.When.Root, negated)}
					if negated {
						s.Outcomes[i].When = &criteria.Condition{Root: criteria.Not{X: s.Outcomes[i].When.Root}}
					}
				}
			}
			return &s
		}
		plain, negated := of(false), of(true)
		all, _, _ := criteriatest.States(set, 2_000, 2_000, 7)
		for answers := range all {
			states++
			want := set.Evaluate(answers).Outcome
			for _, s := range []*criteria.Set{plain, negated} {
				if got := s.Evaluate(answers).Outcome; got != want {
					t.Fatalf("%v: outcome %d, want %d", answers, got, want)
				}
			}
		}
	}
	t.Logf("%d states", states)
}
