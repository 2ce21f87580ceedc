package render

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/site"
)

// text returns the HTML of a Markdown text of a criteria set, with its slots filled, or "" if the
// set doesn't have it.
func (r *Renderer) text(l *language, c *site.Criteria, t content.Localized) (template.HTML, error) {
	body := c.Body(t[l.Code])
	if body == nil {
		return "", nil
	}
	b, err := r.fill(nil, l, c.File, body.HTML, body.Slots, 0)
	return trusted.HTML(b), err
}

// criteriaDirective appends the content of a directive in a file about a criteria set, which
// follows the HTML in before. Package site has checked its arguments; if the site lowers their
// severity, the content of an invalid directive is empty.
func (r *Renderer) criteriaDirective(b []byte, l *language, file string, before []byte, slot *markdown.Slot) ([]byte, error) {
	name, _ := slot.Argument("set")
	switch slot.Target {
	case markdown.DirectivePeriods:
		return r.periods(b, l, file, name.Value)
	case markdown.DirectiveData:
		return r.data(b, l, name.Value)
	}
	if slot.Target == markdown.DirectiveChanges {
		_, from := slot.Argument("from")
		_, to := slot.Argument("to")
		return r.publisher.AppendChanges(b, r.Site.Compares(slot), from || to, l.Code, below(before))
	}
	c, dated := r.Site.ShownBy(slot)
	if c == nil {
		return r.ended(b, l, name.Value)
	}
	one := -1
	if id, ok := slot.Argument("id"); ok && slot.Target != markdown.DirectiveText {
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
		v, err := r.criterion(l, c, one)
		if err != nil {
			return b, err
		}
		b = append(b, v.Guidance...)
		if v.Grounds == nil {
			return b, nil
		}
		return l.Templates.Append(b, "partials/criterion-grounds.html", v)
	case markdown.DirectiveText:
		id, _ := slot.Argument("id")
		i := c.Text(id.Value)
		if i < 0 {
			return b, nil
		}
		body, err := r.text(l, c, c.Texts[i].Body)
		return append(b, body...), err
	case markdown.DirectiveVersion:
		v, err := l.Version(c)
		if err != nil {
			return b, err
		}
		return l.Templates.Append(b, "partials/criteria-version.html", v)
	case markdown.DirectiveCheck:
		return r.placedAction(b, l, c)
	case markdown.DirectiveLegalBasis:
		basis, err := r.basis(l, c, one)
		if basis == nil || err != nil {
			return b, err
		}
		return l.Templates.Append(b, "partials/criteria-basis.html", basis)
	case markdown.DirectiveConditions:
		return r.conditions(b, l, file, slot, below(before))
	case markdown.DirectiveDecisionTable, markdown.DirectiveDecisionDiagram:
		edit := func(line int) string { return r.editURL(c.File, line) }
		return r.publisher.Append(b, slot, c, dated, l.Code, below(before), edit)
	}
	return b, fmt.Errorf("no content for the directive %q", slot.Target)
}

// ended appends, once in a text, that the rules of a set have ended, if no version of it is in
// force. It appends nothing for a set that isn't there at all.
func (r *Renderer) ended(b []byte, l *language, set string) ([]byte, error) {
	if !r.Site.HasVersions(set) {
		return b, nil
	}
	notice, err := l.Templates.Append(nil, "partials/criteria-ended.html", layout.VersionView{})
	if err != nil || bytes.Contains(b, notice) {
		return b, err
	}
	return append(b, notice...), nil
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
	return l.Templates.Append(b, "partials/criteria.html", views)
}

// criterion returns the view of a criterion.
func (r *Renderer) criterion(l *language, c *site.Criteria, i int) (v layout.CriterionView, err error) {
	cr := &c.Set.Criteria[i]
	v = layout.CriterionView{ID: cr.ID.V, Title: cr.Title.In(l.Code)}
	if v.Guidance, err = r.text(l, c, cr.Guidance); err != nil {
		return v, err
	}
	v.Grounds, err = r.grounds(l, c, &cr.Basis)
	return v, err
}

// grounds returns the view of a legal basis, or nil if there is none.
func (r *Renderer) grounds(l *language, c *site.Criteria, b *criteria.Basis) (*layout.GroundsView, error) {
	if !b.HasBasis() {
		return nil, nil
	}
	v := &layout.GroundsView{}
	var err error
	if v.Text, err = r.text(l, c, b.LegalBasis); err != nil {
		return nil, err
	}
	for i := range b.References {
		ref := &b.References[i]
		view := layout.ReferenceView{Name: ref.Name.In(l.Code), URL: ref.URL, Identifier: ref.Identifier}
		if view.Part, err = phrase.Part(l.Messages, ref); err != nil {
			return nil, err
		}
		v.References = append(v.References, view)
	}
	return v, nil
}

// basis returns the legal basis of a criterion, or of the set if the index is negative or the
// criterion has none. It returns nil if the set has none either.
func (r *Renderer) basis(l *language, c *site.Criteria, criterion int) (*layout.BasisView, error) {
	of := &c.Basis
	if criterion >= 0 && c.Set.Criteria[criterion].HasBasis() {
		of = &c.Set.Criteria[criterion].Basis
	}
	grounds, err := r.grounds(l, c, of)
	if grounds == nil || err != nil {
		return nil, err
	}
	version, err := l.Version(c)
	return &layout.BasisView{Grounds: grounds, VersionView: version}, err
}

// questionsIn returns the sorted indexes of the questions that occur in the conditions.
func questionsIn(conditions ...*criteria.Condition) []int {
	var out []int
	var in func(criteria.Expr)
	in = func(e criteria.Expr) {
		for _, t := range criteria.Terms(e) {
			in(t)
		}
		switch e := e.(type) {
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
