package vocabulary

import (
	"bytes"
)

// Joins reports whether a word in lower case joins two words of a number.
func (v *Vocabulary) Joins(word []byte) bool {
	for _, j := range v.joiners {
		if string(word) == j {
			return true
		}
	}
	return false
}

// BeginsNumber reports whether words of numbers begin with a byte.
func (v *Vocabulary) BeginsNumber(first byte) bool { return len(v.parts[first]) > 0 }

// Compound appends the parts of a word that consists of words of numbers, or returns nil if it
// doesn't. A word that is one by itself, by its entry e, isn't taken apart.
func (v *Vocabulary) Compound(values []float64, e *Entry, word []byte) []float64 {
	if e != nil && e.Number != 0 {
		return append(values, e.Number)
	}
	joined := false
	n := len(values)
	for len(word) > 0 {
		value, size := v.part(word)
		if size == 0 {
			j := v.joinerBefore(word)
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
func (v *Vocabulary) part(word []byte) (float64, int) {
	for _, p := range v.parts[word[0]] {
		if len(p.text) <= len(word) && string(word[:len(p.text)]) == p.text {
			return p.value, len(p.text)
		}
	}
	return 0, 0
}

func (v *Vocabulary) joinerBefore(word []byte) int {
	for _, j := range v.joiners {
		if bytes.HasPrefix(word, []byte(j)) {
			return len(j)
		}
	}
	return 0
}

// Evaluate returns the value of the words of a number: sums, and products with hundred, thousand
// and more.
func Evaluate(values []float64) float64 {
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
