package symbolic

import (
	"context"

	"baken.example/baken/internal/criteria/mdd"
)

// MaxAsked returns the largest number of questions that are asked in any state of the form, were
// asking never to stop early.
func (r *Functions) MaxAsked(ctx context.Context) (int, error) {
	s := r.Space
	// atLeast[n] is where at least n of the questions up to q are asked.
	atLeast := []mdd.Ref{mdd.True}
	err := r.Within(ctx, func() {
		for q := range r.Set.Questions {
			atLeast = append(atLeast, mdd.False)
			for n := len(atLeast) - 1; n > 0; n-- {
				atLeast[n] = s.Or(atLeast[n], s.And(atLeast[n-1], r.Asked[q].True))
			}
		}
	})
	if err != nil {
		return 0, err
	}
	most := 0
	for n, f := range atLeast {
		if f != mdd.False {
			most = n
		}
	}
	return most, nil
}
