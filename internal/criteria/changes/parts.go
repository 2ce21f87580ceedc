package changes

import (
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diff/edits"
)

// parts returns the section on what is new, what is gone, and what else changed in the form.
func (b *builder) parts() Section {
	s := Section{ID: b.id("parts"), Heading: b.Text("ChangesParts")}
	var lists [2][]string
	for i := range b.Parts {
		if text := b.part(&b.Parts[i]); text != "" {
			lists[b.Parts[i].Side] = append(lists[b.Parts[i].Side], text)
		}
	}
	var other []string
	for i := range b.Values {
		if text := b.changed(&b.Values[i]); text != "" {
			other = append(other, text)
		}
	}
	for _, q := range b.Moved {
		other = append(other, b.Format("ChangesMoved", struct{ Question string }{b.Quote(b.QuestionText(q))}))
	}
	for _, l := range []List{
		{b.Text("ChangesAdded"), lists[edits.NewSide]}, {b.Text("ChangesGone"), lists[edits.OldSide]}, {b.Text("ChangesElse"), other},
	} {
		if l.Items != nil {
			s.Lists = append(s.Lists, l)
		}
	}
	return s
}

// part names a part that one side has. It returns "" for those that no reader sees: names of
// constants and conditions, and texts, which are shown whole.
func (b *builder) part(p *edits.Part) string {
	set := b.side(p.Side)
	text := struct{ Text, Question, Outcome, Answers string }{Text: b.Quote(p.Label.In(b.lang))}
	switch p.Kind {
	case edits.PartQuestion:
		q := question(set, p.ID)
		if q.Scale != nil {
			return b.Format("ChangesQuestion", text)
		}
		var answers []string
		for i := range q.Options {
			answers = append(answers, b.Quote(q.Options[i].Label.In(b.lang)))
		}
		text.Answers = b.Or(answers)
		return b.Format("ChangesQuestionAnswers", text)
	case edits.PartOption:
		text.Question = b.Quote(question(set, p.Owner).Text.In(b.lang))
		return b.Format("ChangesOption", text)
	case edits.PartCriterion:
		return b.Format("ChangesCriterion", text)
	case edits.PartOutcome:
		return b.Format("ChangesOutcome", text)
	case edits.PartItem:
		o := &set.Outcomes[set.Outcome(p.Owner)]
		text.Outcome = b.Quote(o.Title.In(b.lang))
		for i := range o.Items {
			if o.Items[i].ID.V == p.ID {
				text.Text = b.Quote(b.plain(p.Side, o.Items[i].Text[b.lang]))
			}
		}
		return b.Format("ChangesItem", text)
	}
	return ""
}

func (b *builder) side(s edits.Side) *criteria.Set {
	if s == edits.OldSide {
		return b.Old
	}
	return b.New
}

// change is a value that changed, for a string.
type change struct{ Of, Option, Old, New string }

// changed describes a value that changed. It returns "" for references to laws, which are shown
// whole, and for units of other languages.
func (b *builder) changed(v *edits.Value) string {
	c := change{Old: v.Old, New: v.New}
	from := func(id string) string { return b.Format(id, c) }
	switch v.Kind {
	case edits.ConstantValue:
		if b.isLimit(v.OldValues, v.NewValues) {
			return "" // It is said of the question.
		}
		c.Old, c.New = b.values(v.OldValues, "", v.Old), b.values(v.NewValues, "", v.New)
		return from("ChangesConstant")
	case edits.QuestionType, edits.QuestionRange, edits.QuestionStep, edits.QuestionCurrency, edits.QuestionUnit, edits.LimitValue:
		was, now := question(b.Old, v.Place.ID), question(b.New, v.Place.ID)
		c.Of = b.Quote(now.Text.In(b.lang))
		old, new := v.OldValues, v.NewValues
		if v.Kind == edits.LimitValue {
			old, new = limits(was), limits(now)
		}
		c.Old, c.New = b.values(old, was.Unit.In(b.lang), v.Old), b.values(new, now.Unit.In(b.lang), v.New)
	}
	switch v.Kind {
	case edits.QuestionType:
		return from("ChangesType")
	case edits.QuestionRange:
		return from("ChangesRange")
	case edits.QuestionStep:
		return from("ChangesStep")
	case edits.QuestionCurrency:
		return from("ChangesCurrency")
	case edits.QuestionUnit:
		if v.Lang == b.lang {
			return from("ChangesUnit")
		}
	case edits.LimitValue:
		switch {
		case v.Old == "":
			return from("ChangesLimitsNew")
		case v.New == "":
			return from("ChangesLimitsGone")
		}
		return from("ChangesLimits")
	case edits.OptionUnsure, edits.OptionExclusive:
		q := question(b.New, v.Place.Owner)
		c.Of, c.Option = b.Quote(q.Text.In(b.lang)), b.Quote(q.Options[q.Option(v.Place.ID)].Label.In(b.lang))
		return from(map[bool]map[edits.ValueKind]string{
			true:  {edits.OptionUnsure: "ChangesUnsure", edits.OptionExclusive: "ChangesExclusive"},
			false: {edits.OptionUnsure: "ChangesSure", edits.OptionExclusive: "ChangesCombined"},
		}[v.New == "true"][v.Kind])
	case edits.OutcomeFinal:
		c.Of = b.Quote(b.New.Outcomes[b.New.Outcome(v.Place.ID)].Title.In(b.lang))
		if v.New == "true" {
			return from("ChangesFinal")
		}
		return from("ChangesNotFinal")
	case edits.SetOtherwise:
		c.Old, c.New = b.otherwise(b.Old, v.Old), b.otherwise(b.New, v.New)
		if c.Old == "" || c.New == "" {
			return "" // One side is for everybody: the outcomes say the rest.
		}
		return from("ChangesOtherwise")
	case edits.OutcomeOrder:
		return b.Text("ChangesOrder")
	}
	return ""
}

