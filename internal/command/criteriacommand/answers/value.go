package answers

import (
	"fmt"

	"baken.example/baken/internal/command/criteriacommand/sets"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/diag"
)

// parseValue reads the answer to a question of type number, money or date: the value, as conditions
// have it. It returns the value's interval too.
func parseValue(q *criteria.Question, text string) (interval int, units int64, err error) {
	s := q.Scale
	kind := map[criteria.Kind]string{criteria.Number: "a number", criteria.Money: "an amount in " + s.Currency, criteria.Day: "a day"}[s.Kind]
	v, ok := criteria.ParseValue(text)
	if !ok || (v.Kind == criteria.Day) != (s.Kind == criteria.Day) {
		err := fmt.Errorf("%q isn't %s: the question %q takes one from %s to %s", text, kind, q.ID.V, s.Value(s.Min), s.Value(s.Max))
		if others := optionIDs(q)[len(s.Intervals):]; len(others) > 0 {
			err = fmt.Errorf("%w, or an option%s", err, diag.SuggestOrList(text, others))
		}
		return -1, 0, err
	}
	units = v.Units
	if s.Kind != criteria.Day {
		if units, ok = v.Rescale(s.Decimals); !ok {
			return -1, 0, fmt.Errorf("%s has more decimals than the answer to %q can have, which is %d, or is too large", text, q.ID.V, s.Decimals)
		}
	}
	if interval = s.Interval(units); interval < 0 && (units < s.Min || units > s.Max) {
		return -1, 0, fmt.Errorf("%s is out of range: the question %q takes %s from %s to %s", text, q.ID.V, kind, s.Value(s.Min), s.Value(s.Max))
	}
	if over := (units - s.Min) % s.Step; over != 0 {
		return -1, 0, fmt.Errorf("%s lies between two answers to %q: %s and %s", text, q.ID.V, s.Value(units-over), s.Value(units-over+s.Step))
	}
	return interval, units, nil
}

// valueText returns an answer that was given as a value, in the language.
func valueText(v *sets.Version, question int, units int64) (string, error) {
	q := &v.Questions[question]
	return quantity.New(v.Words.Lang(), v.Messages).Measure(q.Scale.Value(units), q.Unit.In(v.Words.Lang()))
}
