package decision

import (
	"context"

	"baken.example/baken/internal/criteria"
)

// Splits returns the splits of a set's outcome by each question of type one that divides it,
// however few rules it has.
func Splits(ctx context.Context, set *criteria.Set) (out []*Split, err error) {
	f := newFunctions(set)
	err = f.space.Within(ctx, func() {
		f.build()
		f.space.Limit(2*maxFunctionNodes, maxSteps)
		for q := range set.Questions {
			if set.Questions[q].Many {
				continue
			}
			if s := f.splitBy(q, f.outcomes, None); s != nil {
				out = append(out, s)
			}
		}
	})
	return out, err
}
