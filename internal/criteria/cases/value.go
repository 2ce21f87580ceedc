package cases

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/interval"
	"baken.example/baken/internal/lazyregexp"
)

// value parses the answer to a question of type number, money or date, as people and spreadsheet
// programs write them. order holds the parts of a day in the order of the language: "day", "month",
// "year". If it is none, wrong says why, and hint what to do about it.
func value(q *criteria.Question, text string, order []string) (units int64, wrong, hint string) {
	k := interval.Describe(q.Scale.Kind)
	var v criteria.Value
	if q.Scale.Kind == criteria.Day {
		v, wrong, hint = day(text, order)
	} else {
		v, wrong, hint = number(text, q.Scale)
	}
	if wrong == "" && v.Kind != criteria.Day && q.Scale.Kind == criteria.Day || wrong == notOne {
		return 0, "isn't " + k.Name, "write " + k.Example
	}
	if wrong != "" {
		return 0, wrong, hint
	}
	units, wrong, hint = interval.Place(q.Scale, v)
	if wrong != "" {
		hint = fmt.Sprintf("answers are from %s to %s, in steps of %s", q.Scale.Value(q.Scale.Min), q.Scale.Value(q.Scale.Max), q.Scale.StepString())
	}
	return units, wrong, hint
}

// notOne reports a text that is no value at all.
const notOne = "is none"

var (
	plain   = lazyregexp.New(`^-?\d+([.,]\d+)?$`)
	grouped = lazyregexp.New(`^-?\d{1,3}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?|(?:'\d{3})+(?:[.,]\d+)?)$`)
	unsure  = lazyregexp.New(`^-?[1-9]\d{0,2}[.,]\d{3}$`)
)

// number parses a number or an amount: with a decimal point or comma, signs between thousands, and
// the sign or the code of the currency. A sign before three digits may be either, and is refused,
// unless it is a point and answers have three decimals.
func number(text string, s *criteria.Scale) (v criteria.Value, wrong, hint string) {
	if currency := s.Currency; currency != "" {
		for _, sign := range []string{currency, signs[currency]} {
			text = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, sign), sign))
		}
	}
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "−", "-", "’", "'").Replace(text)
	switch {
	case unsure().MatchString(text) && (s.Decimals < 3 || text[len(text)-4] == ','):
		whole, fraction := text[:len(text)-4], text[len(text)-3:]
		short := strings.TrimRight(fraction, "0")
		if len(short)%3 == 0 {
			short += "0"
		}
		return v, "can be read in two ways", fmt.Sprintf("write %s%s, or %s.%s", whole, fraction, whole, short)
	case plain().MatchString(text):
		text = strings.Replace(text, ",", ".", 1)
	case grouped().MatchString(text):
		decimal := strings.LastIndexAny(text, ".,")
		marks := strings.IndexAny(text, ".,'")
		if decimal == marks || text[decimal] == text[marks] { // One kind of sign only: no decimals.
			decimal = len(text)
		}
		whole := strings.NewReplacer(".", "", ",", "", "'", "").Replace(text[:decimal])
		text = whole + strings.Replace(text[decimal:], ",", ".", 1)
	default:
		return v, notOne, ""
	}
	v, ok := criteria.ParseValue(text)
	if !ok {
		return v, notOne, ""
	}
	return v, "", ""
}

// signs are the signs of currencies that have one of their own.
var signs = map[string]string{"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}

var dayParts = lazyregexp.New(`^(\d{1,4})([-./])(\d{1,2})([-./])(\d{1,4})(?:[T ]0{1,2}:00(?::00)?)?$`)

// day parses a day: with the year first, or in the order of the language.
func day(text string, order []string) (v criteria.Value, wrong, hint string) {
	m := dayParts().FindStringSubmatch(text)
	if m == nil || m[2] != m[4] {
		return v, notOne, ""
	}
	var n [3]int
	for i, s := range []string{m[1], m[3], m[5]} {
		n[i], _ = strconv.Atoi(s)
	}
	var year, month, date int
	switch {
	case len(m[1]) == 4:
		year, month, date = n[0], n[1], n[2]
	case len(m[5]) != 4:
		return v, "has no year of four digits", "write the day as 2026-03-01"
	case slices.Index(order, "month") < slices.Index(order, "day"):
		month, date, year = n[0], n[1], n[2]
	default:
		date, month, year = n[0], n[1], n[2]
	}
	t := time.Date(year, time.Month(month), date, 0, 0, 0, 0, time.UTC)
	if t.Day() != date || int(t.Month()) != month {
		return v, "is no day of the calendar", "write the day as 2026-03-01"
	}
	v, ok := criteria.ParseValue(t.Format(time.DateOnly))
	if !ok {
		return v, notOne, ""
	}
	return v, "", ""
}
