package content

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"baken.example/baken/internal/strictyaml"
)

// Text is a string with its position in the file.
type Text = strictyaml.Text

// Localized is a text in each language of the site, by language code.
type Localized map[string]Text

// In returns the text in a language.
func (l Localized) In(lang string) string { return l[lang].V }

// Date is a calendar day in UTC. Its zero value means that the day is unknown.
type Date struct{ time.Time }

// UnmarshalText parses YYYY-MM-DD.
func (d *Date) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return fmt.Errorf("%q isn't a date of the calendar; write YYYY-MM-DD", text)
	}
	d.Time = t
	return nil
}

// Period is a span of calendar time, such as 90 days, 6 months or 1 year.
type Period struct {
	Years, Months, Days int
}

// UnmarshalText parses a number and a unit: day, week, month or year, or their plurals.
func (p *Period) UnmarshalText(text []byte) error {
	number, unit, _ := strings.Cut(string(text), " ")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > 1000 {
		return fmt.Errorf("%q isn't a period; write for example 90 days, 6 months or 1 year", text)
	}
	switch strings.TrimSuffix(strings.TrimSpace(unit), "s") {
	case "day":
		p.Days = n
	case "week":
		p.Days = 7 * n
	case "month":
		p.Months = n
	case "year":
		p.Years = n
	default:
		return fmt.Errorf("%q isn't a period; write for example 90 days, 6 months or 1 year", text)
	}
	return nil
}

// After returns the day on which a period that starts on d ends.
func (p Period) After(d Date) Date {
	return Date{d.AddDate(p.Years, p.Months, p.Days)}
}
