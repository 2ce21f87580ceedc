package criteriatest

import (
	"iter"
	"math/big"
	"math/rand/v2"
	"slices"

	"baken.example/baken/internal/criteria"
)

// States yields states of a set's form, including answers to questions that aren't asked: all
// states if they are at most limit, else a random sample. It reports their number and whether they
// are all states.
func States(set *criteria.Set, limit, sample int, seed uint64) (states iter.Seq[criteria.Answers], count int, exhaustive bool) {
	total := 1
	for q := range set.Questions {
		if total *= choices(&set.Questions[q]); total > limit {
			return random(set, sample, seed), sample, false
		}
	}
	return func(yield func(criteria.Answers) bool) {
		for i := range total {
			answers, rest := criteria.Answers{}, i
			for q := range set.Questions {
				n := choices(&set.Questions[q])
				answer(answers, set, q, rest%n)
				rest /= n
			}
			if !yield(answers) {
				return
			}
		}
	}, total, true
}

// Count returns the number of states of a set's form.
func Count(set *criteria.Set) *big.Int {
	total := big.NewInt(1)
	for q := range set.Questions {
		total.Mul(total, big.NewInt(int64(choices(&set.Questions[q]))))
	}
	return total
}

// random yields states whose share of answered questions varies.
func random(set *criteria.Set, sample int, seed uint64) iter.Seq[criteria.Answers] {
	return func(yield func(criteria.Answers) bool) {
		r := rand.New(rand.NewPCG(seed, 0))
		for range sample {
			answers := criteria.Answers{}
			silent := r.Float64()
			silent *= silent
			for q := range set.Questions {
				if r.Float64() >= silent {
					answer(answers, set, q, r.IntN(choices(&set.Questions[q])))
				}
			}
			if !yield(answers) {
				return
			}
		}
	}
}

// choices returns the number of states of a question's inputs.
func choices(q *criteria.Question) int {
	if q.Many {
		return 1 << len(q.Options)
	}
	return 1 + len(q.Options)
}

func answer(answers criteria.Answers, set *criteria.Set, q, choice int) {
	if !set.Questions[q].Many {
		if choice > 0 {
			answers[q] = []int{choice - 1}
		}
		return
	}
	for o := range set.Questions[q].Options {
		if choice>>o&1 == 1 {
			answers[q] = append(answers[q], o)
		}
	}
	slices.Sort(answers[q])
}
