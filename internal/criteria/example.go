package criteria

import (
	"slices"

	"baken.example/baken/internal/diag"
)

// CheckExamples evaluates the examples. It reports answers to questions that aren't asked, and
// outcomes, items and verdicts that differ from the expected ones.
func (s *Set) CheckExamples() diag.List {
	var list diag.List
	for i := range s.Examples {
		s.check(&s.Examples[i], &list)
	}
	return list
}

func (s *Set) check(x *Example, list *diag.List) {
	add := func(at diag.Pos, hint, format string, args ...any) {
		if at.Line == 0 {
			at = x.Pos
		}
		list.Add(s.File, at, diag.CriteriaExample, hint, format, args...)
	}
	r := s.Evaluate(x.Answers)
	unasked := false
	for q := range s.Questions {
		if x.Answers[q] != nil && !slices.Contains(r.Asked, q) {
			unasked = true
			add(x.Places.Answers[q], "take the answer out, or correct those before it", "the question %q isn't asked with these answers", s.Questions[q].ID.V)
		}
	}
	if unasked {
		return // Other differences may only follow from that.
	}
	const hint = "correct the example if people agreed on something else, and the conditions if they didn't"
	next := ""
	if r.Next >= 0 {
		next = s.Questions[r.Next].ID.V
	}
	switch {
	case x.Outcome < 0 || x.Outcome == r.Outcome:
	case r.Outcome >= 0:
		add(x.Places.Outcome, hint, "the outcome of these answers is %q, not %q", s.Outcomes[r.Outcome].ID.V, s.Outcomes[x.Outcome].ID.V)
	case next != "":
		add(x.Places.Outcome, "answer that question too", "these answers don't lead to an outcome before %q is answered", next)
	default:
		add(x.Places.Outcome, hint, "no outcome holds for these answers")
	}
	if x.Items != nil && x.Outcome == r.Outcome {
		switch got := r.Items; {
		case next != "":
			add(x.Places.Items, "answer that question too", "which items are part of the outcome isn't known before %q is answered", next)
		case !slices.Equal(got, x.Items):
			add(x.Places.Items, hint, "the items of these answers are %s, not %s", s.itemNames(x.Outcome, got), s.itemNames(x.Outcome, x.Items))
		}
	}
	for i := range s.Criteria {
		want, ok := x.Verdicts[i]
		switch got := r.Verdicts[i]; {
		case !ok || got == want && (got != Pending || next == ""):
		case got == Pending && next != "":
			add(x.Places.Verdicts[i], "answer that question too", "the verdict on %q isn't known before %q is answered", s.Criteria[i].ID.V, next)
		default:
			add(x.Places.Verdicts[i], hint, "the verdict on %q is %q, not %q", s.Criteria[i].ID.V, r.Verdict(i), expected(want))
		}
	}
}

// itemNames lists the ids of items of an outcome, in the set's order.
func (s *Set) itemNames(outcome int, items []int) string {
	ids := []string{}
	for _, i := range items {
		ids = append(ids, s.Outcomes[outcome].Items[i].ID.V)
	}
	if len(ids) == 0 {
		return "none"
	}
	return diag.ListNames(ids)
}

// expected returns the name of a verdict that an example expects.
func expected(v Verdict) string {
	if v == Pending {
		return NotAssessed
	}
	return v.String()
}
