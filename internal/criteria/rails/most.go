package rails

import (
	"baken.example/baken/internal/criteria/diagram"
)

// Most returns how many questions somebody is asked at the most, if asking never stops early.
func (r *Rails) Most() (int, error) {
	s := r.Space
	// atLeast[n] is where at least n of the questions so far are asked.
	atLeast := []diagram.Ref{diagram.True}
	err := r.Within(func() {
		for q := range r.Set.Questions {
			atLeast = append(atLeast, diagram.False)
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
		if f != diagram.False {
			most = n
		}
	}
	return most, nil
}
