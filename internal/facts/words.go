package facts

import "baken.example/baken/internal/facts/vocabulary"

// worded reads a number in words, of which the first is between two offsets, and returns its end,
// or 0 if it is none. That word is low in lower case, and e its entry or nil.
func (s *scan) worded(i, end int, e *vocabulary.Entry, low []byte) int {
	values := s.Compound(s.values[:0], e, low)
	if len(values) == 0 {
		return 0
	}
	s.values = values
	for len(values) < 16 {
		next := end
		if next < len(s.text) && s.text[next] == '-' {
			next++
		} else {
			next = s.spaces(next)
		}
		stop := s.letters(next)
		if stop == next || next == end {
			break
		}
		low, ok := s.lowered(next, stop)
		joined := false
		if ok && s.Joins(low) && values[len(values)-1] >= 20 {
			joined = true
			if next = s.spaces(stop); stop < len(s.text) && s.text[stop] == '-' {
				next = stop + 1
			}
			stop = s.letters(next)
			low, ok = s.lowered(next, stop)
		}
		if !ok || len(low) == 0 {
			break
		}
		more := s.Compound(s.more[:0], s.Word(low), low)
		if len(more) == 0 || joined && more[0] >= values[len(values)-1] || !joined && more[0] == 1 {
			break
		}
		s.more = more
		values, end = append(values, more...), stop
	}
	n := vocabulary.Evaluate(values)
	if next := s.number(i, end, Fact{Kind: Number, Worded: true, value: n, other: n}, n == float64(int(n))); next > 0 {
		return next
	}
	return end
}
