package facts

import "bytes"

// decade reads the decade that a number between two offsets stands for, as in 1990s or '90s. It is
// a date, by its year and by the last two digits of that, and returns its end, or 0 if there is
// none.
func (s *scan) decade(start, end int, f Fact) int {
	n := int(f.value)
	short := n >= 10 && n <= 90
	if float64(n) != f.value || n%10 != 0 || !short && (n < 1000 || n >= 2100) {
		return 0
	}
	before := bytes.TrimSuffix(bytes.TrimSuffix(s.text[:start], []byte("'")), []byte("’"))
	from := len(before)
	switch stop := s.decadeEnd(end); {
	case s.adjacent(s.decades.end, from):
		end = max(end, stop)
	case stop > 0 && (!short || from < start):
		end = stop
	default:
		return 0
	}
	at := found{Fact: Fact{Kind: Date, Worded: f.Worded, value: date(n, 0, 0), other: date(n%100, 0, 0)}, start: start, end: end}
	s.add(at)
	return end
}

// decadeEnd returns the end of what makes a decade of the digits before an offset, or 0.
func (s *scan) decadeEnd(at int) int {
	for _, e := range s.DecadeEnds() {
		if stop := at + len(e); stop <= len(s.text) && string(s.text[at:stop]) == e && s.letters(stop) == stop {
			return stop
		}
	}
	return 0
}
