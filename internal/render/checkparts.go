package render

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/render/locale"
	"baken.example/baken/internal/render/slot"
	"baken.example/baken/internal/render/trusted"
)

// checkBuilder builds the view of a self-check in a language. It records the first error.
type checkBuilder struct {
	renderer *Renderer
	language *locale.Language
	texts    *slot.Filler
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
	s, err := b.language.Messages.Count(id, n, data)
	b.fail(err)
	return s
}

// prose returns the HTML of a Markdown text of the set.
func (b *checkBuilder) prose(t content.Localized) template.HTML {
	s, err := b.texts.Text(b.check.Criteria, t)
	b.fail(err)
	return s
}

// grounded returns the HTML of a Markdown text of the set, followed by a legal basis, if there is
// one.
func (b *checkBuilder) grounded(t content.Localized, basis *criteria.Basis) template.HTML {
	text := b.prose(t)
	grounds, err := b.texts.Grounds(b.check.Criteria, basis)
	b.fail(err)
	if grounds == nil {
		return text
	}
	out, err := b.language.Templates.Append([]byte(text), "partials/criterion-grounds.html", layout.CriterionView{Grounds: grounds})
	b.fail(err)
	return trusted.HTML(out)
}

// conditionHTML returns a condition in words. The conditions in given are assumed to be true.
func (b *checkBuilder) conditionHTML(c *criteria.Condition, given ...*criteria.Condition) template.HTML {
	return trusted.HTML([]byte(b.words.HTML(c, given...)))
}

// string returns a UI string, escaped.
func (b *checkBuilder) string(id string) template.HTML {
	return trusted.HTML([]byte(html.EscapeString(b.words.Text(id))))
}

func (b *checkBuilder) question(i int) {
	q, selected := &b.check.Questions[i], b.check.sheet.Questions[i]
	if selected == "" {
		return // The question is never asked.
	}
	v := layout.QuestionView{
		ID: q.ID.V, Class: selector.QuestionClass(i), When: viewSelector(selected),
		Text: q.Text.In(b.language.Code), Short: q.Short.In(b.language.Code), Hint: b.prose(q.Hint), Error: q.Error.In(b.language.Code), Why: b.grounded(q.Why, &q.Basis), Many: q.Many,
	}
	if remaining := b.check.sheet.Remaining; remaining != nil {
		v.Left = strings.Join(append([]string{strconv.Itoa(remaining[i].Least)}, remaining[i].More...), "|")
	}
	if q.Ask != nil {
		v.Condition = b.conditionHTML(q.Ask)
	}
	var described []string
	if v.Hint != "" {
		described = append(described, v.ID+":hint")
	}
	if v.Many {
		described = append(described, v.ID+":many")
	}
	// The element of this id is empty unless there is an error.
	v.DescribedBy = strings.Join(append(described, "check:error"), " ")
	for j := range q.Options {
		o := &q.Options[j]
		v.Options = append(v.Options, layout.OptionView{
			Input: selector.ID(i, j), ID: o.ID.V, Question: q.ID.V, Many: q.Many, Exclusive: o.Exclusive,
			Label: o.Label.In(b.language.Code), Short: o.Short.In(b.language.Code), Hint: b.prose(o.Hint), Guidance: b.prose(o.Guidance),
		})
	}
	for _, g := range q.Groups {
		for j := g.First; j < g.End; j++ {
			v.Options[j].Group = g.Heading.In(b.language.Code)
		}
	}
	v.Typed = b.typedView(q)
	b.view.Questions = append(b.view.Questions, v)
}

func (b *checkBuilder) outcome(i int) {
	o, selected := &b.check.Outcomes[i], b.check.sheet.Outcomes[i]
	if selected == "" {
		return
	}
	v := layout.OutcomeView{
		ID: o.ID.V, Class: selector.OutcomeClass(i), When: viewSelector(selected),
		Condition: b.string("ConditionOtherwise"), Title: o.Title.In(b.language.Code), Body: b.grounded(o.Body, &o.Basis),
	}
	if c := b.check.Set.OutcomeWhen(i); c != nil {
		v.Condition = b.conditionHTML(c)
	}
	for j, item := range o.Items {
		selected := b.check.sheet.Items[i][j]
		if selected == "" {
			continue
		}
		w := layout.ItemView{ID: item.ID.V, Class: selector.ItemClass(i, j), When: viewSelector(selected), Text: b.prose(item.Text)}
		if item.When != nil {
			w.Condition = b.conditionHTML(item.When)
		}
		v.Items = append(v.Items, w)
	}
	if v.When != "" {
		v.Copy = copyClass + " " + v.Class
	}
	prose := b.prose(o.Body) != ""
	v.Acts = prose || len(v.Items) > 0
	if !prose {
		var some classes
		for _, w := range v.Items {
			some.names, some.always = append(some.names, w.Class), some.always || w.When == ""
		}
		v.Some = some.String()
	}
	b.view.Outcomes = append(b.view.Outcomes, v)
}

// reason returns the condition for a verdict in words. For not applicable it is the condition under
// which the criterion applies.
func (b *checkBuilder) reason(criterion int, v criteria.Verdict) template.HTML {
	c, applies := &b.check.Set.Criteria[criterion], b.check.Set.AppliesTo(criterion)
	switch v {
	case criteria.Met:
		return b.conditionHTML(c.Met, applies)
	case criteria.Unmet:
		return b.conditionHTML(c.Unmet, applies)
	case criteria.Open:
		return b.string("VerdictOpenReason")
	case criteria.NotApplicable:
		return b.conditionHTML(applies)
	default:
		return b.string("VerdictPendingReason")
	}
}
