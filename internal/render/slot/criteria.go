package slot

import (
	"bytes"
	"fmt"
	"html/template"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/layout"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/render/action"
	"baken.example/baken/internal/render/trusted"
	"baken.example/baken/internal/site"
)

// Text returns the HTML of a Markdown text of a criteria set, with its slots filled, or "" if the
// set doesn't have it.
func (fl *Filler) Text(c *site.Criteria, t content.Localized) (template.HTML, error) {
	body := c.Body(t[fl.l.Code])
	if body == nil {
		return "", nil
	}
	b, err := fl.fill(nil, c.File, body.HTML, body.Slots, 0)
	return trusted.HTML(b), err
}

// criteriaDirective appends the content of a directive in a file about a criteria set, which
// follows the HTML in before. Package site has checked its arguments; if the site lowers their
// severity, the content of an invalid directive is empty.
func (fl *Filler) criteriaDirective(b []byte, file string, before []byte, slot *hypertext.Slot) ([]byte, error) {
	name, _ := slot.Argument("set")
	switch slot.Target {
	case directive.Periods:
		return fl.periods(b, file, name.Value)
	case directive.Data:
		return fl.data(b, name.Value)
	}
	if slot.Target == directive.Changes {
		_, from := slot.Argument("from")
		_, to := slot.Argument("to")
		return fl.Publisher.AppendChanges(b, fl.Site.Compares(slot), from || to, fl.l.Code, below(before))
	}
	c, dated := fl.Site.ShownBy(slot)
	if c == nil {
		return fl.ended(b, name.Value)
	}
	one := -1
	if id, ok := slot.Argument("id"); ok && slot.Target != directive.Text {
		if one = c.Criterion(id.Value); one < 0 {
			return b, nil
		}
	}
	switch slot.Target {
	case directive.Criteria:
		return fl.criteria(b, c)
	case directive.Criterion:
		if one < 0 {
			return b, nil
		}
		v, err := fl.Criterion(c, one)
		if err != nil {
			return b, err
		}
		b = append(b, v.Guidance...)
		if v.Grounds == nil {
			return b, nil
		}
		return fl.l.Templates.Append(b, "partials/criterion-grounds.html", v)
	case directive.Text:
		id, _ := slot.Argument("id")
		i := c.Text(id.Value)
		if i < 0 {
			return b, nil
		}
		body, err := fl.Text(c, c.Texts[i].Body)
		return append(b, body...), err
	case directive.Version:
		v, err := fl.l.Version(c)
		if err != nil {
			return b, err
		}
		return fl.l.Templates.Append(b, "partials/criteria-version.html", v)
	case directive.Check:
		return fl.action(b, c)
	case directive.LegalBasis:
		basis, err := fl.Basis(c, one)
		if basis == nil || err != nil {
			return b, err
		}
		return fl.l.Templates.Append(b, "partials/criteria-basis.html", basis)
	case directive.Conditions:
		return fl.conditions(b, file, slot, below(before))
	case directive.DecisionTable, directive.DecisionDiagram:
		edit := func(line int) string { return fl.EditURL(c.File, line) }
		return fl.Publisher.Append(b, slot, c, dated, fl.l.Code, below(before), edit)
	}
	return b, fmt.Errorf("no content for the directive %q", slot.Target)
}

// action appends the content of the directive ::check.
func (fl *Filler) action(b []byte, c *site.Criteria) ([]byte, error) {
	p := fl.Site.CheckPage(c, fl.l.Code)
	if p == nil {
		return b, nil
	}
	v, err := action.View(fl.Site, fl.Compiled, fl.l, site.Lead{Page: p})
	if err != nil {
		return b, err
	}
	return fl.l.Templates.Append(b, "partials/action-box.html", v)
}

// ended appends, once in a text, that the rules of a set have ended, if no version of it is in
// force. It appends nothing for a set that isn't there at all.
func (fl *Filler) ended(b []byte, set string) ([]byte, error) {
	if !fl.Site.HasVersions(set) {
		return b, nil
	}
	notice, err := fl.l.Templates.Append(nil, "partials/criteria-ended.html", layout.VersionView{})
	if err != nil || bytes.Contains(b, notice) {
		return b, err
	}
	return append(b, notice...), nil
}

// criteria appends the titles and the guidance of all criteria of a set.
func (fl *Filler) criteria(b []byte, c *site.Criteria) ([]byte, error) {
	views := make([]layout.CriterionView, len(c.Set.Criteria))
	for i := range c.Set.Criteria {
		var err error
		if views[i], err = fl.Criterion(c, i); err != nil {
			return b, err
		}
	}
	return fl.l.Templates.Append(b, "partials/criteria.html", views)
}

// Criterion returns the view of a criterion.
func (fl *Filler) Criterion(c *site.Criteria, i int) (v layout.CriterionView, err error) {
	cr := &c.Set.Criteria[i]
	v = layout.CriterionView{ID: cr.ID.V, Title: cr.Title.In(fl.l.Code)}
	if v.Guidance, err = fl.Text(c, cr.Guidance); err != nil {
		return v, err
	}
	v.Grounds, err = fl.Grounds(c, &cr.Basis)
	return v, err
}

// Grounds returns the view of a legal basis, or nil if there is none.
func (fl *Filler) Grounds(c *site.Criteria, b *criteria.Basis) (*layout.GroundsView, error) {
	if !b.HasBasis() {
		return nil, nil
	}
	v := &layout.GroundsView{}
	var err error
	if v.Text, err = fl.Text(c, b.LegalBasis); err != nil {
		return nil, err
	}
	for i := range b.References {
		ref := &b.References[i]
		view := layout.ReferenceView{Name: ref.Name.In(fl.l.Code), URL: ref.URL, Identifier: ref.Identifier}
		if view.Part, err = phrase.Part(fl.l.Messages, ref); err != nil {
			return nil, err
		}
		v.References = append(v.References, view)
	}
	return v, nil
}

// Basis returns the legal basis of a criterion, or of the set if the index is negative or the
// criterion has none. It returns nil if the set has none either.
func (fl *Filler) Basis(c *site.Criteria, criterion int) (*layout.BasisView, error) {
	of := &c.Basis
	if criterion >= 0 && c.Set.Criteria[criterion].HasBasis() {
		of = &c.Set.Criteria[criterion].Basis
	}
	grounds, err := fl.Grounds(c, of)
	if grounds == nil || err != nil {
		return nil, err
	}
	version, err := fl.l.Version(c)
	return &layout.BasisView{Grounds: grounds, VersionView: version}, err
}
