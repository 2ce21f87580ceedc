package phrase

import (
	"slices"

	"baken.example/baken/internal/criteria/decision"
)

// Answers renders answers to a question: "Yes", "“Yes” or “No”" or, for a question of type many,
// "with “this” and “that”, without “the other”".
func (w *Words) Answers(question int, answers []decision.Answer) string {
	if options, ok := w.singles(question, answers); ok {
		if w.intervals(question) > 0 {
			return w.valueCell(question, options)
		}
		if len(options) == 1 {
			return w.OptionText(question, options[0])
		}
		return w.Or(w.choices(question, options))
	}
	if with, any, without, ok := factor(answers); ok {
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

// singles returns the options of the answers, if each answer is a single option and nothing else.
func (w *Words) singles(question int, answers []decision.Answer) (options []int, ok bool) {
	q := &w.set.Questions[question]
	for _, a := range answers {
		if len(a.With) != 1 || len(a.Without) > 0 || q.Many && !q.Options[a.With[0]].Exclusive {
			return nil, false
		}
		options = append(options, a.With[0])
	}
	return options, true
}

// factor factors out the boxes that answers have in common: with and without. It succeeds if each
// answer has at most one box more; any holds these.
func factor(answers []decision.Answer) (with, any, without []int, ok bool) {
	with, without = answers[0].With, answers[0].Without
	for _, a := range answers[1:] {
		with, without = intersection(with, a.With), intersection(without, a.Without)
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

// intersection returns the elements of a that are in b.
func intersection(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(x int) bool { return !slices.Contains(b, x) })
}

// boxes renders that all boxes in with, at least one in any and none in without are ticked.
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
