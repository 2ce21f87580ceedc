package interval

import (
	"fmt"

	"baken.example/baken/internal/criteria"
)

// Description says what the values of a kind are called in findings.
type Description struct {
	// Name is the name of a value, with its article, and Example one or two of them.
	Name, Example string
}

// Describe returns the description of a kind.
func Describe(k criteria.Kind) Description {
	switch k {
	case criteria.Money:
		return Description{"an amount", "31250 or 31250.50"}
	case criteria.Day:
		return Description{"a day", "2026-03-01"}
	default:
		return Description{"a number", "25 or 2.5"}
	}
}

// Place returns a value in the units of a scale. If it can't be compared with the values of the
// scale, wrong says why, and hint what to do about it.
func Place(s *criteria.Scale, v criteria.Value) (units int64, wrong, hint string) {
	if (v.Kind == criteria.Day) != (s.Kind == criteria.Day) {
		if s.Kind == criteria.Day {
			return 0, "is a number, and the answer is a day", `write the day between quotation marks: "2026-03-01"`
		}
		return 0, "is a day, and the answer is a number", "compare it with a number"
	}
	if v.Currency != "" && v.Currency != s.Currency {
		other := "a number without a currency"
		if s.Currency != "" {
			other = "an amount in " + s.Currency
		}
		return 0, "is an amount in " + v.Currency, "compare it with " + other
	}
	step := criteria.Value{Units: s.Step, Decimals: s.Decimals}
	units, ok := v.Units, true
	if s.Kind != criteria.Day {
		if units, ok = v.Rescale(s.Decimals); !ok {
			return 0, "has more decimals than an answer", fmt.Sprintf("answers have steps of %s", step)
		}
	}
	const widen = "compare with a value within the range, or widen it"
	switch {
	case units < s.Min:
		return 0, "is below every answer: min is " + s.Value(s.Min).String(), widen
	case units > s.Max:
		return 0, "is above every answer: max is " + s.Value(s.Max).String(), widen
	case (units-s.Min)%s.Step != 0:
		below := s.Value(units - (units-s.Min)%s.Step)
		return 0, "is no answer", fmt.Sprintf("answers have steps of %s: write %s, or %s", step, below, s.Value(below.Units+s.Step))
	}
	return units, "", ""
}
