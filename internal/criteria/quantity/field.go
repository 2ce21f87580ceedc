package quantity

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/number"

	"baken.example/baken/internal/criteria"
)

// many is a number behind which units have their form.
const many = 100

// place is where the script puts a number into a text.
const place = "{n}"

// Field is what a reader types a value in: the number, the amount or the day that answers a typed
// question.
type Field struct {
	// Before and After are what stands before and after the field of a number or an amount: the
	// sign of a currency, or a unit.
	Before, After string
	// Size is the number of characters that the field has room for.
	Size int
	// Parts are the parts of a day, in the order of the language: day, month, year.
	Parts []string
	// Texts are what the script says.
	Texts Texts
}

// Texts are the texts about one field. They hold {n} in the place of a number.
type Texts struct {
	// Plain and Minus are a value and one below zero, with currency or unit; Bare and BareMinus are
	// those without a unit, for numbers that take another form than 100 does. They are empty if
	// that makes no difference.
	Plain     string `json:"plain,omitempty"`
	Minus     string `json:"minus,omitempty"`
	Bare      string `json:"bare,omitempty"`
	BareMinus string `json:"bareMinus,omitempty"`
	// Empty is about a field that is empty, Not about one that holds no number, Decimals about too
	// many decimals and Step about a number that lies between two possible ones, {a} and {b}.
	Empty    string `json:"empty"`
	Not      string `json:"not,omitempty"`
	Decimals string `json:"decimals,omitempty"`
	Step     string `json:"step,omitempty"`
	// Least and Most are about values out of range.
	Least string `json:"least"`
	Most  string `json:"most"`
}

// Field returns the field of a typed question.
func (w *Words) Field(q *criteria.Question) (*Field, error) {
	s := q.Scale
	b := builder{words: w}
	f := &Field{}
	kind := [...]string{criteria.Number: "Number", criteria.Money: "Money", criteria.Day: "Day"}[s.Kind]
	t := &f.Texts
	t.Empty = b.text("ValueEmpty" + kind)
	if len(q.Options) > len(s.Intervals) {
		t.Empty = b.format("ValueEmptyOr", struct{ Message string }{t.Empty})
	}
	unit := q.Unit.In(w.lang)
	limit := func(id string, units int64) string {
		value, err := w.Measure(s.Value(units), unit)
		b.fail(err)
		return b.format(id, struct{ Value string }{value})
	}
	if s.Kind == criteria.Day {
		t.Least, t.Most = limit("ValueLeastDay", s.Min), limit("ValueMostDay", s.Max)
		var err error
		f.Parts, err = w.parts()
		b.fail(err)
		return f, b.err
	}
	t.Least, t.Most = limit("ValueLeast", s.Min), limit("ValueMost", s.Max)
	t.Plain, t.Minus = w.shape(&b, s, unit, 1), w.shape(&b, s, unit, -1)
	if isWord(unit) {
		t.Bare, t.BareMinus = w.shape(&b, s, "", 1), w.shape(&b, s, "", -1)
	}
	f.Before, f.After, _ = strings.Cut(t.Plain, place)
	f.Before, f.After = strings.TrimSpace(f.Before), strings.TrimSpace(f.After)
	example := struct{ Example string }{w.example(s)}
	t.Not = b.format("ValueNot"+kind, example)
	t.Decimals = b.format("ValueDecimals", example)
	if s.Decimals == 0 {
		t.Decimals = b.text("ValueWhole" + kind)
	}
	t.Step = b.format("ValueStep", struct{ Below, Above string }{"{a}", "{b}"})
	f.Size = max(w.size(s, s.Min), w.size(s, s.Max)) + 1
	return f, b.err
}

// builder formats strings and records the first error.
type builder struct {
	words *Words
	err   error
}

func (b *builder) fail(err error) { b.err = cmp.Or(b.err, err) }

func (b *builder) text(id string) string {
	s, err := b.words.strings.Text(id)
	b.fail(err)
	return s
}

func (b *builder) format(id string, data any) string {
	s, err := b.words.strings.Format(id, data)
	b.fail(err)
	return s
}

// shape returns values of a sign with {n} in the place of the digits.
func (w *Words) shape(b *builder, s *criteria.Scale, unit string, sign int64) string {
	v := s.Value(sign * many)
	v.Decimals = 0
	text, err := w.measure(v, place, unit)
	b.fail(err)
	return text
}

