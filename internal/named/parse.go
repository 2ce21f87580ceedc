package named

import (
	"fmt"
	"strings"

	"golang.org/x/text/currency"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// Problem is a mistake in a value, and its remedy.
type Problem struct{ Message, Hint string }

// Parse parses a number (25, 2.5), a day (2026-03-01) or an amount (EUR 31250.50), in the notation
// of conditions.
func Parse(text string) (criteria.Value, *Problem) {
	code, number, isMoney := "", text, false
	if before, rest, two := strings.Cut(text, " "); two && isCode(before) {
		code, number, isMoney = before, rest, true
	}
	v, ok := criteria.ParseValue(number)
	if !ok || isMoney && v.Kind != criteria.Number {
		return v, &Problem{fmt.Sprintf("%q isn't a value", diag.Shorten(text)), valueHint(text)}
	}
	if !isMoney {
		return v, nil
	}
	decimals, problem := Decimals(code)
	if problem != nil {
		return v, problem
	}
	units, ok := v.Rescale(decimals)
	if !ok {
		finest := fmt.Sprintf("%s, which has %d", code, decimals)
		if decimals == 0 {
			finest = code + ", which has none"
		}
		return v, &Problem{fmt.Sprintf("%q has more decimals than %s", diag.Shorten(text), finest), "round it"}
	}
	v.Kind, v.Currency, v.Units, v.Decimals = criteria.Money, code, units, decimals
	return v, nil
}

// isCode reports whether a text has the form of a currency's code.
func isCode(s string) bool {
	return len(s) == len("EUR") && strings.Trim(strings.ToUpper(s), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// Decimals returns the number of decimals of amounts in a currency (ISO 4217).
func Decimals(code string) (int, *Problem) {
	unit, err := currency.ParseISO(code)
	if err != nil || unit.String() != code {
		return 0, &Problem{fmt.Sprintf("%q isn't the code of a currency", diag.Shorten(code)), "write a code of ISO 4217, such as EUR"}
	}
	decimals, _ := currency.Standard.Rounding(unit)
	return decimals, nil
}

// valueHint says how to write a text that isn't a value.
func valueHint(text string) string {
	if number := strings.TrimSpace(strings.TrimSuffix(text, "%")); number != text {
		return "write the number without the sign, or the percentage in the texts that say it"
	}
	if number := strings.TrimSpace(strings.Trim(text, "€")); number != text {
		if v, ok := criteria.ParseValue(number); ok && v.Kind == criteria.Number {
			return "write EUR " + number
		}
	}
	return "write a number such as 25 or 2.5, a day such as 2026-03-01, or an amount such as EUR 31250.50"
}
