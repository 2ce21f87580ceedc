package phrase

import (
	"html"
	"strings"

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
	if w.set.Applies != nil {
		out = append(out, w.when(w.Outcome(w.set.Otherwise), w.outside()))
	}
	for i, o := range w.set.Outcomes {
		if o.When == nil { // A later one is only for readers whom the set isn't for.
			return append(out, w.otherwise(w.Outcome(i)))
		}
		out = append(out, w.when(w.Outcome(i), o.When))
	}
	return out
}

// outside returns the condition under which the set isn't for a reader.
func (w *Words) outside() *criteria.Condition {
	return &criteria.Condition{Root: criteria.Not{X: w.set.Applies.Root}}
}

// Verdicts returns the conditions of the verdicts on a criterion.
func (w *Words) Verdicts(criterion int) []When {
	c, applies := &w.set.Criteria[criterion], w.set.AppliesTo(criterion)
	var out []When
	if applies != nil {
		not := &criteria.Condition{Root: criteria.Not{X: applies.Root}}
		out = append(out, w.when(w.Verdict(criteria.NotApplicable), not))
	}
	if c.Otherwise {
		return append(out, w.when(w.Verdict(criteria.Met), c.Met, applies), w.otherwise(w.Verdict(criteria.Unmet)))
	}
	return append(out,
		w.when(w.Verdict(criteria.Met), c.Met, applies),
		w.when(w.Verdict(criteria.Unmet), c.Unmet, applies),
		w.otherwise(w.Verdict(criteria.Open)),
	)
}

// Items returns the conditions of the items of an outcome. A result is the Markdown of an item, in
// one line.
func (w *Words) Items(outcome int) []When {
	var out []When
	for _, item := range w.set.Outcomes[outcome].Items {
		text := strings.Join(strings.Fields(item.Text.In(w.lang)), " ")
		if item.When == nil {
			always := w.Text("ConditionAlways")
			out = append(out, When{text, always, html.EscapeString(always)})
			continue
		}
		out = append(out, w.when(text, item.When))
	}
	return out
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
