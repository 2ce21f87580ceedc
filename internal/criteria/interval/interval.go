// Package interval divides the range of a question of type number, money or date into intervals
// within which no condition of its set distinguishes two values.
package interval

import (
	"maps"
	"slices"

	"baken.example/baken/internal/criteria"
)

// Most is the largest number of intervals of a question.
const Most = 128

// Limits are the values with which the conditions of a set compare the answer to a question. The
// zero value has none.
type Limits struct {
	// starts holds, by the first value of each interval but the lowest, by which ends conditions
	// name the limit below it.
	starts map[int64]ends
}

type ends struct{ last, first bool }

// end returns the end by which texts should name the limit.
func (e ends) end() criteria.End {
	switch {
	case e.last == e.first:
		return criteria.Rounder
	case e.last:
		return criteria.Last
	default:
		return criteria.First
	}
}

// Add adds a comparison: <, <=, >, >=, == or != with a value of the scale.
func (l *Limits) Add(s *criteria.Scale, operator string, units int64) {
	if l.starts == nil {
		l.starts = map[int64]ends{}
	}
	if operator != "<=" && operator != ">" {
		l.starts[units] = ends{l.starts[units].last, true}
	}
	if operator != "<" && operator != ">=" {
		l.starts[units+s.Step] = ends{true, l.starts[units+s.Step].first}
	}
}

// Divide returns the intervals into which the limits divide a scale.
func (l *Limits) Divide(s *criteria.Scale) []criteria.Interval {
	out := []criteria.Interval{{Low: s.Min}}
	for _, low := range slices.Sorted(maps.Keys(l.starts)) {
		if low <= s.Min || low > s.Max {
			continue
		}
		below := &out[len(out)-1]
		below.High, below.Limit = low-s.Step, l.starts[low].end()
		out = append(out, criteria.Interval{Low: low})
	}
	out[len(out)-1].High = s.Max
	return out
}

// Matching returns the indexes of the intervals all of whose values compare with a value. The
// comparison must be among the limits that divided the scale.
func Matching(s *criteria.Scale, operator string, units int64) []int {
	out := []int{}
	for i, in := range s.Intervals {
		var is bool
		switch operator {
		case "<":
			is = in.High < units
		case "<=":
			is = in.High <= units
		case ">":
			is = in.Low > units
		case ">=":
			is = in.Low >= units
		case "==":
			is = in.Low == units && in.High == units
		case "!=":
			is = in.Low != units || in.High != units
		}
		if is {
			out = append(out, i)
		}
	}
	return out
}