// limits returns the values at which the conditions divide the answers to a question, by the ends
// that the conditions are written with.
func limits(q *criteria.Question) (out []criteria.Value) {
	if q.Scale == nil {
		return nil
	}
	for i := range max(0, len(q.Scale.Intervals)-1) {
		low, high := q.Scale.Value(q.Scale.Intervals[i].High), q.Scale.Value(q.Scale.Intervals[i+1].Low)
		end := q.Scale.Intervals[i].Limit
		if end == criteria.Last || end == criteria.Rounder && zeros(low) > zeros(high) {
			high = low
		}
		out = append(out, high)
	}
	return out
}

// zeros returns the number of zeros that a value ends in.
func zeros(v criteria.Value) int {
	digits := strconv.FormatInt(v.Units, 10)
	return len(digits) - len(strings.TrimRight(digits, "0"))
}

// isLimit reports whether a value is a limit of a question on the old side, and another one of the
// same question on the new side.
func (b *builder) isLimit(old, new []criteria.Value) bool {
	has := func(all, some []criteria.Value) bool { return len(some) > 0 && slices.Contains(all, some[0]) }
	return slices.ContainsFunc(b.Values, func(v edits.Value) bool {
		return v.Kind == edits.LimitValue && has(limits(question(b.Old, v.Place.ID)), old) && has(limits(question(b.New, v.Place.ID)), new)
	})
}

// otherwise returns the title of the outcome of readers whom a set isn't for, by its id.
func (b *builder) otherwise(set *criteria.Set, id string) string {
	if o := set.Outcome(id); o >= 0 {
		return b.Quote(set.Outcomes[o].Title.In(b.lang))
	}
	return ""
}

// values renders values, or returns their notation in the file where there are none.
func (b *builder) values(values []criteria.Value, unit, written string) string {
	if values == nil {
		return written
	}
	var texts []string
	for _, v := range values {
		texts = append(texts, b.value(v, unit))
	}
	return b.And(texts)
}

// grounds returns the section on the references to laws and the legal bases in prose that changed.
func (b *builder) grounds() Section {
	s := Section{ID: b.id("grounds"), Heading: b.Text("ChangesGrounds"), Open: true}
	for _, v := range b.Values {
		if v.Kind == edits.LegalReference {
			old, new := b.references(b.Old, b.old, v.Place), b.references(b.New, b.new, v.Place)
			s.add(b.of(v.Place), Text{Old: old, New: new})
		}
	}
	for _, t := range b.Texts {
		if t.Key == keyBasis && t.Lang == b.lang {
			s.addBelow(b.of(t.Place), b.text(t))
		}
	}
	return s
}

// addBelow adds a text to those of a part: below the last one, so that each side of both stands
// together.
func (s *Section) addBelow(of string, t Text) {
	for i := range s.Texts {
		if x := &s.Texts[i]; x.Of == of {
			last := &x.Texts[len(x.Texts)-1]
			last.Old, last.New = last.Old+t.Old, last.New+t.New
			return
		}
	}
	s.add(of, t)
}

// add adds a text to those of a part.
func (s *Section) add(of string, t Text) {
	i := slices.IndexFunc(s.Texts, func(x Texts) bool { return x.Of == of })
	if i < 0 {
		i = len(s.Texts)
		s.Texts = append(s.Texts, Texts{Of: of})
	}
	s.Texts[i].Texts = append(s.Texts[i].Texts, t)
}

// of names a part: the set, a question, an option, a criterion, an outcome or an item.
func (b *builder) of(p edits.Place) string {
	set := b.New
	text := struct{ Text, Question, Outcome string }{}
	title := func(t string) string { return b.Quote(t) }
	switch p.Kind {
	case edits.PartQuestion:
		text.Text = title(question(set, p.ID).Text.In(b.lang))
		return b.Format("ChangesQuestion", text)
	case edits.PartOption:
		q := question(set, p.Owner)
		text.Question, text.Text = title(q.Text.In(b.lang)), title(q.Options[q.Option(p.ID)].Label.In(b.lang))
		return b.Format("ChangesOption", text)
	case edits.PartCriterion:
		text.Text = title(set.Criteria[set.Criterion(p.ID)].Title.In(b.lang))
		return b.Format("ChangesCriterion", text)
	case edits.PartOutcome, edits.PartItem:
		id := p.ID
		if p.Kind == edits.PartItem {
			id = p.Owner
		}
		text.Text = title(set.Outcomes[set.Outcome(id)].Title.In(b.lang))
		return b.Format("ChangesOutcome", text)
	case edits.PartDefinition:
		return b.Text("ChangesDefinition")
	}
	return b.Text("ChangesWhole")
}

// basis returns the legal basis of a part of a set; nil if it has none of its own.
func basis(set *criteria.Set, p edits.Place) *criteria.Basis {
	switch p.Kind {
	case edits.PartSet:
		return &set.Basis
	case edits.PartQuestion:
		if q := question(set, p.ID); q != nil {
			return &q.Basis
		}
	case edits.PartCriterion:
		if c := set.Criterion(p.ID); c >= 0 {
			return &set.Criteria[c].Basis
		}
	case edits.PartOutcome:
		if o := set.Outcome(p.ID); o >= 0 {
			return &set.Outcomes[o].Basis
		}
	}
	return nil
}
