package definition

import (
	"fmt"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/criteria/interval"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/named"
	"baken.example/baken/internal/strictyaml"
)

const (
	// defaultCurrency is that of amounts that state none.
	defaultCurrency = "EUR"
	// maxDecimals is the largest number of decimals of a number.
	maxDecimals = 6
)

// kinds are the kinds of values by type.
var kinds = map[document.Type]criteria.Kind{document.Number: criteria.Number, document.Money: criteria.Money, document.Date: criteria.Day}

// scale returns the range of a question of type number, money or date, without intervals, or nil
// if it is invalid or the question has another type.
func (r *reader) scale(d *document.Question) *criteria.Scale {
	if !d.Type.IsValue() {
		r.valueless(d)
		return nil
	}
	before := r.list.Count(diag.Error)
	s := &criteria.Scale{Kind: kinds[d.Type], Step: 1}
	for _, k := range []struct {
		key string
		at  strictyaml.Value[string]
	}{{"min", given(d.Min)}, {"max", given(d.Max)}} {
		if !k.at.IsSet() && d.ID.IsSet() {
			r.add(d.ID.Pos, diag.YAMLMissingKey, "add a line "+k.key+": …", "the question %q lacks %s, which its type needs", d.ID.V, k.key)
		}
	}
	smallest, okMin := r.bound(d, "min", given(d.Min))
	largest, okMax := r.bound(d, "max", given(d.Max))
	step, okStep := r.bound(d, "step", given(d.Step))
	if d.Step.IsSet() && d.Type == document.Date {
		r.add(d.Step.Pos, diag.YAMLValue, "take the key out", "step says nothing here: dates are counted by the day")
	}
	if len(d.Unit) > 0 && d.Type != document.Number {
		r.add(d.ID.Pos, diag.YAMLValue, "take the key out", "unit says nothing here: only numbers have one")
	}
	if d.Currency.IsSet() && d.Type != document.Money {
		r.add(d.Currency.Pos, diag.YAMLValue, "take the key out, or write type: money", "currency says nothing here")
	}
	switch d.Type {
	case document.Money:
		s.Currency, s.Decimals = r.currency(d.Currency)
	case document.Number:
		s.Decimals = max(smallest.Decimals, largest.Decimals, step.Decimals)
		if s.Decimals > maxDecimals {
			r.add(d.Step.Pos, diag.YAMLValue, "use a larger unit", "%d decimals are too many; %d is the most", s.Decimals, maxDecimals)
		}
	}
	if !okMin || !okMax || !okStep || r.list.Count(diag.Error) > before {
		return nil
	}
	s.Min = r.units(s, d, given(d.Min), smallest)
	s.Max = r.units(s, d, given(d.Max), largest)
	if d.Step.IsSet() {
		s.Step = r.units(s, d, given(d.Step), step)
	} else if d.Type == document.Number {
		for range s.Decimals {
			s.Step *= 10
		}
	}
	switch {
	case r.list.Count(diag.Error) > before:
	case s.Step < 1:
		r.add(d.Step.Pos, diag.YAMLValue, "write a number above 0", "a step of %s leads nowhere", d.Step.V)
	case s.Min >= s.Max:
		r.add(d.Max.Pos, diag.YAMLValue, "exchange the two, or widen the range", "max, %s, isn't above min, %s", s.Value(s.Max), s.Value(s.Min))
	case (s.Max-s.Min)%s.Step != 0:
		last := s.Value(s.Max - (s.Max-s.Min)%s.Step)
		r.add(d.Max.Pos, diag.YAMLValue, fmt.Sprintf("write %s, or another step", last),
			"max, %s, isn't a whole number of steps of %s above min, %s", s.Value(s.Max), s.Value(s.Step), s.Value(s.Min))
	}
	if r.list.Count(diag.Error) > before {
		return nil
	}
	return s
}

// valueless reports keys of values with a question of another type.
func (r *reader) valueless(d *document.Question) {
	if d.Type == document.InvalidType {
		return
	}
	for _, k := range []struct {
		key string
		at  diag.Pos
	}{{"min", d.Min.Pos}, {"max", d.Max.Pos}, {"step", d.Step.Pos}, {"currency", d.Currency.Pos}} {
		if k.at.Line > 0 {
			r.add(k.at, diag.YAMLValue, "take the key out, or write type: number, money or date", "%s says nothing here: the answer is an option", k.key)
		}
	}
	if len(d.Unit) > 0 {
		r.add(d.ID.Pos, diag.YAMLValue, "take the key out, or write type: number", "unit says nothing here: the answer is an option")
	}
	if len(d.Intervals) > 0 {
		r.add(d.Intervals[0].From.Pos, diag.YAMLValue, "take the key out, or write type: number, money or date", "intervals say nothing here: the answer is an option")
	}
}

// bound parses the value of min, max or step. It reports true for one that is missing.
func (r *reader) bound(d *document.Question, key string, text strictyaml.Value[string]) (criteria.Value, bool) {
	if !text.IsSet() {
		return criteria.Value{}, true
	}
	if d.Type == document.Date && key == "step" {
		return criteria.Value{Units: 1}, true // Reported by scale.
	}
	v, ok := criteria.ParseValue(text.V)
	if !ok || (v.Kind == criteria.Day) != (d.Type == document.Date) {
		k := interval.Describe(kinds[d.Type])
		r.add(text.Pos, diag.YAMLValue, "write "+k.Example, "%s: %q isn't %s", key, diag.Shorten(text.V), k.Name)
		return v, false
	}
	return v, true
}

