package criteria

import "baken.example/baken/internal/content"

// InForce returns, by id, the version of each set that is in force on a day. A set that has none
// on that day isn't in it.
func InForce(sets []*Set, day content.Date) map[string]*Set {
	in := map[string]*Set{}
	for _, s := range sets {
		if !day.Before(s.ValidFrom.Time) && (s.ValidTo.IsZero() || day.Before(s.ValidTo.AddDate(0, 0, 1))) {
			in[s.ID.V] = s
		}
	}
	return in
}
