package selfcheck

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
	"baken.example/baken/internal/render/trusted"
)

// builder builds the view of a self-check in a language. It records the first error.
type builder struct {
	in    *Input
	l     Language
	check *check
	words *phrase.Words
	view  layout.CheckView
	err   error
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *builder) count(id string, n int, data any) string {
	s, err := b.l.Messages.Count(id, n, data)
	b.fail(err)
	return s
}

// prose returns the HTML of a Markdown text of the set.
func (b *builder) prose(t content.Localized) template.HTML {
	s, err := b.l.Texts.Text(b.check.Criteria, t)
	b.fail(err)
	return s
}

// grounded returns the HTML of a Markdown text of the set, followed by a legal basis, if there is
// one.
func (b *builder) grounded(t content.Localized, basis *criteria.Basis) template.HTML {
	text := b.prose(t)
	grounds, err := b.l.Texts.Grounds(b.check.Criteria, basis)
	b.fail(err)
	if grounds == nil {
		return text
	}
	out, err := b.l.Templates.Append([]byte(text), "partials/criterion-grounds.html", layout.CriterionView{Grounds: grounds})
	b.fail(err)
	return trusted.HTML(out)
}

// conditionHTML returns a condition in words. The conditions in given are assumed to be true.
func (b *builder) conditionHTML(c *criteria.Condition, given ...*criteria.Condition) template.HTML {
	return trusted.HTML([]byte(b.words.HTML(c, given...)))
}

// string returns a UI string, escaped.
func (b *builder) string(id string) template.HTML {
	return trusted.HTML([]byte(html.EscapeString(b.words.Text(id))))
}

func (b *builder) question(i int) {
	q, selected := &b.check.Questions[i], b.check.sheet.Questions[i]
	if selected == "" {
		return // The question is never asked.
	}
	v := layout.QuestionView{
		ID: q.ID.V, Class: selector.QuestionClass(i), When: viewSelector(selected),
		Text: q.Text.In(b.l.Code), Short: q.Short.In(b.l.Code), Hint: b.prose(q.Hint), Error: q.Error.In(b.l.Code), Why: b.grounded(q.Why, &q.Basis), Many: q.Many,
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
			Label: o.Label.In(b.l.Code), Short: o.Short.In(b.l.Code), Hint: b.prose(o.Hint), Guidance: b.prose(o.Guidance),
		})
	}
	for _, g := range q.Groups {
		for j := g.First; j < g.End; j++ {
			v.Options[j].Group = g.Heading.In(b.l.Code)
		}
	}
	v.Typed = b.typedView(q)
	b.view.Questions = append(b.view.Questions, v)
}

func (b *builder) outcome(i int) {
	o, selected := &b.check.Outcomes[i], b.check.sheet.Outcomes[i]
	if selected == "" {
		return
	}
	v := layout.OutcomeView{
		ID: o.ID.V, Class: selector.OutcomeClass(i), When: viewSelector(selected),
		Condition: b.string("ConditionOtherwise"), Title: o.Title.In(b.l.Code), Body: b.grounded(o.Body, &o.Basis),
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
func (b *builder) reason(criterion int, v criteria.Verdict) template.HTML {
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
