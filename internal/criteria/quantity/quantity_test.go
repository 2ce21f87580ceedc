package quantity_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	textmessage "golang.org/x/text/message"
	"golang.org/x/text/number"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/message"
)

func catalog(t testing.TB) *message.Catalog {
	t.Helper()
	c, findings, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || findings.Len() > 0 {
		t.Fatal(findings.All(), err)
	}
	return c
}

// TestTag holds that numbers have the digits 0 to 9 in each language, with its own separators.
func TestTag(t *testing.T) {
	for lang, want := range map[string]string{
		"ar": "1,234.5", "fa": "1,234.5", "mr": "1,234.5", "nl": "1.234,5", "pt": "1.234,5", "fr": "1\u00a0234,5", "ar-EG": "1,234.5", "??": "1,234.5",
	} {
		if got := textmessage.NewPrinter(quantity.Tag(lang)).Sprint(number.Decimal(1234.5)); got != want {
			t.Errorf("in %s %q, want %q", lang, got, want)
		}
	}
}

// suffixed writes amounts as French and German do.
type suffixed struct{ *message.Localizer }

func (s suffixed) Format(id string, data any) (string, error) {
	if d, ok := data.(struct{ Currency, Number string }); ok {
		return map[string]string{"QuantityMoney": "", "QuantityMoneyNegative": "−"}[id] + d.Number + "\u00a0" + d.Currency, nil
	}
	return s.Localizer.Format(id, data)
}

func value(t testing.TB, text, currency string) criteria.Value {
	t.Helper()
	v, ok := criteria.ParseValue(text)
	if !ok {
		t.Fatal(text)
	}
	if currency != "" {
		v.Kind, v.Currency = criteria.Money, currency
	}
	return v
}

func TestValue(t *testing.T) {
	messages := catalog(t)
	for _, c := range []struct{ text, currency, nl, en, fr string }{
		{"0", "", "0", "0", "0"},
		{"1250", "", "1.250", "1,250", "1 250"},
		{"-5", "", "−5", "−5", "−5"},
		{"37.50", "", "37,5", "37.5", "37,5"},
		{"38.0", "", "38", "38", "38"},
		{"0.005", "", "0,005", "0.005", "0,005"},
		{"9007199254740991", "", "9.007.199.254.740.991", "9,007,199,254,740,991", "9 007 199 254 740 991"},
		{"90071992547409.91", "EUR", "€ 90.071.992.547.409,91", "€90,071,992,547,409.91", "90 071 992 547 409,91 €"},
		{"31250", "EUR", "€ 31.250", "€31,250", "31 250 €"},
		{"31250.00", "EUR", "€ 31.250", "€31,250", "31 250 €"},
		{"31250.5", "EUR", "€ 31.250,50", "€31,250.50", "31 250,50 €"},
		{"-31250.50", "EUR", "€ −31.250,50", "−€31,250.50", "−31 250,50 €"},
		{"1000", "CHF", "CHF 1.000", "CHF 1,000", "1 000 CHF"},
		{"1000.000", "BHD", "BHD 1.000", "BHD 1,000", "1 000 BHD"},
		{"1.5", "BHD", "BHD 1,500", "BHD 1.500", "1,500 BHD"},
		{"1000", "JPY", "JP¥ 1.000", "¥1,000", "1 000 JPY"},
		{"1000", "GBP", "£ 1.000", "£1,000", "1 000 £GB"},
		{"2026-03-01", "", "1 maart 2026", "1 March 2026", "1 March 2026"},
		{"1899-12-31", "", "31 december 1899", "31 December 1899", "31 December 1899"},
	} {
		for lang, want := range map[string]string{"nl": c.nl, "en": c.en, "fr": c.fr} {
			var s quantity.Strings = messages.In(lang)
			if lang == "fr" {
				s = suffixed{messages.In("en")}
			}
			got, err := quantity.New(lang, s).Value(value(t, c.text, c.currency))
			if spaced(got) != want || err != nil {
				t.Errorf("%s %s in %s: %q, want %q (%v)", c.text, c.currency, lang, got, want, err)
			}
		}
	}
}

// spaced returns a text with ordinary spaces, after it has held that none of it can be broken off.
func spaced(s string) string {
	out := ""
	for _, r := range s {
		if r == '\u00a0' || r == '\u202f' {
			r = ' '
		}
		out += string(r)
	}
	return out
}

