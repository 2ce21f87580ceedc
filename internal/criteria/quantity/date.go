package quantity

import "maps"

// Dates returns the format of a date of a language, with the places {day}, {month} and {year}, and
// the formats of those days of the month that have one of their own, such as 1er {month} {year}.
func Dates(s Strings) (format string, days map[int]string, err error) {
	days = map[int]string{}
	counts := map[string]int{}
	for day := 1; day <= 31; day++ {
		text, err := s.Format("DateFormat", struct {
			Day   dayPlace
			Month string
			Year  yearPlace
		}{dayPlace(day), "{month}", 0})
		if err != nil {
			return "", nil, err
		}
		days[day] = text
		if counts[text]++; counts[text] > counts[format] {
			format = text
		}
	}
	maps.DeleteFunc(days, func(_ int, text string) bool { return text == format })
	return format, days, nil
}

// dayPlace is a day of the month that renders as the place of any day. Messages may compare it.
type dayPlace int

// String returns the place.
func (dayPlace) String() string { return "{day}" }

// yearPlace is a year that renders as the place of any year. Messages may compare it.
type yearPlace int

// String returns the place.
func (yearPlace) String() string { return "{year}" }
