package quantity_test

import (
	"maps"
	"strings"
	"testing"
	"text/template"

	"baken.example/baken/internal/criteria/quantity"
)

// dateFormat is a language that has one string.
type dateFormat string

func (dateFormat) Text(string) (string, error) { return "", nil }

func (f dateFormat) Format(_ string, data any) (string, error) {
	var b strings.Builder
	err := template.Must(template.New("").Parse(string(f))).Execute(&b, data)
	return b.String(), err
}

// TestDates shows that a format may compare the day, as messages may, and that a script gets the
// formats of the days that have their own.
func TestDates(t *testing.T) {
	for _, c := range []struct {
		format dateFormat
		want   string
		days   map[int]string
	}{
		{"{{.Day}} {{.Month}} {{.Year}}", "{day} {month} {year}", nil},
		{"{{.Month}} {{.Day}}, {{.Year}}", "{month} {day}, {year}", nil},
		{"{{if eq .Day 1}}1er{{else}}{{.Day}}{{end}} {{.Month}} {{.Year}}", "{day} {month} {year}", map[int]string{1: "1er {month} {year}"}},
		{"{{.Day}}{{if eq .Day 3}}rd{{else if eq .Day 23}}rd{{else}}th{{end}} {{.Month}} {{.Year}}", "{day}th {month} {year}",
			map[int]string{3: "{day}rd {month} {year}", 23: "{day}rd {month} {year}"}},
		{"{{.Day}} {{.Month}}{{if eq .Year 2026}} of this year{{else}} {{.Year}}{{end}}", "{day} {month} {year}", nil},
	} {
		got, days, err := quantity.Dates(c.format)
		if err != nil || got != c.want || !maps.Equal(days, c.days) {
			t.Errorf("%s: %q, %v, %v; want %q, %v", c.format, got, days, err, c.want, c.days)
		}
	}
	if _, _, err := quantity.Dates(dateFormat("{{.Hour}}")); err == nil {
		t.Error("a format with an unknown value is a format")
	}
}
