package criteria

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Kind is a kind of values.
type Kind uint8

// The kinds of values.
const (
	Number Kind = iota
	Money
	Day
)

// String returns the name of the type of questions that are answered with the kind: number, money
// or date.
func (k Kind) String() string { return [...]string{Number: "number", Money: "money", Day: "date"}[k] }

// Value is a number, an amount of money or a day.
type Value struct {
	Kind Kind
	// Units is a number or an amount in units of its last decimal, or the number of days since
	// 1970-01-01.
	Units int64
	// Decimals is the number of decimals of Units.
	Decimals int
	// Currency is the currency of an amount, as an ISO 4217 code.
	Currency string
}

// String returns the value in the notation of conditions, without a currency: 31250.50, 2026-03-01.
func (v Value) String() string {
	if v.Kind == Day {
		return v.Time().Format(time.DateOnly)
	}
	return decimal(v.Units, v.Decimals)
}

// Short returns the value as String does, but without decimals that are all zero: 31250.
func (v Value) Short() string {
	whole, fraction, _ := strings.Cut(v.String(), ".")
	if strings.Trim(fraction, "0") == "" {
		return whole
	}
	return whole + "." + fraction
}

// Time returns the first moment of a day, in UTC.
func (v Value) Time() time.Time { return time.Unix(v.Units*secondsPerDay, 0).UTC() }

const secondsPerDay = 24 * 60 * 60

// decimal formats a number of 10^-decimals.
func decimal(units int64, decimals int) string {
	if decimals == 0 {
		return strconv.FormatInt(units, 10)
	}
	sign := ""
	if units < 0 {
		sign, units = "-", -units
	}
	digits := fmt.Sprintf("%0*d", decimals+1, units)
	return sign + digits[:len(digits)-decimals] + "." + digits[len(digits)-decimals:]
}

// Scale is the range of a question of type number, money or date. The range is divided into
// intervals within which no condition distinguishes two values: an interval is the answer.
type Scale struct {
	Kind Kind
	// Decimals and Currency are those of its values.
	Decimals int
	Currency string
	// Min and Max are the smallest and the largest value, and Step is the distance between two
	// values, in the units of [Value].
	Min, Max, Step int64
	// Intervals are the parts of the range, in ascending order. The first options of the question
	// are these, in this order; any that follow are unsure.
	Intervals []Interval
}

// Interval is a range of values, both ends included, in the units of [Value].
type Interval struct {
	Low, High int64
	// Limit is the end by which texts name the limit between the interval and the next one. It
	// should be the one that the conditions are written with.
	Limit End
}

// End is one of the two values that a limit lies between.
type End uint8

// The ends.
const (
	// Rounder is the rounder one of the two, for a limit that conditions write either way.
	Rounder End = iota
	// Last is the last value of the lower interval (q <= 17, q > 17): at most 17, more than 17.
	Last
	// First is the first value of the upper interval (q < 18, q >= 18): under 18, 18 or more.
	First
)

// Value returns a value of the scale.
func (s *Scale) Value(units int64) Value {
	return Value{Kind: s.Kind, Units: units, Decimals: s.Decimals, Currency: s.Currency}
}

// SameKind reports whether the values of two scales can be compared: they are of the same kind and,
// if they are amounts, in the same currency.
func (s *Scale) SameKind(other *Scale) bool {
	return s.Kind == other.Kind && s.Currency == other.Currency
}

// StepString returns the distance between two values: a decimal number or, for days, their number.
func (s *Scale) StepString() string { return decimal(s.Step, s.Decimals) }

// Interval returns the index of the interval that a value is in, or -1 if it is out of range.
func (s *Scale) Interval(units int64) int {
	for i, in := range s.Intervals {
		if units >= in.Low && units <= in.High {
			return i
		}
	}
	return -1
}

// IntervalID returns the id of the option that stands for an interval: 0..31250.49.
func (s *Scale) IntervalID(in Interval) string {
	return s.Value(in.Low).String() + ".." + s.Value(in.High).String()
}

// ParseValue parses a day, YYYY-MM-DD, or a decimal number, in the notation of conditions.
func ParseValue(text string) (v Value, ok bool) {
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return Value{Kind: Day, Units: t.Unix() / secondsPerDay}, true
	}
	whole, fraction, point := strings.Cut(text, ".")
	if digits := strings.TrimPrefix(whole, "-"); !isDigits(digits) || point && !isDigits(fraction) {
		return v, false
	}
	units, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil || units > maxUnits || units < -maxUnits {
		return v, false
	}
	return Value{Kind: Number, Units: units, Decimals: len(fraction)}, true
}

// maxUnits bounds values so that a script can represent each exactly.
const maxUnits = 1<<53 - 1

func isDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}

// Rescale returns the units of a number with a number of decimals, and false if it has more.
func (v Value) Rescale(decimals int) (units int64, ok bool) {
	units = v.Units
	for d := v.Decimals; d > decimals; d-- {
		if units%10 != 0 {
			return 0, false
		}
		units /= 10
	}
	for d := v.Decimals; d < decimals; d++ {
		if units *= 10; units > maxUnits || units < -maxUnits {
			return 0, false
		}
	}
	return units, true
}
