package definition

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/condition"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/criteria/interval"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// examples reads the examples, and evaluates them if the set has no errors.
func (r *reader) examples() {
	for _, d := range r.doc.Examples {
		if !d.IsSet() {
			continue
		}
		x := criteria.Example{
			Pos: d.Pos, Answers: criteria.Answers{}, Values: map[int]int64{}, Outcome: -1, Verdicts: map[int]criteria.Verdict{},
			Places: criteria.ExamplePlaces{Answers: map[int]diag.Pos{}, Outcome: d.V.Outcome.Pos, Verdicts: map[int]diag.Pos{}},
		}
		r.answers(&x, &d.V)
		r.expected(&x, &d.V)
		r.set.Examples = append(r.set.Examples, x)
	}
	if !r.list.HasErrors() {
		r.list.Join(r.set.CheckExamples())
	}
}

func (r *reader) answers(x *criteria.Example, d *document.Example) {
	for _, a := range d.Answers {
		q := r.set.Question(a.Key.V)
		if q < 0 {
			if !r.conditions.Unread.Questions {
				ids := r.set.QuestionIDs()
				r.add(a.Key.Pos, diag.CriteriaReference, "the questions are "+diag.ListNames(ids),
					"there is no question %q%s", a.Key.V, diag.DidYouMean(a.Key.V, ids))
			}
			continue
		}
		question := &r.set.Questions[q]
		var chosen []int
		if question.Scale != nil {
			r.answered(x, q, &a)
			continue
		}
		for _, item := range a.Value.Items {
			text := given(item)
			o := question.Option(text.V)
			switch {
			case o < 0 && !r.conditions.Unread.Options[q]:
				ids := question.OptionIDs()
				r.add(text.Pos, diag.CriteriaReference, "the options are "+diag.ListNames(ids),
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
		case len(chosen) > 1 && !question.Many && !r.conditions.Unread.Types[q]:
			r.add(a.Value.Pos, diag.CriteriaExample, "name one of them, or write type: many with the question",
				"of the question %q one option can be chosen, not %d", a.Key.V, len(chosen))
		case len(chosen) > 1 && question.Many && question.Answer(chosen) == nil:
			r.add(a.Value.Pos, diag.CriteriaExample, "leave out either that option or the others",
				"this is no answer to %q: one of the options is exclusive", a.Key.V)
		}
		x.Answers[q], x.Places.Answers[q] = chosen, a.Key.Pos
	}
}

// answered reads the answer to a question of type number, money or date.
func (r *reader) answered(x *criteria.Example, q int, a *strictyaml.Pair[document.Answer]) {
	question := &r.set.Questions[q]
	k := interval.Describe(question.Scale.Kind)
	x.Places.Answers[q] = a.Key.Pos
	if len(a.Value.Items) != 1 {
		r.add(a.Value.Pos, diag.CriteriaExample, "write "+k.Example, "the answer to %q is %s, not a list", question.ID.V, k.Name)
		return
	}
	text := given(a.Value.Items[0])
	if o := question.Option(text.V); o >= len(question.Scale.Intervals) {
		x.Answers[q] = []int{o}
		return
	}
	v, ok := criteria.ParseValue(text.V)
	if !ok {
		r.add(text.Pos, diag.CriteriaExample, "write "+k.Example, "%s isn't %s", diag.Quote(diag.Shorten(text.V)), k.Name)
		return
	}
	units, wrong, hint := interval.Place(question.Scale, v)
	if wrong != "" {
		r.add(text.Pos, diag.CriteriaExample, hint, "%s %s", text.V, wrong)
		return
	}
	x.Answers[q] = []int{question.Scale.Interval(units)}
	x.Values[q] = units
}

// items reads which items of the outcome are expected.
func (r *reader) items(x *criteria.Example, d *document.Example) {
	if d.Items.Line == 0 {
		return
	}
	x.Items, x.Places.Items = []int{}, d.Items.Pos
	if !d.Outcome.IsSet() {
		r.add(d.Items.Pos, diag.YAMLMissingKey, "add a line outcome: …", "items are part of an outcome, and the example names none")
		return
	}
	if x.Outcome < 0 {
		return
	}
	o := &r.set.Outcomes[x.Outcome]
	ids := []string{}
	for _, item := range o.Items {
		ids = append(ids, item.ID.V)
	}
	for _, item := range d.Items.Items {
		id := given(item)
		switch i := slices.Index(ids, id.V); {
		case i < 0 && len(ids) == 0:
			r.add(id.Pos, diag.CriteriaReference, "take the key out", "the outcome %q has no items", o.ID.V)
		case i < 0:
			r.add(id.Pos, diag.CriteriaReference, "the items are "+diag.ListNames(ids), "the outcome %q has no item %q%s", o.ID.V, id.V, diag.DidYouMean(id.V, ids))
		case slices.Contains(x.Items, i):
			r.add(id.Pos, diag.CriteriaExample, "keep one of the two", "%q stands in the items twice", id.V)
		default:
			x.Items = append(x.Items, i)
		}
	}
	slices.Sort(x.Items)
}

func (r *reader) expected(x *criteria.Example, d *document.Example) {
	if !d.Outcome.IsSet() && len(d.Criteria) == 0 {
		r.add(x.Pos, diag.YAMLMissingKey, "add a line outcome: …, or criteria: {…: …}", "the example doesn't say what must come of it")
	}
	if id := d.Outcome; id.IsSet() {
		x.Outcome = r.set.Outcome(id.V)
		if x.Outcome < 0 && !r.incomplete {
			ids := r.set.OutcomeIDs()
			r.add(id.Pos, diag.CriteriaReference, "the outcomes are "+diag.ListNames(ids), "there is no outcome %q%s", id.V, diag.DidYouMean(id.V, ids))
		}
	}
	r.items(x, d)
	for _, c := range d.Criteria {
		i := r.set.Criterion(c.Key.V)
		if i < 0 {
			if !r.conditions.Unread.Criteria {
				ids := r.set.CriterionIDs()
				r.add(c.Key.Pos, diag.CriteriaReference, "the criteria are "+diag.ListNames(ids),
					"there is no criterion %q%s", c.Key.V, diag.DidYouMean(c.Key.V, ids))
			}
			continue
		}
		v, ok := criteria.ParseExpected(c.Value.V)
		if !ok && c.Value.IsSet() {
			r.add(c.Value.Pos, diag.CriteriaReference, "the verdicts are "+diag.ListNames(condition.Verdicts()),
				"there is no verdict %q%s", c.Value.V, diag.DidYouMean(c.Value.V, condition.Verdicts()))
		}
		x.Verdicts[i], x.Places.Verdicts[i] = v, c.Value.Pos
	}
}
