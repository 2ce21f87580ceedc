package phrase

import (
	"html"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
)

// When says when something comes out, given that nothing before it in a list does.
type When struct {
	// Result is what comes out.
	Result string
	// Text is when, as [Words.Plain] says it, HTML the same as [Words.HTML] does.
	Text, HTML string
}

// Outcomes says when each outcome is reached.
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

// Verdicts says when each verdict on a criterion is given.
func (w *Words) Verdicts(criterion int) []When {
	c := &w.set.Criteria[criterion]
	var out []When
	if c.Applies != nil {
		not := &criteria.Condition{Root: criteria.Not{X: c.Applies.Root}}
		out = append(out, w.when(w.Verdict(criteria.NotApplicable), not))
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

// Outcome returns the title of an outcome, by its index, or what is said for [decision.None].
func (w *Words) Outcome(outcome int) string {
	if outcome == decision.None {
		return w.Text("TableNoOutcome")
	}
	return w.set.Outcomes[outcome].Title.In(w.lang)
}

// Verdict names a verdict.
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

// AppendHTML appends a list of what comes out when.
func AppendHTML(b []byte, list []When) []byte {
	b = append(b, `<dl>`...)
	for _, x := range list {
		b = append(b, `<dt>`+html.EscapeString(x.Result)+`</dt><dd>`+x.HTML+`</dd>`...)
	}
	return append(b, `</dl>`...)
}
