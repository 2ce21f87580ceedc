package criteria

// The anchors of a set's applies, of its legal basis and of its lists, where it is written out in
// words. Anchors of headings have no colon, so that none is equal to one of a set.
const (
	AnchorApplies     = "set:applies"
	AnchorBasis       = "set:legal-basis"
	AnchorCriteria    = "set:criteria"
	AnchorOutcomes    = "set:outcomes"
	AnchorQuestions   = "set:questions"
	AnchorDefinitions = "set:definitions"
	AnchorConstants   = "set:constants"
)

// Anchor returns the anchor of a criterion: criterion:ID. It is the same in each version of the set
// that has the criterion, and in each language.
func (c *Criterion) Anchor() string { return "criterion:" + c.ID.V }

// Anchor returns the anchor of a question: question:ID.
func (q *Question) Anchor() string { return "question:" + q.ID.V }

// Anchor returns the anchor of an outcome: outcome:ID.
func (o *Outcome) Anchor() string { return "outcome:" + o.ID.V }

// ItemAnchor returns the anchor of an item: outcome:ID:ITEM.
func (o *Outcome) ItemAnchor(item int) string { return o.Anchor() + ":" + o.Items[item].ID.V }

// Anchor returns the anchor of a constant: constant:ID.
func (c *Constant) Anchor() string { return "constant:" + c.ID.V }

// Anchor returns the anchor of a definition: definition:ID.
func (d *Definition) Anchor() string { return "definition:" + d.ID.V }

// Anchors returns the anchors of the set where it is written out in words.
func (s *Set) Anchors() (out []string) {
	if s.HasBasis() {
		out = append(out, AnchorBasis)
	}
	if s.Applies != nil {
		out = append(out, AnchorApplies)
	}
	for _, list := range []struct {
		anchor string
		n      int
	}{
		{AnchorCriteria, len(s.Criteria)}, {AnchorOutcomes, len(s.Outcomes)}, {AnchorQuestions, len(s.Questions)},
		{AnchorDefinitions, len(s.Definitions)}, {AnchorConstants, len(s.Constants)},
	} {
		if list.n > 0 {
			out = append(out, list.anchor)
		}
	}
	for i := range s.Criteria {
		out = append(out, s.Criteria[i].Anchor())
	}
	for i := range s.Outcomes {
		o := &s.Outcomes[i]
		out = append(out, o.Anchor())
		for item := range o.Items {
			out = append(out, o.ItemAnchor(item))
		}
	}
	for i := range s.Questions {
		out = append(out, s.Questions[i].Anchor())
	}
	for i := range s.Definitions {
		out = append(out, s.Definitions[i].Anchor())
	}
	for i := range s.Constants {
		out = append(out, s.Constants[i].Anchor())
	}
	return out
}
