package facts

import (
	"bytes"
)

// worded reads a number in words, of which the first is between two offsets, and returns its end,
// or 0 if it is none. That word is low in lower case, and e its entry or nil.
func (s *scan) worded(i, end int, e *entry, low []byte) int {
	values := s.compound(s.values[:0], e, low)
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
		if ok && s.joiner(low) && values[len(values)-1] >= 20 {
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
		more := s.compound(s.more[:0], s.words[string(low)], low)
		if len(more) == 0 || joined && more[0] >= values[len(values)-1] || !joined && more[0] == 1 {
			break
		}
		s.more = more
		values, end = append(values, more...), stop
	}
	n := evaluate(values)
	if next := s.number(i, end, Fact{Kind: Number, Worded: true, value: n, other: n}, n == float64(int(n))); next > 0 {
		return next
	}
	return end
}

func (s *scan) joiner(word []byte) bool {
	for _, j := range s.joiners {
		if string(word) == j {
			return true
		}
	}
	return false
}

// compound appends the parts of a word that consists of words of numbers, or returns nil if it
// doesn't. A word that is one by itself, by its entry e, isn't taken apart.
func (s *scan) compound(values []float64, e *entry, word []byte) []float64 {
	if e != nil && e.number != 0 {
		return append(values, e.number)
	}
	joined := false
	n := len(values)
	for len(word) > 0 {
		value, size := s.part(word)
		if size == 0 {
			j := s.joinerBefore(word)
			if j == 0 || joined || len(values) == n {
				return nil
			}
			word, joined = word[j:], true
			continue
		}
		values, word, joined = append(values, value), word[size:], false
	}
	if joined || len(values)-n < 2 {
		return nil
	}
	return values
}

// part returns the longest word of a number at the start of a word.
func (s *scan) part(word []byte) (float64, int) {
	for _, p := range s.parts[word[0]] {
		if len(p.text) <= len(word) && string(word[:len(p.text)]) == p.text {
			return p.value, len(p.text)
		}
	}
	return 0, 0
}

func (s *scan) joinerBefore(word []byte) int {
	for _, j := range s.joiners {
		if bytes.HasPrefix(word, []byte(j)) {
			return len(j)
		}
	}
	return 0
}

// evaluate returns the value of the words of a number: sums, and products with hundred, thousand
// and more.
func evaluate(values []float64) float64 {
	total, current := 0.0, 0.0
	for _, v := range values {
		switch {
		case v >= 1000:
			total += max(current, 1) * v
			current = 0
		case v == 100:
			current = max(current, 1) * v
		case v == 0.5 && current == 1 && total == 0:
			current = v
		default:
			current += v
		}
	}
	return total + current
}
