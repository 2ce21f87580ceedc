// Package quantity renders numbers, amounts of money and days in a language, and labels the
// intervals of typed questions.
//
// Digits, their groups and the decimal mark, and the signs of currencies, are those of CLDR in
// golang.org/x/text. Everything else, such as the side on which a currency sign stands, is a UI
// string: the package itself knows no language. Values are rendered exactly, without floating-point
// numbers.
package quantity

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"baken.example/baken/internal/criteria"
)

// Strings are the UI strings of a language.
type Strings interface {
	// Text returns a string, Format one with the fields of data in its places.
	Text(id string) (string, error)
	Format(id string, data any) (string, error)
}

// Words renders values in a language. It is immutable.
type Words struct {
	lang    string
	tag     language.Tag
	printer *message.Printer
	strings Strings
	// point is the decimal mark.
	point string
}

// Tag returns the tag by which numbers are formatted in a language: with its separators, and with
// the digits 0 to 9, which days, counts and the fields that readers type in have in every language.
func Tag(lang string) language.Tag {
	tag := language.Make(lang)
	if latin, err := tag.SetTypeForKey("nu", "latn"); err == nil {
		return latin
	}
	return tag
}

// New returns the words for a language.
func New(lang string, s Strings) *Words {
	tag := Tag(lang)
	w := &Words{lang: lang, tag: tag, printer: message.NewPrinter(tag), strings: s}
	w.point = strings.Trim(w.printer.Sprint(number.Decimal(0.5, number.Scale(1))), "05")
	return w
}

// noBreak keeps a number and its sign on one line.
const noBreak = "\u00a0"

// Value renders a value: 31,250.50, €31,250, 1 March 2026.
func (w *Words) Value(v criteria.Value) (string, error) { return w.Measure(v, "") }

// Measure renders a value, a number with its unit: 10 people, 50%. A unit that is a word is left
// out behind a number that takes another form than 100 does, as 1 does, and 2 in Polish: units have
// one form.
func (w *Words) Measure(v criteria.Value, unit string) (string, error) {
	if v.Kind == criteria.Day {
		return w.day(v)
	}
	return w.measure(v, w.digits(v), unit)
}

// measure renders a number or an amount whose absolute value has these digits.
func (w *Words) measure(v criteria.Value, digits, unit string) (string, error) {
	if v.Kind == criteria.Money {
		return w.money(v, digits)
	}
	text, err := w.negative(v, digits)
	if err != nil || unit == "" || isWord(unit) && w.plural(v) != w.plural(hundred) {
		return text, err
	}
	if unit == "%" {
		return strings.Replace(w.printer.Sprint(number.Percent(0)), "0", text, 1), nil
	}
	return w.strings.Format("QuantityUnit", struct{ Number, Unit string }{text, unit})
}

// isWord reports whether a unit is a word, rather than a symbol such as m² or km.
func isWord(unit string) bool {
	letters := 0
	for _, r := range unit {
		if unicode.IsLetter(r) {
			letters++
		} else {
			letters = 0
		}
		if letters == minWord {
			return true
		}
	}
	return false
}

// minWord is the number of letters that no symbol of a unit has in a row.
const minWord = 4

// hundred is a number of which nouns have the form that they have behind most.
var hundred = criteria.Value{Kind: criteria.Number, Units: 100}

// plural returns the plural form (CLDR) that nouns have behind a number.
func (w *Words) plural(v criteria.Value) plural.Form {
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(v.String(), "-"), ".")
	fraction = strings.TrimRight(fraction, "0")
	i, _ := strconv.Atoi(whole[max(0, len(whole)-lastDigits):]) // Rules look at the last digits only.
	f, _ := strconv.Atoi(fraction)
	if len(whole) > lastDigits {
		i += rounded
	}
	return plural.Cardinal.MatchPlural(w.tag, i, len(fraction), len(fraction), f, f)
}

const (
	// lastDigits is the number of last digits that plural rules look at, and more.
	lastDigits = 6
	// rounded is a larger number with these last digits.
	rounded = 1_000_000
)

func (w *Words) day(v criteria.Value) (string, error) {
	t := v.Time()
	month, err := w.strings.Text("Month" + strconv.Itoa(int(t.Month())))
	if err != nil {
		return "", err
	}
	return w.strings.Format("DateFormat", struct {
		Day, Year int
		Month     string
	}{t.Day(), t.Year(), month})
}

// digits renders the absolute value of a number, or of an amount without its currency.
func (w *Words) digits(v criteria.Value) string {
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(v.String(), "-"), ".")
	n, _ := strconv.ParseInt(whole, 10, 64) // Within the bounds of values.
	text := w.printer.Sprint(number.Decimal(n))
	if v.Kind != criteria.Money {
		fraction = strings.TrimRight(fraction, "0")
	} else if strings.Trim(fraction, "0") == "" {
		fraction = ""
	} else if scale := decimals(v.Currency); len(fraction) < scale {
		fraction += strings.Repeat("0", scale-len(fraction))
	}
	if fraction == "" {
		return text
	}
	return text + w.point + fraction
}

// decimals returns the number of decimals of amounts in a currency (ISO 4217).
func decimals(code string) int {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return 0
	}
	scale, _ := currency.Standard.Rounding(unit)
	return scale
}

func (w *Words) negative(v criteria.Value, digits string) (string, error) {
	if v.Units >= 0 {
		return digits, nil
	}
	return w.strings.Format("QuantityNegative", struct{ Number string }{digits})
}

func (w *Words) money(v criteria.Value, digits string) (string, error) {
	sign := w.sign(v.Currency)
	id := "QuantityMoney"
	if v.Units < 0 {
		id = "QuantityMoneyNegative"
	}
	text, err := w.strings.Format(id, struct{ Currency, Number string }{sign, digits})
	if err != nil {
		return "", err
	}
	// Letters don't touch digits (CLDR, currencySpacing).
	if last, _ := utf8.DecodeLastRuneInString(sign); unicode.IsLetter(last) {
		text = strings.Replace(text, sign+digits, sign+noBreak+digits, 1)
	}
	if first, _ := utf8.DecodeRuneInString(sign); unicode.IsLetter(first) {
		text = strings.Replace(text, digits+sign, digits+noBreak+sign, 1)
	}
	return text, nil
}

// sign returns the sign of a currency (€) or, for one without a sign in the language, its code
// (CHF).
func (w *Words) sign(code string) string {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return code
	}
	return w.printer.Sprint(currency.Symbol(unit))
}
