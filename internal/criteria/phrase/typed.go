package phrase

import (
	"slices"

	"baken.example/baken/internal/criteria"
)

// intervals returns the number of intervals of a typed question, or 0 for another question: its
// first options are these.
func (w *Words) intervals(question int) int {
	if s := w.set.Questions[question].Scale; s != nil {
		return len(s.Intervals)
	}
	return 0
}

// run is some consecutive intervals.
type run struct{ from, to int }

// runs returns the runs of intervals among options, and the other options.
func (w *Words) runs(question int, options []int) (runs []run, others []int) {
	n := w.intervals(question)
	for _, o := range slices.Sorted(slices.Values(options)) {
		switch last := len(runs) - 1; {
		case o >= n:
			others = append(others, o)
		case last >= 0 && runs[last].to == o-1:
			runs[last].to = o
		default:
			runs = append(runs, run{o, o})
		}
	}
	return runs, others
}

// rest returns the intervals of a typed question that aren't among options.
func (w *Words) rest(question int, options []int) (rest []int) {
	for o := range w.intervals(question) {
		if !slices.Contains(options, o) {
			rest = append(rest, o)
		}
	}
	return rest
}

// values renders some options of a typed question: under 18, “under 18” or “65 or more”, “18 or
// more” or “I don't know”. Intervals are rendered by their limits, however editors label them.
func (w *Words) values(question int, options []int) string {
	runs, others := w.runs(question, options)
	if len(runs) == 1 && others == nil {
		return w.valuesOf(question, runs[0])
	}
	var texts []string
	for _, r := range runs {
		texts = append(texts, w.Quote(w.valuesOf(question, r)))
	}
	return w.Or(append(texts, w.options(question, others)...))
}

func (w *Words) valuesOf(question int, r run) string {
	text, err := w.quantities.Range(&w.set.Questions[question], r.from, r.to)
	return w.record(text, err)
}

// excluded returns the intervals of a typed question by which a comparison with options is shorter
// in words: all but exactly 3, rather than under 3 or more than 3.
func (w *Words) excluded(question int, options []int) (rest []int, ok bool) {
	runs, others := w.runs(question, options)
	rest = w.rest(question, options)
	left, _ := w.runs(question, rest)
	return rest, others == nil && len(left) > 0 && len(left) < len(runs)
}

// isValue renders a comparison with a typed question.
func (w *Words) isValue(e criteria.Is) string {
	if rest, ok := w.excluded(e.Question, e.Options); ok {
		return w.is("ConditionIsNot", e.Question, w.values(e.Question, rest))
	}
	return w.is("ConditionIs", e.Question, w.values(e.Question, e.Options))
}

// isNoValue renders the negation of a comparison with a typed question, but for the case that it
// isn't asked.
func (w *Words) isNoValue(e criteria.Is) string {
	runs, others := w.runs(e.Question, e.Options)
	rest := w.rest(e.Question, e.Options)
	left, _ := w.runs(e.Question, rest)
	switch {
	case others == nil && len(left) > 0 && len(left) <= len(runs):
		return w.isValue(criteria.Is{Question: e.Question, Options: rest})
	case len(runs)+len(others) == 1:
		return w.is("ConditionIsNot", e.Question, w.values(e.Question, e.Options))
	}
	var texts []string
	for _, r := range runs {
		texts = append(texts, w.Quote(w.valuesOf(e.Question, r)))
	}
	return w.is("ConditionIsNone", e.Question, w.And(append(texts, w.options(e.Question, others)...)))
}

// valueCell renders answers to a typed question for a cell.
func (w *Words) valueCell(question int, options []int) string {
	runs, others := w.runs(question, options)
	if runs == nil && len(others) == 1 {
		return w.OptionText(question, others[0])
	}
	every := w.intervals(question)+len(others) == len(w.set.Questions[question].Options)
	if left, _ := w.runs(question, w.rest(question, options)); every && len(left) == 1 && len(runs) > 1 {
		return w.Format("TableAllBut", struct{ Options string }{w.valuesOf(question, left[0])})
	}
	return w.quantities.Capital(w.values(question, options))
}

// Measure renders a value with its unit, as [quantity.Words.Measure] does.
func (w *Words) Measure(v criteria.Value, unit string) string {
	return w.record(w.quantities.Measure(v, unit))
}

// Scale renders the range of a typed question, as part of a sentence: 0 to 100 people.
func (w *Words) Scale(question int) string {
	q := &w.set.Questions[question]
	id := "QuantityFromTo"
	if q.Scale.Kind == criteria.Day {
		id = "DayFromTo"
	}
	return w.Format(id, struct{ From, To string }{
		w.Measure(q.Scale.Value(q.Scale.Min), ""), w.Measure(q.Scale.Value(q.Scale.Max), q.Unit.In(w.lang)),
	})
}