// size returns the number of characters of a value in a field.
func (w *Words) size(s *criteria.Scale, units int64) int {
	n := len([]rune(w.digits(s.Value(units))))
	if s.Decimals > 0 && units%10 == 0 {
		n += s.Decimals + len([]rune(w.point))
	}
	if units < 0 {
		n++
	}
	return n
}

// example returns a value that may be typed, as it may be typed.
func (w *Words) example(s *criteria.Scale) string {
	for _, text := range []string{"1250.5", "125.5", "12.5", "1250", "125", "12"} {
		v, _ := criteria.ParseValue(text)
		units, ok := v.Rescale(s.Decimals)
		if ok && units >= s.Min && units <= s.Max && (units-s.Min)%max(s.Step, 1) == 0 && (v.Decimals > 0) == (s.Decimals > 0) {
			return w.digits(s.Value(units))
		}
	}
	middle := s.Min + (s.Max-s.Min)/max(s.Step, 1)/2*max(s.Step, 1)
	text, _ := w.negative(s.Value(middle), w.digits(s.Value(middle)))
	return text
}

// Days returns the parts of a day in the order of the language: day, month, year.
func (w *Words) Days() ([]string, error) { return w.parts() }

// parts returns the parts of a day in the order of the language.
func (w *Words) parts() ([]string, error) {
	text, _, err := Dates(w.strings)
	parts := []string{"day", "month", "year"}
	slices.SortStableFunc(parts, func(a, b string) int {
		return cmp.Compare(strings.Index(text, "{"+a+"}"), strings.Index(text, "{"+b+"}"))
	})
	return parts, err
}

// Typing is what a script that reads values needs to know of a language, for all questions.
type Typing struct {
	// Point is the decimal mark and Group what stands between groups of digits: the last has
	// Primary digits, those before have Secondary.
	Point     string `json:"point"`
	Group     string `json:"group"`
	Primary   int    `json:"primary"`
	Secondary int    `json:"secondary"`
	// Missing is about a day without its {parts}, Parts, in that order: day, month and year.
	Missing string   `json:"missing"`
	Parts   []string `json:"parts"`
	// Wrong is about a day, a month and a year that are none. Beyond is about a day after the last
	// one, {n}, of a {month} of a {year}.
	Wrong  []string `json:"wrong"`
	Beyond string   `json:"beyond"`
	// Read says how what was typed is understood, {v}; Given that {v} is the answer as yet.
	Read  string `json:"read"`
	Given string `json:"given"`
	// Questions holds the texts about each field, by its question.
	Questions map[string]Texts `json:"questions"`
}

// Typing returns what a script needs to know of the language, and of the typed questions of a set.
func (w *Words) Typing(set *criteria.Set) (*Typing, error) {
	b := builder{words: w}
	t := &Typing{
		Point:   w.point,
		Missing: b.format("ValueMissing", struct{ Parts string }{"{parts}"}),
		Parts:   []string{b.text("ValueMissingDay"), b.text("ValueMissingMonth"), b.text("ValueMissingYear")},
		Wrong:   []string{b.text("ValueWrongDay"), b.text("ValueWrongMonth"), b.text("ValueWrongYear")},
		Beyond:  b.format("ValueBeyond", struct{ Days, Month, Year string }{place, "{month}", "{year}"}),
		Read:    b.format("ValueRead", struct{ Value string }{"{v}"}),
		Given:   b.format("ValueGiven", struct{ Answer string }{b.text("QuoteOpenDouble") + "{v}" + b.text("QuoteCloseDouble")}),

		Questions: map[string]Texts{},
	}
	grouped := w.printer.Sprint(number.Decimal(1_234_567_890))
	groups := strings.FieldsFunc(grouped, func(r rune) bool { return r < '0' || r > '9' })
	if n := len(groups); n > 2 {
		t.Primary, t.Secondary = len(groups[n-1]), len(groups[n-2])
		t.Group, _, _ = strings.Cut(strings.TrimPrefix(grouped, groups[0]), groups[1])
	}
	for i := range set.Questions {
		if q := &set.Questions[i]; q.Scale != nil {
			f, err := w.Field(q)
			if err != nil {
				return nil, err
			}
			t.Questions[q.ID.V] = f.Texts
		}
	}
	return t, b.err
}