// TestNoBreak holds that a number, its groups and its sign stay on one line.
func TestNoBreak(t *testing.T) {
	messages := catalog(t)
	for lang, s := range map[string]quantity.Strings{"nl": messages.In("nl"), "en": messages.In("en"), "fr": suffixed{messages.In("en")}} {
		w := quantity.New(lang, s)
		for _, v := range []criteria.Value{value(t, "31250.50", "EUR"), value(t, "-31250", "CHF"), value(t, "1234567", "")} {
			got, err := w.Measure(v, "m²")
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range got {
				if r == ' ' {
					t.Errorf("%q in %s can be broken", got, lang)
				}
			}
		}
	}
}

func TestMeasure(t *testing.T) {
	messages := catalog(t)
	for _, c := range []struct{ text, unit, nl, en, fr string }{
		{"10", "m²", "10 m²", "10 m²", "10 m²"},
		{"12.5", "%", "12,5%", "12.5%", "12,5 %"},
		{"1", "people", "1", "1", "1"},
		{"1.0", "people", "1", "1", "1"},
		{"1.5", "people", "1,5 people", "1.5 people", "1,5"},
		{"-1", "people", "−1", "−1", "−1"},
		{"2", "people", "2 people", "2 people", "2 people"},
		{"1000001", "people", "1.000.001 people", "1,000,001 people", "1 000 001 people"},
		{"1", "km", "1 km", "1 km", "1 km"},
		{"-10", "°C", "−10 °C", "−10 °C", "−10 °C"},
	} {
		for lang, want := range map[string]string{"nl": c.nl, "en": c.en, "fr": c.fr} {
			s := messages.In(lang)
			if lang == "fr" {
				s = messages.In("en")
			}
			got, err := quantity.New(lang, s).Measure(value(t, c.text, ""), c.unit)
			if spaced(got) != want || err != nil {
				t.Errorf("%s %s in %s: %q, want %q (%v)", c.text, c.unit, lang, got, want, err)
			}
		}
	}
}

// TestMeasureForms leaves a unit out behind numbers that take another form than most.
func TestMeasureForms(t *testing.T) {
	messages := catalog(t)
	for _, c := range []struct{ lang, unit, with, without string }{
		{"pl", "osób", "0 5 11 12 25000 100 105 112", "1 2 3 4 22 104 1.5"},
		{"cs", "osob", "5 11 22 100", "1 2 4 1.5"},
		{"ar", "أشخاص", "100 200", "1 2 3 10 11"},
		{"fr", "personnes", "2 10 1000001", "0 1 1.5"},
		{"de", "Personen", "0 2 1.5 1000000", "1"},
		{"ja", "人の人々人々", "0 1 2", ""},
	} {
		w := quantity.New(c.lang, messages.In("en"))
		for _, number := range strings.Fields(c.with + " " + c.without) {
			got, err := w.Measure(value(t, number, ""), c.unit)
			want := slices.Contains(strings.Fields(c.with), number)
			if strings.HasSuffix(got, c.unit) != want || err != nil {
				t.Errorf("%s in %s: %q, %v", number, c.lang, got, err)
			}
		}
	}
}

// scale returns a typed question whose range is divided after some values: after "17<" by the last
// value of the lower interval, after "<18" by the first one of the upper interval.
func scale(t testing.TB, kind criteria.Kind, decimals int, low, high string, limits ...string) *criteria.Question {
	t.Helper()
	units := func(text string) int64 {
		v := value(t, text, "")
		if kind == criteria.Day {
			return v.Units
		}
		n, ok := v.Rescale(decimals)
		if !ok {
			t.Fatal(text)
		}
		return n
	}
	s := &criteria.Scale{Kind: kind, Decimals: decimals, Min: units(low), Max: units(high), Step: 1}
	if kind == criteria.Money {
		s.Currency = "EUR"
	}
	from := s.Min
	for _, l := range limits {
		in := criteria.Interval{Low: from, Limit: criteria.Last}
		if l[0] == '<' {
			in.Limit = criteria.First
			in.High = units(l[1:]) - 1
		} else {
			in.High = units(l[:len(l)-1])
		}
		if l[0] == '<' && l[len(l)-1] == '<' {
			t.Fatal(l)
		}
		from = in.High + 1
		s.Intervals = append(s.Intervals, in)
	}
	s.Intervals = append(s.Intervals, criteria.Interval{Low: from, High: s.Max})
	return &criteria.Question{Scale: s, Options: make([]criteria.Option, len(s.Intervals))}
}

