package criteria

import (
	"time"

	"baken.example/baken/internal/content"
)

// FirstVersion is the name of a version without a first day.
const FirstVersion = "first"

// Version returns the name of the version among those of its set, which stays the same when the
// version is given a last day: its first day as YYYY-MM-DD, or [FirstVersion].
func (s *Set) Version() string {
	if s.ValidFrom.IsZero() {
		return FirstVersion
	}
	return s.ValidFrom.Format(time.DateOnly)
}

// Days describes the period in which the version is in force: from 2026-01-01 to 2026-06-30.
func (s *Set) Days() string {
	from, to := "from "+s.ValidFrom.Format(time.DateOnly), "to "+s.ValidTo.Format(time.DateOnly)
	switch {
	case s.ValidFrom.IsZero():
		return "up " + to
	case s.ValidTo.IsZero():
		return from
	}
	return from + " " + to
}

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
