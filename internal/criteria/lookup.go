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

// Text returns the index of a text, or -1.
func (s *Set) Text(id string) int {
	return slices.IndexFunc(s.Texts, func(t Text) bool { return t.ID.V == id })
}

// TextIDs returns the ids of the texts, in the set's order.
func (s *Set) TextIDs() []string {
	return ids(s.Texts, func(t *Text) string { return t.ID.V })
}

// Constant returns the index of a constant, or -1.
func (s *Set) Constant(id string) int {
	return slices.IndexFunc(s.Constants, func(c Constant) bool { return c.ID.V == id })
}

// ConstantIDs returns the names of the constants, in the set's order.
func (s *Set) ConstantIDs() []string {
	return ids(s.Constants, func(c *Constant) string { return c.ID.V })
}

// Definition returns the index of a definition, or -1.
func (s *Set) Definition(id string) int {
	return slices.IndexFunc(s.Definitions, func(d Definition) bool { return d.ID.V == id })
}

// DefinitionIDs returns the names of the definitions, in the set's order.
func (s *Set) DefinitionIDs() []string {
	return ids(s.Definitions, func(d *Definition) string { return d.ID.V })
}

// AppliesTo returns the condition under which a criterion is assessed: its own and the set's. It is
// nil if that is always so.
func (s *Set) AppliesTo(criterion int) *Condition {
	own := s.Criteria[criterion].Applies
	switch {
	case s.Applies == nil:
		return own
	case own == nil:
		return s.Applies
	}
	return &Condition{Source: own.Source, Root: And{Terms: []Expr{s.Applies.Root, own.Root}}}
}

// OutcomeWhen returns the condition of an outcome, with the case that the set isn't for a reader.
// It is nil if the outcome holds otherwise.
func (s *Set) OutcomeWhen(outcome int) *Condition {
	when := s.Outcomes[outcome].When
	if s.Applies == nil || outcome != s.Otherwise {
		return when
	}
	outside := Not{X: s.Applies.Root}
	switch before := s.Outcomes[:outcome]; {
	case when != nil:
		return &Condition{Source: when.Source, Root: Or{Terms: []Expr{outside, when.Root}}}
	case slices.ContainsFunc(before, func(o Outcome) bool { return o.When == nil }):
		return &Condition{Source: s.Applies.Source, Root: outside}
	}
	return nil
}

// Option returns the index of an option, or -1.
func (q *Question) Option(id string) int {
	return slices.IndexFunc(q.Options, func(o Option) bool { return o.ID.V == id })
}

// HasLabel reports whether an option has a label in the file. Those of intervals may be made of
// their limits.
func (q *Question) HasLabel(option int) bool {
	if q.Scale == nil || option >= len(q.Scale.Intervals) {
		return true
	}
	for _, t := range q.Options[option].Label {
		if t.IsSet() {
			return true
		}
	}
	return false
}

// Item returns the index of an item, or -1.
func (o *Outcome) Item(id string) int {
	return slices.IndexFunc(o.Items, func(i Item) bool { return i.ID.V == id })
}

// QuestionIDs returns the ids of the questions, in the set's order.
func (s *Set) QuestionIDs() []string {
	return ids(s.Questions, func(q *Question) string { return q.ID.V })
}

// CriterionIDs returns the ids of the criteria, in the set's order.
func (s *Set) CriterionIDs() []string {
	return ids(s.Criteria, func(c *Criterion) string { return c.ID.V })
}

// OutcomeIDs returns the ids of the outcomes, in the set's order.
func (s *Set) OutcomeIDs() []string {
	return ids(s.Outcomes, func(o *Outcome) string { return o.ID.V })
}

// OptionIDs returns the ids of the options, in the question's order.
func (q *Question) OptionIDs() []string {
	return ids(q.Options, func(o *Option) string { return o.ID.V })
}

func ids[T any](things []T, id func(*T) string) []string {
	out := make([]string, len(things))
	for i := range things {
		out[i] = id(&things[i])
	}
	return out
}

// ParseExpected returns the verdict with a name that an example may use: [NotAssessed] is
// [Pending], which a verdict still is when asking has stopped.
func ParseExpected(name string) (v Verdict, ok bool) {
	if name == NotAssessed {
		return Pending, true
	}
	return ParseVerdict(name)
}

// ParseVerdict returns the verdict with a name that a condition may use.
func ParseVerdict(name string) (v Verdict, ok bool) {
	for _, v := range Verdicts() {
		if v.String() == name {
			return v, true
		}
	}
	return Pending, false
}
