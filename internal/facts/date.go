package facts

import (
	"bytes"
	"strconv"

	"baken.example/baken/internal/facts/vocabulary"
)

// date returns a date as the value of a fact.
func date(year, month, day int) float64 { return float64(year*10000 + month*100 + day) }

// number of the digits between two offsets.
func (s *scan) integer(i, end int) int {
	n, err := strconv.Atoi(string(s.text[i:end]))
	if err != nil {
		return -1
	}
	return n
}

// numericDate reads a date in digits, such as 2026-08-15, 15-08-2026 or 15.8.2026, and returns its
// end, or 0. Where day and month could be either, both are read.
func (s *scan) numericDate(i int) int {
	a := s.run(i)
	if a >= len(s.text) || a-i != 4 && a-i > 2 {
		return 0
	}
	mark := s.text[a]
	if mark != '-' && mark != '/' && mark != '.' || !digitAt(s.text, a+1) {
		return 0
	}
	b := s.run(a + 1)
	if b-a-1 > 2 || b >= len(s.text) || s.text[b] != mark || !digitAt(s.text, b+1) {
		return 0
	}
	end := s.run(b + 1)
	x, y, z := s.integer(i, a), s.integer(a+1, b), s.integer(b+1, end)
	var value, other float64
	switch {
	case a-i == 4 && mark == '-' && end-b-1 == 2 && y >= 1 && y <= 12 && z >= 1 && z <= 31:
		value = date(x, y, z)
		other = value
	case end-b-1 == 4 && a-i <= 2 && x >= 1 && x <= 31 && y >= 1 && y <= 31:
		value, other = date(z, y, x), date(z, x, y)
		if y > 12 {
			value = other
		}
		if x > 12 {
			other = value
		}
	default:
		return 0
	}
	s.add(found{Fact: Fact{Kind: Date, value: value, other: other}, start: i, end: end})
	return end
}

// year reads a year after a month, and returns 0 if there is none, and its end.
func (s *scan) year(after int) (int, int) {
	at := after
	if at < len(s.text) && (s.text[at] == '.' || s.text[at] == ',') {
		at++
	}
	at = s.spaces(at)
	if e, stop := s.lookup(at); e != nil && e.DayOf {
		at = s.spaces(stop)
	}
	end := s.run(at)
	if end-at == 4 && at > after && (s.text[at] == '1' || s.text[at] == '2') && s.letters(end) == end {
		return s.integer(at, end), end
	}
	return 0, after
}

// monthFirst reads what follows a month: a day and a year, as in August 15, 2026, or a year.
func (s *scan) monthFirst(e *vocabulary.Entry, i, after int) int {
	if year, end := s.year(after); year > 0 {
		s.share(s.add(found{Fact: Fact{Kind: Date, value: date(year, e.Month, 0)}, start: i, end: end}))
		return end
	}
	at := s.spaces(after)
	if at == after && at < len(s.text) && s.text[at] == '.' {
		at = s.spaces(at + 1)
	}
	end := s.run(at)
	if end == at || end-at > 2 || at == after {
		return after
	}
	day := s.integer(at, end)
	stop := end
	if e, ordinal := s.suffix(end); e != nil && e.OrdinalEnd {
		stop = ordinal
	} else if e != nil && (e.Unit != "" || e.Currency != "" || e.Percent || e.Clock) {
		return after
	}
	if day < 1 || day > 31 || s.letters(stop) > stop {
		return after
	}
	if c := at - 1; bytes.IndexByte(s.text[after:c+1], ',') >= 0 {
		return after
	}
	// August 15–20, 2026: the days of a range have the year behind the last one.
	f := found{Fact: Fact{Kind: Date, value: date(0, e.Month, day)}, start: i, end: stop}
	second := s.secondDay(stop)
	year, last := s.year(max(stop, second))
	if year == 0 {
		last = max(stop, second)
	}
	f.value = date(year, e.Month, day)
	if second == 0 {
		f.end = last
	}
	s.add(f)
	if second > 0 {
		from := second
		for from > 0 && digitAt(s.text, from-1) {
			from--
		}
		s.add(found{Fact: Fact{Kind: Date, value: date(year, e.Month, s.integer(from, second))}, start: from, end: last})
	}
	return last
}

// secondDay returns the end of a second day after a dash, or 0.
func (s *scan) secondDay(at int) int {
	for _, dash := range []string{"–", "-", " – ", " - "} {
		if bytes.HasPrefix(s.text[at:], []byte(dash)) {
			from := at + len(dash)
			if end := s.run(from); end > from && end-from <= 2 && s.letters(end) == end {
				return end
			}
		}
	}
	return 0
}

// parseClock parses an hour, or hours and minutes.
func parseClock(text []byte) (h, m int, ok bool) {
	hours, minutes := text, []byte("0")
	if i := bytes.IndexAny(text, ".:h"); i >= 0 {
		hours, minutes = text[:i], text[i+1:]
		if len(minutes) != 2 {
			return 0, 0, false
		}
	}
	h, err := strconv.Atoi(string(hours))
	m, err2 := strconv.Atoi(string(minutes))
	return h, m, err == nil && err2 == nil && h >= 0 && h <= 24 && m < 60
}

// clockMinutes returns the minutes since midnight of a time by the word behind it, or nil.
func clockMinutes(h, m float64, e *vocabulary.Entry) float64 {
	if e != nil && e.Unit == "" && e.Hours > 0 && h < 12 {
		h += 12
	}
	return h*60 + m
}

// clockTime reads hours and minutes, and returns the end, or 0.
func (s *scan) clockTime(i int) int {
	a := s.run(i)
	if a-i > 2 || a >= len(s.text) || s.text[a] != ':' && s.text[a] != '.' && s.text[a] != 'h' || s.run(a+1) != a+3 {
		return 0
	}
	end := a + 3
	if end < len(s.text) && (s.text[end] == ':' || s.text[end] == '.' || s.text[end] == ',') && digitAt(s.text, end+1) {
		return 0
	}
	h, m, ok := parseClock(s.text[i:end])
	if !ok {
		return 0
	}
	e, after := s.suffix(end)
	if e == nil || !e.Clock {
		if s.text[a] == '.' || s.letters(end) > end {
			return 0
		}
		e, after = nil, end
	}
	value := clockMinutes(float64(h), float64(m), e)
	s.share(s.add(found{Fact: Fact{Kind: Time, value: value, other: value}, start: i, end: after}))
	return after
}
