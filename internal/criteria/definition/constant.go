package definition

import (
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// constants reads the values of the constants.
func (r *reader) constants() {
	r.conditions.Unread.Constants = map[int]bool{}
	for i, d := range r.doc.Constants {
		c := criteria.Constant{ID: d.Key}
		if text := given(d.Value); text.IsSet() {
			number := text.V
			if code, rest, two := strings.Cut(text.V, " "); two && len(code) == len("EUR") {
				c.Currency, number = code, rest
			}
			v, ok := criteria.ParseValue(number)
			if c.Currency != "" {
				decimals := 0
				c.Currency, decimals = r.currency(strictyaml.Text{V: c.Currency, Pos: text.Pos})
				v.Kind, ok = criteria.Money, ok && v.Kind == criteria.Number
				if units, scaled := v.Rescale(decimals); scaled {
					v.Units, v.Decimals = units, decimals
				} else if ok {
					r.conditions.Unread.Constants[i] = true
					r.add(text.Pos, diag.YAMLValue, "round it", "%q has more decimals than %s", diag.Shorten(text.V), finest(&criteria.Scale{Kind: criteria.Money, Currency: c.Currency, Decimals: decimals}))
				}
			}
			if !ok {
				r.conditions.Unread.Constants[i] = true
				r.add(text.Pos, diag.YAMLValue, valueHint(text.V), "%q isn't a value", diag.Shorten(text.V))
			}
			v.Currency = c.Currency
			c.Value = v
		}
		r.set.Constants = append(r.set.Constants, c)
	}
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
