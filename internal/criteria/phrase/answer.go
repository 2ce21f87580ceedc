package phrase

import (
	"slices"

	"baken.example/baken/internal/criteria/decision"
)

// Answers says which answers to a question are meant: "Yes", "“Yes” or “No”" or, where several
// boxes may be ticked, "with “this” and “that”, without “the other”".
func (w *Words) Answers(question int, answers []decision.Answer) string {
	q := &w.set.Questions[question]
	if options, ok := w.alone(question, answers); ok {
		if len(options) == 1 {
			return q.Options[options[0]].Label.In(w.lang)
		}
		return w.Or(w.options(question, options))
	}
	if with, any, without, ok := factored(answers); ok {
		return w.boxes(question, with, any, without)
	}
	out := ""
	for i, a := range answers {
		next := w.boxes(question, a.With, nil, a.Without)
		if i == 0 {
			out = next
			continue
		}
		out = w.Format("ConditionOr", struct{ Before, Next string }{out, next})
	}
	return out
}

// alone returns the options of which exactly one is the answer, if the answers are such.
func (w *Words) alone(question int, answers []decision.Answer) (options []int, ok bool) {
	q := &w.set.Questions[question]
	for _, a := range answers {
		if len(a.With) != 1 || len(a.Without) > 0 || q.Many && !q.Options[a.With[0]].Exclusive {
			return nil, false
		}
		options = append(options, a.With[0])
	}
	return options, true
}

// factored returns what answers have in common, with some boxes and without others, if each has at
// most one box more: any of those.
func factored(answers []decision.Answer) (with, any, without []int, ok bool) {
	with, without = answers[0].With, answers[0].Without
	for _, a := range answers[1:] {
		with, without = both(with, a.With), both(without, a.Without)
	}
	for _, a := range answers {
		if len(answers) == 1 {
			break
		}
		if len(a.With) != len(with)+1 || len(a.Without) != len(without) {
			return nil, nil, nil, false
		}
		for _, o := range a.With {
			if !slices.Contains(with, o) {
				any = append(any, o)
			}
		}
	}
	return with, any, without, true
}

// both returns the members of a that b has too.
func both(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(x int) bool { return !slices.Contains(b, x) })
}

// boxes says that all boxes of one list are ticked, one of another at least, and none of a third.
func (w *Words) boxes(question int, with, any, without []int) string {
	var parts []string
	add := func(id, options string) {
		if options != "" {
			parts = append(parts, w.Format(id, struct{ Options string }{options}))
		}
	}
	add("ConditionWith", w.And(w.options(question, with)))
	add("ConditionWith", w.Or(w.options(question, any)))
	add("ConditionWithout", w.Or(w.options(question, without)))
	out := ""
	for i, p := range parts {
		if i == 0 {
			out = p
			continue
		}
		out = w.Format("ConditionListNext", struct{ Before, Next string }{out, p})
	}
	return out
}