func TestLabels(t *testing.T) {
	messages := catalog(t)
	people := content.Localized{"nl": {V: "personen"}, "en": {V: "people"}}
	for _, c := range []struct {
		name     string
		question *criteria.Question
		unit     content.Localized
		nl, en   []string
	}{
		{"all", scale(t, criteria.Money, 2, "0", "100"), nil, []string{"€ 0 tot en met € 100"}, []string{"€0 to €100"}},
		{"last of money", scale(t, criteria.Money, 2, "0", "99999", "31250<"), nil,
			[]string{"Hoogstens € 31.250", "Meer dan € 31.250"}, []string{"At most €31,250", "More than €31,250"}},
		{"first of money", scale(t, criteria.Money, 2, "0", "99999", "<31250"), nil,
			[]string{"Minder dan € 31.250", "€ 31.250 of meer"}, []string{"Under €31,250", "€31,250 or more"}},
		{"last, first", scale(t, criteria.Money, 2, "0", "99999", "1000<", "<31250"), nil,
			[]string{"Hoogstens € 1.000", "Meer dan € 1.000, maar minder dan € 31.250", "€ 31.250 of meer"},
			[]string{"At most €1,000", "More than €1,000, but under €31,250", "€31,250 or more"}},
		{"last, last", scale(t, criteria.Money, 2, "0", "99999", "1000.50<", "31250<"), nil,
			[]string{"Hoogstens € 1.000,50", "Meer dan € 1.000,50, maar hoogstens € 31.250", "Meer dan € 31.250"},
			[]string{"At most €1,000.50", "More than €1,000.50, but at most €31,250", "More than €31,250"}},
		{"first, first", scale(t, criteria.Money, 2, "0", "99999", "<1000", "<31250"), nil,
			[]string{"Minder dan € 1.000", "€ 1.000 of meer, maar minder dan € 31.250", "€ 31.250 of meer"},
			[]string{"Under €1,000", "€1,000 or more, but under €31,250", "€31,250 or more"}},
		{"first, last", scale(t, criteria.Money, 2, "0", "99999", "<1000", "31250<"), nil,
			[]string{"Minder dan € 1.000", "€ 1.000 tot en met € 31.250", "Meer dan € 31.250"},
			[]string{"Under €1,000", "€1,000 to €31,250", "More than €31,250"}},
		{"one amount", scale(t, criteria.Money, 2, "-5", "5", "<0", "0<"), nil,
			[]string{"Minder dan € 0", "Precies € 0", "Meer dan € 0"}, []string{"Under €0", "Exactly €0", "More than €0"}},
		{"ages", scale(t, criteria.Number, 0, "0", "120", "<18", "<65"), nil,
			[]string{"Minder dan 18", "18 tot en met 64", "65 of meer"}, []string{"Under 18", "18 to 64", "65 or more"}},
		{"last ages", scale(t, criteria.Number, 0, "0", "120", "17<", "65<"), nil,
			[]string{"Hoogstens 17", "18 tot en met 65", "Meer dan 65"}, []string{"At most 17", "18 to 65", "More than 65"}},
		{"people", scale(t, criteria.Number, 0, "0", "100000", "<1", "<10", "50<", "<2000", "3000<"), people,
			[]string{"Precies 0 personen", "1 tot en met 9 personen", "10 tot en met 50 personen", "Meer dan 50, maar minder dan 2.000 personen", "2.000 tot en met 3.000 personen", "Meer dan 3.000 personen"},
			[]string{"Exactly 0 people", "1 to 9 people", "10 to 50 people", "More than 50, but under 2,000 people", "2,000 to 3,000 people", "More than 3,000 people"}},
		{"more people", scale(t, criteria.Number, 0, "5", "100000", "<10", "<2000", "<3000", "4000<", "5000<"), people,
			[]string{"Minder dan 10 personen", "10 of meer, maar minder dan 2.000 personen", "2.000 of meer, maar minder dan 3.000 personen", "3.000 tot en met 4.000 personen", "Meer dan 4.000, maar hoogstens 5.000 personen", "Meer dan 5.000 personen"},
			[]string{"Under 10 people", "10 or more, but under 2,000 people", "2,000 or more, but under 3,000 people", "3,000 to 4,000 people", "More than 4,000, but at most 5,000 people", "More than 5,000 people"}},
		{"one number", scale(t, criteria.Number, 0, "0", "9", "<3", "3<"), nil,
			[]string{"Minder dan 3", "Precies 3", "Meer dan 3"}, []string{"Under 3", "Exactly 3", "More than 3"}},
		{"days", scale(t, criteria.Day, 0, "2026-01-01", "2030-12-31", "<2026-03-01", "2026-12-31<", "<2028-02-29", "2028-02-29<"), nil,
			[]string{"Vóór 1 maart 2026", "1 maart 2026 tot en met 31 december 2026", "1 januari 2027 tot en met 28 februari 2028", "29 februari 2028", "Na 29 februari 2028"},
			[]string{"Before 1 March 2026", "1 March 2026 to 31 December 2026", "1 January 2027 to 28 February 2028", "29 February 2028", "After 29 February 2028"}},
		{"last day", scale(t, criteria.Day, 0, "2026-01-01", "2030-12-31", "2026-03-01<"), nil,
			[]string{"1 maart 2026 of eerder", "Na 1 maart 2026"}, []string{"1 March 2026 or earlier", "After 1 March 2026"}},
		{"first day", scale(t, criteria.Day, 0, "2026-01-01", "2030-12-31", "<2026-03-01"), nil,
			[]string{"Vóór 1 maart 2026", "1 maart 2026 of later"}, []string{"Before 1 March 2026", "1 March 2026 or later"}},
	} {
		c.question.Unit = c.unit
		set := &criteria.Set{Questions: []criteria.Question{{}, *c.question}}
		err := quantity.Label([]*criteria.Set{set}, []string{"nl", "en"}, func(lang string) quantity.Strings { return messages.In(lang) })
		if err != nil {
			t.Fatal(err)
		}
		for lang, want := range map[string][]string{"nl": c.nl, "en": c.en} {
			if len(want) != len(c.question.Options) {
				t.Errorf("%s has %d intervals", c.name, len(c.question.Options))
				continue
			}
			for i, o := range set.Questions[1].Options {
				if got := spaced(o.Label.In(lang)); got != want[i] {
					t.Errorf("%s %d in %s: %q, want %q", c.name, i, lang, got, want[i])
				}
			}
		}
	}
}

