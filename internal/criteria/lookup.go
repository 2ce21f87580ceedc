package criteria

import (
	"slices"

	"baken.example/baken/internal/content"
)

// Question returns the index of a question, or -1.
func (s *Set) Question(id string) int {
	return slices.IndexFunc(s.Questions, func(q Question) bool { return q.ID.V == id })
}

// Criterion returns the index of a criterion, or -1.
func (s *Set) Criterion(id string) int {
	return slices.IndexFunc(s.Criteria, func(c Criterion) bool { return c.ID.V == id })
}

// Outcome returns the index of an outcome, or -1.
func (s *Set) Outcome(id string) int {
	return slices.IndexFunc(s.Outcomes, func(o Outcome) bool { return o.ID.V == id })
}

// Option returns the index of an option, or -1.
func (q *Question) Option(id string) int {
	return slices.IndexFunc(q.Options, func(o Option) bool { return o.ID.V == id })
}

// InForce returns, by id, the version of each set that is in force on a day. A set that has none
// on that day isn't in it.
func InForce(sets []*Set, day content.Date) map[string]*Set {
	in := map[string]*Set{}
	for _, s := range sets {
		if !day.Before(s.ValidFrom.Time) && (s.ValidTo.IsZero() || !day.After(s.ValidTo.Time)) {
			in[s.ID.V] = s
		}
	}
	return in
}
