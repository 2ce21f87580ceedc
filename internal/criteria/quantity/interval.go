package quantity

import (
	"unicode/utf8"

	"golang.org/x/text/cases"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
)

// Range renders the values from one interval of a typed question up to and including another, as
// part of a sentence: under 18, 18 to 64 years, €31,250 or more. A limit is named by the end that
// conditions name it by; the smallest and the largest value of the range bound what readers type
// in, and aren't named. The texts of all intervals of a question leave out no value, and none is in
// two.
func (w *Words) Range(q *criteria.Question, from, to int) (string, error) {
	s, unit := q.Scale, q.Unit.In(w.lang)
	low, high := s.Intervals[from].Low, s.Intervals[to].High
	below, above := from > 0, to < len(s.Intervals)-1
	one := func(id string, units int64) (string, error) {
		value, err := w.Measure(s.Value(units), unit)
		if err != nil {
			return "", err
		}
		return w.strings.Format(kind(s)+id, struct{ Value string }{value})
	}
	two := func(id string, low, high int64) (string, error) {
		// The unit stands once: 10 to 20 people.
		first, err := w.Value(s.Value(low))
		if err != nil {
			return "", err
		}
		last, err := w.Measure(s.Value(high), unit)
		if err != nil {
			return "", err
		}
		return w.strings.Format(kind(s)+id, struct{ From, To string }{first, last})
	}
	switch {
	case low == high:
		return one("Exactly", low)
	case !below && !above:
		return two("FromTo", low, high)
	case !below && end(s, to) == criteria.Last:
		return one("AtMost", high)
	case !below:
		return one("Under", s.Intervals[to+1].Low)
	}
	over := end(s, from-1) == criteria.Last
	if !above {
		if over {
			return one("Over", s.Intervals[from-1].High)
		}
		return one("AtLeast", low)
	}
	under := end(s, to) == criteria.First
	switch {
	case !over && !under || countable(s, low, high):
		return two("FromTo", low, high)
	case over && under:
		return two("OverUnder", s.Intervals[from-1].High, s.Intervals[to+1].Low)
	case over:
		return two("OverAtMost", s.Intervals[from-1].High, high)
	}
	return two("AtLeastUnder", low, s.Intervals[to+1].Low)
}

// kind returns what the ids of the strings for the ranges of a scale begin with.
func kind(s *criteria.Scale) string {
	if s.Kind == criteria.Day {
		return "Day"
	}
	return "Quantity"
}

// end returns the end by which the limit after an interval is named.
func end(s *criteria.Scale, interval int) criteria.End {
	in := s.Intervals[interval]
	if in.Limit != criteria.Rounder {
		return in.Limit
	}
	last, first := in.High, s.Intervals[interval+1].Low
	if s.Kind != criteria.Day && zeros(last) > zeros(first) {
		return criteria.Last
	}
	return criteria.First
}

// zeros returns the number of zeros at the end of a number.
func zeros(n int64) (zeros int) {
	for ; n != 0 && n%10 == 0; n /= 10 {
		zeros++
	}
	if n == 0 {
		return maxZeros
	}
	return zeros
}

const maxZeros = 19

// countable reports whether readers think of the values of an interval one by one, so that it may
// be named by its own first and last value instead of those beside it.
func countable(s *criteria.Scale, low, high int64) bool {
	return s.Kind == criteria.Day || s.Decimals == 0 && low > -large && high < large
}

const large = 1000

// Label labels the intervals of typed questions, in each of some languages, where editors haven't.
// It is called once, before anything else reads the sets.
func Label(sets []*criteria.Set, languages []string, in func(lang string) Strings) error {
	for _, lang := range languages {
		w := New(lang, in(lang))
		for _, set := range sets {
			for i := range set.Questions {
				if err := w.label(&set.Questions[i], lang); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (w *Words) label(q *criteria.Question, lang string) error {
	if q.Scale == nil {
		return nil
	}
	for i := range q.Scale.Intervals {
		o := &q.Options[i]
		if o.Label.In(lang) != "" {
			continue
		}
		text, err := w.Range(q, i, i)
		if err != nil {
			return err
		}
		if o.Label == nil {
			o.Label = content.Localized{}
		}
		o.Label[lang] = content.Text{V: w.Capital(text)}
	}
	return nil
}

// Capital returns a text with a capital letter in front.
func (w *Words) Capital(text string) string {
	_, n := utf8.DecodeRuneInString(text)
	return cases.Upper(w.tag).String(text[:n]) + text[n:]
}