// units returns a bound in the units of a scale. It reports amounts with too many decimals.
func (r *reader) units(s *criteria.Scale, d *document.Question, text strictyaml.Value[string], v criteria.Value) int64 {
	if s.Kind == criteria.Day {
		return v.Units
	}
	units, ok := v.Rescale(s.Decimals)
	if !ok {
		r.add(text.Pos, diag.YAMLValue, "round it", "%s has more decimals than %s, or is too large", text.V, finest(s))
	}
	return units
}

// finest says how many decimals a scale has.
func finest(s *criteria.Scale) string {
	switch {
	case s.Kind == criteria.Money && s.Decimals == 0:
		return s.Currency + ", which has none"
	case s.Kind == criteria.Money:
		return fmt.Sprintf("%s, which has %d", s.Currency, s.Decimals)
	default:
		return fmt.Sprintf("the step, which has %d", s.Decimals)
	}
}

// currency returns the currency of an amount as it is written, and its number of decimals.
func (r *reader) currency(written strictyaml.Text) (code string, decimals int) {
	code = defaultCurrency
	if written.IsSet() {
		code = written.V
	}
	decimals, problem := named.Decimals(code)
	if problem != nil {
		r.add(written.Pos, diag.YAMLValue, problem.Hint, "%s", problem.Message)
	}
	return code, decimals
}

func given(v document.Given) strictyaml.Value[string] {
	return strictyaml.Value[string]{V: strings.TrimSpace(string(v.V)), Pos: v.Pos}
}

// intervals divides the ranges of questions at the limits of all conditions, and puts an option for
// each interval before the others.
func (r *reader) intervals() {
	limits := r.conditions.Limits(r.written())
	for i := range r.set.Questions {
		q, d := &r.set.Questions[i], &r.doc.Questions[i]
		if q.Scale == nil {
			continue
		}
		q.Scale.Intervals = limits[i].Divide(q.Scale)
		if n := len(q.Scale.Intervals); n > interval.Most {
			r.add(q.ID.Pos, diag.CriteriaSize, "leave limits out, or ask in two questions",
				"the conditions divide the answers to %q into %d intervals; %d is the most", q.ID.V, n, interval.Most)
			q.Scale, r.conditions.Unread.Options[i] = nil, true
			continue
		}
		var options []criteria.Option
		for _, in := range q.Scale.Intervals {
			o := criteria.Option{}
			o.ID.V, o.ID.Pos = q.Scale.IntervalID(in), q.ID.Pos
			options = append(options, o)
		}
		r.labels(q, options, d.Intervals)
		q.Options = append(options, q.Options...)
	}
}

// labels gives options the texts that the set has for their intervals.
func (r *reader) labels(q *criteria.Question, options []criteria.Option, texts []document.Interval) {
	seen := map[int]bool{}
	for _, t := range texts {
		from := given(t.From)
		if !from.IsSet() {
			continue
		}
		v, ok := criteria.ParseValue(from.V)
		units, scaled := v.Rescale(q.Scale.Decimals)
		if v.Kind == criteria.Day {
			units, scaled = v.Units, true
		}
		at := -1
		if ok && scaled && (v.Kind == criteria.Day) == (q.Scale.Kind == criteria.Day) {
			for i, in := range q.Scale.Intervals {
				if in.Low == units {
					at = i
				}
			}
		}
		switch {
		case at < 0:
			var starts []string
			for _, in := range q.Scale.Intervals {
				starts = append(starts, q.Scale.Value(in.Low).String())
			}
			r.add(from.Pos, diag.CriteriaReference, "they begin at "+diag.ListNames(starts)+": where the limits of the conditions are",
				"no interval of %q begins at %s", q.ID.V, diag.Quote(diag.Shorten(from.V)))
			continue
		case seen[at]:
			r.add(from.Pos, diag.CriteriaReference, "keep one of the two", "the interval that begins at %s has texts already", from.V)
			continue
		}
		seen[at] = true
		o := &options[at]
		o.ID.Pos = from.Pos
		o.Label, o.Hint, o.Short = r.localized("label", from.Pos, t.Label), r.localized("hint", from.Pos, t.Hint), r.localized("short", from.Pos, t.Short)
		if t.Label == nil && t.Hint == nil && t.Short == nil {
			r.add(from.Pos, diag.YAMLMissingKey, "add a label, or take the item out", "the interval that begins at %s has no texts", from.V)
		}
	}
}

// written returns the texts of all conditions of the file.
func (r *reader) written() []content.Text {
	var all []content.Text
	d := &r.doc
	for _, c := range d.Definitions {
		all = append(all, text(c.Value))
	}
	for _, q := range d.Questions {
		all = append(all, text(q.Ask))
	}
	for _, c := range d.Criteria {
		all = append(all, text(c.Applies), text(c.Met), text(c.Unmet))
	}
	all = append(all, text(d.Applies.When))
	for _, o := range d.Outcomes {
		all = append(all, text(o.When))
		for _, item := range o.Items {
			all = append(all, text(item.When))
		}
	}
	return all
}
