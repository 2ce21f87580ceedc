// Package edits compares two versions of a criteria set as they are written: their parts, values,
// conditions and texts. It says nothing about results, which package diff compares.
package edits

import (
	"slices"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// PartKind is a kind of parts of a set.
type PartKind uint8

// The kinds of parts.
const (
	PartQuestion PartKind = iota
	PartOption
	PartCriterion
	PartOutcome
	PartItem
	PartText
	PartConstant
	PartDefinition
	// PartSet is the set itself. It is never on one side only.
	PartSet
)

// String returns the name that JSON uses.
func (k PartKind) String() string {
	return [...]string{"question", "option", "criterion", "outcome", "item", "text", "constant", "definition", "set"}[k]
}

// Side is one of the two sets.
type Side uint8

// The sides.
const (
	OldSide Side = iota
	NewSide
)

// String returns the name that JSON uses.
func (s Side) String() string { return [...]string{OldSide: "old", NewSide: "new"}[s] }

// Place is a part of a set. Owner is the id of the question of an option, or of the outcome of an
// item; it is empty for other parts.
type Place struct {
	Kind      PartKind
	Owner, ID string
}

// Part is a part that exists on one side only. The options of a question that does aren't listed.
type Part struct {
	Place
	Side Side
	// Pos is its position in the file of that side.
	Pos diag.Pos
	// Label is its title, question or label; nil for constants, definitions and texts.
	Label content.Localized
}

// ValueKind is a kind of values that may change.
type ValueKind uint8

// The kinds of values.
const (
	// ConstantValue is the value of a constant.
	ConstantValue ValueKind = iota
	// QuestionType is a question's type: one, many, number, money, date. QuestionRange is the range
	// of its values, QuestionStep the distance between two, QuestionCurrency their currency.
	QuestionType
	QuestionRange
	QuestionStep
	QuestionCurrency
	// QuestionUnit is a number's unit, in one language.
	QuestionUnit
	// LimitValue are the limits at which the conditions divide the values of a question.
	LimitValue
	// OptionUnsure and OptionExclusive are properties of an option, OutcomeFinal is one of an
	// outcome.
	OptionUnsure
	OptionExclusive
	OutcomeFinal
	// SetOtherwise is the outcome of readers whom the set isn't for.
	SetOtherwise
	// OutcomeOrder is the order of the outcomes that both sides have.
	OutcomeOrder
	// LegalReference are the references to laws of a part.
	LegalReference
)

// String returns the name that JSON uses.
func (k ValueKind) String() string {
	return [...]string{
		"constant", "type", "range", "step", "currency", "unit", "limits", "unsure", "exclusive", "final", "otherwise", "order", "references",
	}[k]
}

// Value is a value that changed, in the notation of the file. Several values are separated by
// commas, and one that there isn't is empty.
type Value struct {
	Kind  ValueKind
	Place Place
	// Lang is the language of a unit.
	Lang     string
	Old, New string
	// OldPos and NewPos are positions in the files: those of the part.
	OldPos, NewPos diag.Pos
	// OldValues and NewValues are the values of a constant, the limits of a question (the first
	// value above each), or the two ends of a range. They are nil for other kinds.
	OldValues, NewValues []criteria.Value
}

// Edits are the differences between two versions as they are written. They are immutable.
type Edits struct {
	// Parts are the parts that exist on one side only, in the order of their kinds.
	Parts []Part
	// Values are the constants, ranges, limits and properties that changed.
	Values []Value
	// Conditions are the conditions that are written differently.
	Conditions []TextChange
	// Texts are the texts that differ, of parts that both sides have.
	Texts []TextChange
}

// Compare compares two versions. It is deterministic.
func Compare(old, new *criteria.Set) Edits {
	c := comparison{Old: old, New: new}
	c.parts()
	c.values()
	c.texts()
	return c.Edits
}

// comparison collects the edits of two versions.
type comparison struct {
	Old, New *criteria.Set
	Edits
}

// parts finds the parts of one side only.
func (c *comparison) parts() {
	one := func(kind PartKind, owner, id string, side Side, pos diag.Pos, label content.Localized) {
		c.Parts = append(c.Parts, Part{Place{kind, owner, id}, side, pos, label})
	}
	for _, both := range []struct {
		mine, other *criteria.Set
		side        Side
	}{{c.Old, c.New, OldSide}, {c.New, c.Old, NewSide}} {
		mine, other, side := both.mine, both.other, both.side
		for i := range mine.Questions {
			q := &mine.Questions[i]
			o := other.Question(q.ID.V)
			if o < 0 {
				one(PartQuestion, "", q.ID.V, side, q.ID.Pos, q.Text)
				continue
			}
			for at, option := range q.Options {
				if (q.Scale == nil || at >= len(q.Scale.Intervals)) && other.Questions[o].Option(option.ID.V) < 0 {
					one(PartOption, q.ID.V, option.ID.V, side, option.ID.Pos, option.Label)
				}
			}
		}
		for _, x := range mine.Criteria {
			if other.Criterion(x.ID.V) < 0 {
				one(PartCriterion, "", x.ID.V, side, x.ID.Pos, x.Title)
			}
		}
		for _, x := range mine.Outcomes {
			o := other.Outcome(x.ID.V)
			if o < 0 {
				one(PartOutcome, "", x.ID.V, side, x.ID.Pos, x.Title)
				continue
			}
			for _, item := range x.Items {
				if other.Outcomes[o].Item(item.ID.V) < 0 {
					one(PartItem, x.ID.V, item.ID.V, side, item.ID.Pos, item.Text)
				}
			}
		}
		for _, x := range mine.Texts {
			if other.Text(x.ID.V) < 0 {
				one(PartText, "", x.ID.V, side, x.ID.Pos, nil)
			}
		}
		for _, x := range mine.Constants {
			if other.Constant(x.ID.V) < 0 {
				one(PartConstant, "", x.ID.V, side, x.ID.Pos, nil)
			}
		}
		for _, x := range mine.Definitions {
			if other.Definition(x.ID.V) < 0 {
				one(PartDefinition, "", x.ID.V, side, x.ID.Pos, nil)
			}
		}
	}
	slices.SortStableFunc(c.Parts, func(a, b Part) int { return int(a.Kind) - int(b.Kind) })
}

// values finds the values that changed.
func (c *comparison) values() {
	for _, new := range c.New.Constants {
		if i := c.Old.Constant(new.ID.V); i >= 0 {
			old := c.Old.Constants[i]
			c.value(Value{
				Kind: ConstantValue, Place: Place{PartConstant, "", new.ID.V}, Old: constant(old.Value), New: constant(new.Value),
				OldPos: old.ID.Pos, NewPos: new.ID.Pos, OldValues: []criteria.Value{old.Value}, NewValues: []criteria.Value{new.Value},
			})
		}
	}
	for i := range c.New.Questions {
		if o := c.Old.Question(c.New.Questions[i].ID.V); o >= 0 {
			c.questionValues(&c.Old.Questions[o], &c.New.Questions[i])
		}
	}
	for i := range c.New.Outcomes {
		new := &c.New.Outcomes[i]
		if o := c.Old.Outcome(new.ID.V); o >= 0 {
			old := &c.Old.Outcomes[o]
			c.value(Value{
				Kind: OutcomeFinal, Place: Place{PartOutcome, "", new.ID.V}, Old: yes(old.Final), New: yes(new.Final),
				OldPos: old.ID.Pos, NewPos: new.ID.Pos,
			})
		}
	}
	set := Place{PartSet, "", c.New.ID.V}
	c.value(Value{
		Kind: SetOtherwise, Place: set, Old: otherwise(c.Old), New: otherwise(c.New), OldPos: c.Old.ID.Pos, NewPos: c.New.ID.Pos,
	})
	shared := func(mine, other *criteria.Set) string {
		return strings.Join(slices.DeleteFunc(mine.OutcomeIDs(), func(id string) bool { return other.Outcome(id) < 0 }), ", ")
	}
	c.value(Value{
		Kind: OutcomeOrder, Place: set, Old: shared(c.Old, c.New), New: shared(c.New, c.Old), OldPos: c.Old.ID.Pos, NewPos: c.New.ID.Pos,
	})
	c.references()
}

// value adds a value if it changed.
func (c *comparison) value(v Value) {
	if v.Old != v.New {
		c.Values = append(c.Values, v)
	}
}

func (c *comparison) questionValues(old, new *criteria.Question) {
	place := Place{PartQuestion, "", new.ID.V}
	add := func(v Value) {
		v.Place, v.OldPos, v.NewPos = place, old.ID.Pos, new.ID.Pos
		c.value(v)
	}
	add(Value{Kind: QuestionType, Old: questionType(old), New: questionType(new)})
	if a, b := old.Scale, new.Scale; a != nil && b != nil {
		add(Value{Kind: QuestionCurrency, Old: a.Currency, New: b.Currency})
		if a.SameKind(b) {
			add(Value{
				Kind: QuestionRange, Old: a.Value(a.Min).String() + ".." + a.Value(a.Max).String(),
				New: b.Value(b.Min).String() + ".." + b.Value(b.Max).String(), OldValues: ends(a), NewValues: ends(b),
			})
			add(Value{Kind: QuestionStep, Old: a.StepString(), New: b.StepString()})
			oldLimits, newLimits := limits(a), limits(b)
			add(Value{Kind: LimitValue, Old: join(oldLimits), New: join(newLimits), OldValues: oldLimits, NewValues: newLimits})
		}
		for _, lang := range languages(old.Unit, new.Unit) {
			add(Value{Kind: QuestionUnit, Lang: lang, Old: old.Unit.In(lang), New: new.Unit.In(lang)})
		}
	}
	for _, n := range new.Options {
		if i := old.Option(n.ID.V); i >= 0 {
			o := old.Options[i]
			at := Value{Place: Place{PartOption, new.ID.V, n.ID.V}, OldPos: o.ID.Pos, NewPos: n.ID.Pos}
			at.Kind, at.Old, at.New = OptionUnsure, yes(o.Unsure), yes(n.Unsure)
			c.value(at)
			at.Kind, at.Old, at.New = OptionExclusive, yes(o.Exclusive), yes(n.Exclusive)
			c.value(at)
		}
	}
}

// references adds the parts whose references to laws changed.
func (c *comparison) references() {
	add := func(place Place, old, new *criteria.Basis, oldPos, newPos diag.Pos) {
		c.value(Value{Kind: LegalReference, Place: place, Old: cited(old), New: cited(new), OldPos: oldPos, NewPos: newPos})
	}
	add(Place{PartSet, "", c.New.ID.V}, &c.Old.Basis, &c.New.Basis, c.Old.ID.Pos, c.New.ID.Pos)
	for i := range c.New.Questions {
		n := &c.New.Questions[i]
		if o := c.Old.Question(n.ID.V); o >= 0 {
			add(Place{PartQuestion, "", n.ID.V}, &c.Old.Questions[o].Basis, &n.Basis, c.Old.Questions[o].ID.Pos, n.ID.Pos)
		}
	}
	for i := range c.New.Criteria {
		n := &c.New.Criteria[i]
		if o := c.Old.Criterion(n.ID.V); o >= 0 {
			add(Place{PartCriterion, "", n.ID.V}, &c.Old.Criteria[o].Basis, &n.Basis, c.Old.Criteria[o].ID.Pos, n.ID.Pos)
		}
	}
	for i := range c.New.Outcomes {
		n := &c.New.Outcomes[i]
		if o := c.Old.Outcome(n.ID.V); o >= 0 {
			add(Place{PartOutcome, "", n.ID.V}, &c.Old.Outcomes[o].Basis, &n.Basis, c.Old.Outcomes[o].ID.Pos, n.ID.Pos)
		}
	}
}

// cited writes references to laws, separated by semicolons: name, article, paragraph, point, and
// identifier or address, in the first language of each name.
func cited(b *criteria.Basis) string {
	var all []string
	for _, r := range b.References {
		var parts []string
		for _, lang := range languages(r.Name) {
			parts = append(parts, r.Name.In(lang))
			break
		}
		at := r.Identifier
		if at == "" {
			at = r.URL
		}
		for _, p := range []string{r.Article, r.Paragraph, r.Point, at} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		all = append(all, strings.Join(parts, ", "))
	}
	return strings.Join(all, "; ")
}

func yes(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func constant(v criteria.Value) string { return strings.TrimSpace(v.String() + " " + v.Currency) }

func otherwise(s *criteria.Set) string {
	if s.Applies == nil {
		return ""
	}
	return s.Outcomes[s.Otherwise].ID.V
}

func questionType(q *criteria.Question) string {
	switch {
	case q.Scale != nil:
		return q.Scale.Kind.String()
	case q.Many:
		return "many"
	}
	return "one"
}

func ends(s *criteria.Scale) []criteria.Value {
	return []criteria.Value{s.Value(s.Min), s.Value(s.Max)}
}

// limits returns the first value of each interval but the lowest.
func limits(s *criteria.Scale) []criteria.Value {
	out := []criteria.Value{}
	for _, in := range s.Intervals[min(1, len(s.Intervals)):] {
		out = append(out, s.Value(in.Low))
	}
	return out
}

func join(values []criteria.Value) string {
	var all []string
	for _, v := range values {
		all = append(all, v.String())
	}
	return strings.Join(all, ", ")
}
