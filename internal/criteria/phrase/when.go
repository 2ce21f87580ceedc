package phrase

import (
	"html"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
)

// When is a result and its condition in words. In a list, the condition presumes that no earlier
// one holds.
type When struct {
	// Result is the title of an outcome, or a verdict.
	Result string
	// Text is the condition as [Words.Plain] renders it, HTML as [Words.HTML] does.
	Text, HTML string
}

// Outcomes returns the conditions of the outcomes.
func (w *Words) Outcomes() []When {
	var out []When
	for i, o := range w.set.Outcomes {
		if o.When == nil {
			out = append(out, w.otherwise(w.Outcome(i)))
			continue
		}
		out = append(out, w.when(w.Outcome(i), o.When))
	}
	return out
}

// Verdicts returns the conditions of the verdicts on a criterion.
func (w *Words) Verdicts(criterion int) []When {
	c := &w.set.Criteria[criterion]
	var out []When
	if c.Applies != nil {
		not := &criteria.Condition{Root: criteria.Not{X: c.Applies.Root}}
		out = append(out, w.when(w.Verdict(criteria.NotApplicable), not))
	}
	if c.Otherwise {
		return append(out, w.when(w.Verdict(criteria.Met), c.Met, c.Applies), w.otherwise(w.Verdict(criteria.Unmet)))
	}
	return append(out,
		w.when(w.Verdict(criteria.Met), c.Met, c.Applies),
		w.when(w.Verdict(criteria.Unmet), c.Unmet, c.Applies),
		w.otherwise(w.Verdict(criteria.Open)),
	)
}

func (w *Words) when(result string, c *criteria.Condition, given ...*criteria.Condition) When {
	return When{result, w.Plain(c, given...), w.HTML(c, given...)}
}

func (w *Words) otherwise(result string) When {
	text := w.Text("ConditionOtherwise")
	return When{result, text, html.EscapeString(text)}
}

// Outcome returns the title of an outcome, by its index, or the string for [decision.None].
func (w *Words) Outcome(outcome int) string {
	if outcome == decision.None {
		return w.Text("TableNoOutcome")
	}
	return w.set.Outcomes[outcome].Title.In(w.lang)
}

// Verdict returns the name of a verdict.
func (w *Words) Verdict(v criteria.Verdict) string {
	switch v {
	case criteria.NotApplicable:
		return w.Text("VerdictNotApplicable")
	case criteria.Met:
		return w.Text("VerdictMet")
	case criteria.Unmet:
		return w.Text("VerdictUnmet")
	case criteria.Open:
		return w.Text("VerdictOpen")
	default:
		return w.Text("VerdictPending")
	}
}

// AppendHTML appends results and their conditions as a description list.
func AppendHTML(b []byte, list []When) []byte {
	b = append(b, `<dl>`...)
	for _, x := range list {
		b = append(b, `<dt>`+html.EscapeString(x.Result)+`</dt><dd>`+x.HTML+`</dd>`...)
	}
	return append(b, `</dl>`...)
}
