package criteria

import "slices"

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

// ParseVerdict returns the verdict of a name that a condition or an example may use.
func ParseVerdict(name string) (v Verdict, ok bool) {
	for _, v := range Verdicts() {
		if v.String() == name {
			return v, true
		}
	}
	return Pending, false
}
