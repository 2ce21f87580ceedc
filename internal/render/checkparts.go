package render

import (
	"html"
	"html/template"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/layout"
)

// checkBuilder makes the parts of a self-check in a language. It keeps the first failure.
type checkBuilder struct {
	renderer *Renderer
	language *language
	check    *check
	words    *phrase.Words
	view     layout.CheckView
	err      error
}

func (b *checkBuilder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *checkBuilder) count(id string, n int, data any) string {
	s, err := b.language.messages.Count(id, n, data)
	b.fail(err)
	return s
}

// prose returns a Markdown text of the set, its slots filled.
func (b *checkBuilder) prose(t content.Localized) template.HTML {
	s, err := b.renderer.text(b.language, b.check.Criteria, t)
	b.fail(err)
	return s
}

// say says a condition in words, of which those in given are known to hold.
func (b *checkBuilder) say(c *criteria.Condition, given ...*criteria.Condition) template.HTML {
	return trusted([]byte(b.words.HTML(c, given...)))
}

// string returns a UI string as HTML.
func (b *checkBuilder) string(id string) template.HTML {
	return trusted([]byte(html.EscapeString(b.words.Text(id))))
}

func (b *checkBuilder) question(i int) {
	q, selected := &b.check.Questions[i], b.check.sheet.Questions[i]
	if selected == "" {
		return // It is never asked.
	}
	v := layout.QuestionView{
		ID: q.ID.V, Class: selector.QuestionClass(i), When: when(selected),
		Text: q.Text.In(b.language.code), Hint: q.Hint.In(b.language.code), Why: b.prose(q.Why), Many: q.Many,
	}
	if q.Ask != nil {
		v.Condition = b.say(q.Ask)
	}
	var described []string
	if v.Hint != "" {
		described = append(described, v.ID+":hint")
	}
	if v.Many {
		described = append(described, v.ID+":many")
	}
	// There is a text in that element only while there is a mistake.
	v.DescribedBy = strings.Join(append(described, "check:error"), " ")
	for j := range q.Options {
		o := &q.Options[j]
		v.Options = append(v.Options, layout.OptionView{
			Input: selector.ID(i, j), ID: o.ID.V, Question: q.ID.V, Many: q.Many, Exclusive: o.Exclusive,
			Label: o.Label.In(b.language.code), Hint: o.Hint.In(b.language.code),
		})
	}
	b.view.Questions = append(b.view.Questions, v)
}

func (b *checkBuilder) outcome(i int) {
	o, selected := &b.check.Outcomes[i], b.check.sheet.Outcomes[i]
	if selected == "" {
		return
	}
	v := layout.OutcomeView{
		ID: o.ID.V, Class: selector.OutcomeClass(i), When: when(selected),
		Condition: b.string("ConditionOtherwise"), Title: o.Title.In(b.language.code), Body: b.prose(o.Body),
	}
	if o.When != nil {
		v.Condition = b.say(o.When)
	}
	b.view.Outcomes = append(b.view.Outcomes, v)
}

func (b *checkBuilder) criterion(i int) {
	c := &b.check.Set.Criteria[i]
	v, err := b.renderer.criterion(b.language, b.check.Criteria, i)
	b.fail(err)
	var ids []string
	for _, q := range bears(c.Applies, c.Met, c.Unmet) {
		ids = append(ids, b.check.Questions[q].ID.V)
	}
	v.Questions = strings.Join(ids, " ")
	for verdict, selected := range b.check.sheet.Verdicts[i] {
		verdict := criteria.Verdict(verdict)
		if selected == "" {
			continue
		}
		v.Verdicts = append(v.Verdicts, layout.VerdictView{
			Criterion: c.ID.V, Verdict: verdict.String(),
			Class: selector.VerdictClass(i, verdict), When: when(selected),
			Text: b.words.Verdict(verdict), Condition: b.reason(c, verdict), Advice: b.prose(c.Advice[verdict]),
		})
	}
	b.view.Criteria = append(b.view.Criteria, v)
}

// reason says when a criterion has a verdict or, of the one that it doesn't apply, when it does.
func (b *checkBuilder) reason(c *criteria.Criterion, v criteria.Verdict) template.HTML {
	switch v {
	case criteria.Met:
		return b.say(c.Met, c.Applies)
	case criteria.Unmet:
		return b.say(c.Unmet, c.Applies)
	case criteria.Open:
		return b.string("VerdictOpenReason")
	case criteria.NotApplicable:
		return b.say(c.Applies)
	default:
		return b.string("VerdictPendingReason")
	}
}
