package render

import (
	"fmt"
	"html/template"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/site"
)

// text returns the HTML of a Markdown text of a criteria set, with its slots filled, or "" if the
// set doesn't have it.
func (r *Renderer) text(l *language, c *site.Criteria, t content.Localized) (template.HTML, error) {
	body := c.Body(t[l.code])
	if body == nil {
		return "", nil
	}
	b, err := r.fill(nil, l, c.File, body.HTML, body.Slots)
	return trusted(b), err
}

// criteriaDirective appends the content of a directive about a criteria set. Package site has
// checked its arguments; if the site lowers their severity, the content of an invalid directive
// is empty.
func (r *Renderer) criteriaDirective(b []byte, l *language, slot *markdown.Slot) ([]byte, error) {
	name, _ := slot.Argument("set")
	c := r.Site.Criteria[name.Value]
	if c == nil {
		return b, nil
	}
	one := -1
	if id, ok := slot.Argument("id"); ok {
		if one = c.Criterion(id.Value); one < 0 {
			return b, nil
		}
	}
	switch slot.Target {
	case markdown.DirectiveCriteria:
		return r.criteria(b, l, c)
	case markdown.DirectiveCriterion:
		if one < 0 {
			return b, nil
		}
		guidance, err := r.text(l, c, c.Set.Criteria[one].Guidance)
		return append(b, guidance...), err
	case markdown.DirectiveLegalBasis:
		basis, err := r.basis(l, c, one)
		if basis == nil || err != nil {
			return b, err
		}
		return l.templates.Append(b, "partials/criteria-basis.html", basis)
	case markdown.DirectiveDecisionTable, markdown.DirectiveDecisionDiagram:
		return r.publisher.Append(b, slot.Target, name.Value, l.code)
	}
	return b, fmt.Errorf("no content for the directive %q", slot.Target)
}

// criteria appends the titles and the guidance of all criteria of a set.
func (r *Renderer) criteria(b []byte, l *language, c *site.Criteria) ([]byte, error) {
	views := make([]layout.CriterionView, len(c.Set.Criteria))
	for i := range c.Set.Criteria {
		var err error
		if views[i], err = r.criterion(l, c, i); err != nil {
			return b, err
		}
	}
	return l.templates.Append(b, "partials/criteria.html", views)
}

// criterion returns the view of a criterion.
func (r *Renderer) criterion(l *language, c *site.Criteria, i int) (v layout.CriterionView, err error) {
	cr := &c.Set.Criteria[i]
	v = layout.CriterionView{ID: cr.ID.V, Title: cr.Title.In(l.code)}
	if v.Guidance, err = r.text(l, c, cr.Guidance); err != nil {
		return v, err
	}
	v.Basis, err = r.text(l, c, cr.LegalBasis)
	return v, err
}

// basis returns the legal basis of a criterion, or of the set if the index is negative or the
// criterion has none. It returns nil if the set has none either.
func (r *Renderer) basis(l *language, c *site.Criteria, criterion int) (*layout.BasisView, error) {
	text := c.LegalBasis
	if criterion >= 0 && c.Set.Criteria[criterion].LegalBasis != nil {
		text = c.Set.Criteria[criterion].LegalBasis
	}
	html, err := r.text(l, c, text)
	if html == "" || err != nil {
		return nil, err
	}
	v := &layout.BasisView{Text: html}
	v.From, v.Until, err = l.period(c.Set)
	return v, err
}

// period returns the first and the last day of a version of a set; the last is nil if it has none.
func (l *language) period(set *criteria.Set) (from, until *layout.Date, err error) {
	if from, err = l.date(set.ValidFrom); err != nil || set.ValidTo.IsZero() {
		return from, nil, err
	}
	until, err = l.date(set.ValidTo)
	return from, until, err
}

// questionsIn returns the sorted indexes of the questions that occur in the conditions.
func questionsIn(conditions ...*criteria.Condition) []int {
	var out []int
	var in func(criteria.Expr)
	in = func(e criteria.Expr) {
		switch e := e.(type) {
		case criteria.And:
			for _, t := range e.Terms {
				in(t)
			}
		case criteria.Or:
			for _, t := range e.Terms {
				in(t)
			}
		case criteria.Not:
			in(e.X)
		case criteria.Is:
			out = append(out, e.Question)
		case criteria.Has:
			out = append(out, e.Question)
		case criteria.Answered:
			out = append(out, e.Question)
		}
	}
	for _, c := range conditions {
		if c != nil {
			in(c.Root)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
