package criteria

import (
	"slices"

	"baken.example/baken/internal/diag"
)

// examples reads the examples, and holds the set to them if nothing else is wrong with it.
func (r *reader) examples() {
	for _, d := range r.doc.Examples {
		if !d.IsSet() {
			continue
		}
		x := Example{
			Pos: d.Pos, Answers: Answers{}, Outcome: -1, Verdicts: map[int]Verdict{},
			answersAt: map[int]diag.Pos{}, verdictsAt: map[int]diag.Pos{}, outcomeAt: d.V.Outcome.Pos,
		}
		r.answers(&x, &d.V)
		r.expected(&x, &d.V)
		r.set.Examples = append(r.set.Examples, x)
	}
	if !r.list.HasErrors() {
		r.list.Join(r.set.CheckExamples())
	}
}

func (r *reader) answers(x *Example, d *exampleDocument) {
	for _, a := range d.Answers {
		q := r.set.Question(a.Key.V)
		if q < 0 {
			if !r.nameless.questions {
				ids := questionIDs(r.set.Questions)
				r.add(a.Key.Pos, diag.CriteriaReference, "the questions are "+some(ids),
					"there is no question %q%s", a.Key.V, diag.DidYouMean(a.Key.V, ids))
			}
			continue
		}
		question := &r.set.Questions[q]
		var chosen []int
		for _, text := range a.Value.Items {
			o := question.Option(text.V)
			switch {
			case o < 0 && !r.nameless.options[q]:
				ids := optionIDs(question)
				r.add(text.Pos, diag.CriteriaReference, "the options are "+some(ids),
					"the question %q has no option %q%s", a.Key.V, text.V, diag.DidYouMean(text.V, ids))
			case slices.Contains(chosen, o):
				r.add(text.Pos, diag.CriteriaExample, "keep one of the two", "%q stands in the answer twice", text.V)
			case o >= 0:
				chosen = append(chosen, o)
			}
		}
		switch {
		case len(a.Value.Items) == 0:
			r.add(a.Value.Pos, diag.CriteriaExample, "name an option, or take the question out", "an empty list is no answer to %q", a.Key.V)
		case len(chosen) > 1 && !question.Many && !r.untyped[q]:
			r.add(a.Value.Pos, diag.CriteriaExample, "name one of them, or write type: many with the question",
				"of the question %q one option can be chosen, not %d", a.Key.V, len(chosen))
		case len(chosen) > 1 && question.Many && question.answer(chosen) == nil:
			r.add(a.Value.Pos, diag.CriteriaExample, "leave out either that option or the others",
				"this is no answer to %q: one of the options is exclusive", a.Key.V)
		}
		x.Answers[q], x.answersAt[q] = chosen, a.Key.Pos
	}
}

func (r *reader) expected(x *Example, d *exampleDocument) {
	if !d.Outcome.IsSet() && len(d.Criteria) == 0 {
		r.add(x.Pos, diag.YAMLMissingKey, "add a line outcome: …, or criteria: {…: …}", "the example doesn't say what must come of it")
	}
	if id := d.Outcome; id.IsSet() {
		x.Outcome = r.set.Outcome(id.V)
		if x.Outcome < 0 && !r.nameless.outcomes {
			var ids []string
			for _, o := range r.set.Outcomes {
				ids = append(ids, o.ID.V)
			}
			r.add(id.Pos, diag.CriteriaReference, "the outcomes are "+some(ids), "there is no outcome %q%s", id.V, diag.DidYouMean(id.V, ids))
		}
	}
	for _, c := range d.Criteria {
		i := r.set.Criterion(c.Key.V)
		if i < 0 {
			if !r.nameless.criteria {
				ids := criterionIDs(r.set.Criteria)
				r.add(c.Key.Pos, diag.CriteriaReference, "the criteria are "+some(ids),
					"there is no criterion %q%s", c.Key.V, diag.DidYouMean(c.Key.V, ids))
			}
			continue
		}
		v, ok := ParseVerdict(c.Value.V)
		if !ok && c.Value.IsSet() {
			r.add(c.Value.Pos, diag.CriteriaReference, "the verdicts are "+some(verdictIDs()),
				"there is no verdict %q%s", c.Value.V, diag.DidYouMean(c.Value.V, verdictIDs()))
		}
		x.Verdicts[i], x.verdictsAt[i] = v, c.Value.Pos
	}
}

// CheckExamples reports examples that answer what isn't asked, and those of which something else
// comes than they say.
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
			add(x.answersAt[q], "take the answer out, or correct those before it", "the question %q isn't asked with these answers", s.Questions[q].ID.V)
		}
	}
	if unasked {
		return // What comes of the answers may follow from that.
	}
	const hint = "correct the example if people agreed on something else, and the conditions if they didn't"
	next := ""
	if r.Next >= 0 {
		next = s.Questions[r.Next].ID.V
	}
	switch {
	case x.Outcome < 0 || x.Outcome == r.Outcome:
	case r.Outcome >= 0:
		add(x.outcomeAt, hint, "the outcome of these answers is %q, not %q", s.Outcomes[r.Outcome].ID.V, s.Outcomes[x.Outcome].ID.V)
	case next != "":
		add(x.outcomeAt, "answer that question too", "these answers don't lead to an outcome before %q is answered", next)
	default:
		add(x.outcomeAt, hint, "no outcome holds for these answers")
	}
	for i := range s.Criteria {
		want, ok := x.Verdicts[i]
		switch got := r.Verdicts[i]; {
		case !ok || got == want:
		case got == Pending && next != "":
			add(x.verdictsAt[i], "answer that question too", "the verdict on %q isn't known before %q is answered", s.Criteria[i].ID.V, next)
		default:
			add(x.verdictsAt[i], hint, "the verdict on %q is %q, not %q", s.Criteria[i].ID.V, got, want)
		}
	}
}