// TestRounderEnd holds that a limit that is written either way is named by its rounder end.
func TestRounderEnd(t *testing.T) {
	messages := catalog(t)
	for _, c := range []struct {
		question *criteria.Question
		want     string
	}{
		{scale(t, criteria.Money, 2, "0", "99999", "31250<"), "At most €31,250"},
		{scale(t, criteria.Money, 2, "0", "99999", "<31250"), "Under €31,250"},
		{scale(t, criteria.Number, 0, "0", "99", "17<"), "Under 18"},
		{scale(t, criteria.Number, 0, "0", "99", "40<"), "At most 40"},
		{scale(t, criteria.Number, 0, "-9", "99", "0<"), "At most 0"},
		{scale(t, criteria.Day, 0, "2026-01-01", "2026-12-31", "2026-02-28<"), "Before 1 March 2026"},
	} {
		c.question.Scale.Intervals[0].Limit = criteria.Rounder
		set := &criteria.Set{Questions: []criteria.Question{*c.question}}
		err := quantity.Label([]*criteria.Set{set}, []string{"en"}, func(lang string) quantity.Strings { return messages.In(lang) })
		if got := c.question.Options[0].Label.In("en"); got != c.want || err != nil {
			t.Errorf("%q, want %q (%v)", got, c.want, err)
		}
	}
}

// TestLabelKeepsEditors holds that labels of editors' own stay.
func TestLabelKeepsEditors(t *testing.T) {
	messages := catalog(t)
	q := scale(t, criteria.Number, 0, "0", "99", "<18")
	q.Options[0].Label = content.Localized{"nl": {V: "Kind"}, "en": {V: "Child"}}
	q.Options = append(q.Options, criteria.Option{Unsure: true, Label: content.Localized{"en": {V: "I don’t know"}}})
	set := &criteria.Set{Questions: []criteria.Question{*q}}
	if err := quantity.Label([]*criteria.Set{set}, []string{"en"}, func(lang string) quantity.Strings { return messages.In(lang) }); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Child", "18 or more", "I don’t know"} {
		if got := q.Options[i].Label.In("en"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

type broken struct{}

func (broken) Text(string) (string, error)        { return "", errors.New("no strings") }
func (broken) Format(string, any) (string, error) { return "", errors.New("no strings") }

func TestWithoutStrings(t *testing.T) {
	set := &criteria.Set{Questions: []criteria.Question{*scale(t, criteria.Number, 0, "0", "99", "<18")}}
	if quantity.Label([]*criteria.Set{set}, []string{"en"}, func(string) quantity.Strings { return broken{} }) == nil {
		t.Error("no error")
	}
	for _, text := range []string{"-5", "2026-03-01"} {
		if got, err := quantity.New("en", broken{}).Value(value(t, text, "")); got != "" || err == nil {
			t.Errorf("%q, %v", got, err)
		}
	}
}
