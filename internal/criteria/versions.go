package criteria

import "baken.example/baken/internal/content"

// InForce returns the version of each set that is in force on a day, by id. Sets without one aren't
// in it.
func InForce(sets []*Set, day content.Date) map[string]*Set {
	in := map[string]*Set{}
	for _, s := range sets {
		if !day.Before(s.ValidFrom.Time) && (s.ValidTo.IsZero() || day.Before(s.ValidTo.AddDate(0, 0, 1))) {
			in[s.ID.V] = s
		}
	}
	return in
}
