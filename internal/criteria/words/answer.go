package words

import "baken.example/baken/internal/criteria/decision"

// Answers says which answers to a question are meant: "Yes", "“Yes” or “No”" or, where several
// boxes may be ticked, "with “this” and “that”, without “the other”".
func (w *Words) Answers(question int, answers []decision.Answer) string {
	q := &w.set.Questions[question]
	if !q.Many {
		if len(answers) == 1 {
			return q.Options[answers[0].With[0]].Label.In(w.lang)
		}
		var options []int
		for _, a := range answers {
			options = append(options, a.With...)
		}
		return w.Or(w.options(question, options))
	}
	out := ""
	for i, a := range answers {
		next := w.boxes(question, a)
		if i == 0 {
			out = next
			continue
		}
		out = w.Format("ConditionOr", struct{ Before, Next string }{out, next})
	}
	return out
}

func (w *Words) boxes(question int, a decision.Answer) string {
	var with, without string
	if len(a.With) > 0 {
		with = w.Format("ConditionWith", struct{ Options string }{w.And(w.options(question, a.With))})
	}
	if len(a.Without) > 0 {
		without = w.Format("ConditionWithout", struct{ Options string }{w.Or(w.options(question, a.Without))})
	}
	switch {
	case without == "":
		return with
	case with == "":
		return without
	default:
		return w.Format("ConditionListNext", struct{ Before, Next string }{with, without})
	}
}
