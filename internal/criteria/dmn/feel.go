package dmn

import (
	"slices"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
)

// anything is the unary test that every value passes, null too (DMN 1.5, section 8.3.3).
const anything = "-"

// quoted returns a string literal of FEEL. Ids need no escapes.
func quoted(id string) string { return `"` + id + `"` }

// literal returns a value as a literal of FEEL.
func literal(v criteria.Value) string {
	if v.Kind == criteria.Day {
		return `date("` + v.String() + `")`
	}
	return v.String()
}

// interval returns the values from one to another, both included.
func interval(s *criteria.Scale, low, high int64) string {
	return "[" + literal(s.Value(low)) + ".." + literal(s.Value(high)) + "]"
}

// allowed returns the unary tests of all answers to a question: its options, or its range.
func allowed(q *criteria.Question) string {
	if q.Scale != nil {
		return interval(q.Scale, q.Scale.Min, q.Scale.Max)
	}
	var ids []string
	for _, o := range q.Options {
		ids = append(ids, quoted(o.ID.V))
	}
	return strings.Join(ids, ",")
}

// options returns the unary tests of a question of type one: its answer is one of the options.
func options(q *criteria.Question, answers []decision.Answer) string {
	var ids []string
	for _, a := range answers {
		ids = append(ids, quoted(q.Options[a.With[0]].ID.V))
	}
	return strings.Join(ids, ",")
}

// boxes returns the unary tests of a question of type many: the list has the options of one of the
// answers, and lacks those that it mustn't have. None holds for null: a test that is null would
// hold for it, since it equals the value that is tested (DMN 1.5, section 7.3.14).
func boxes(q *criteria.Question, answers []decision.Answer) string {
	var tests []string
	for _, a := range answers {
		parts := []string{"? != null"}
		for _, o := range a.With {
			parts = append(parts, "list contains(?, "+quoted(q.Options[o].ID.V)+")")
		}
		for _, o := range a.Without {
			parts = append(parts, "not(list contains(?, "+quoted(q.Options[o].ID.V)+"))")
		}
		tests = append(tests, strings.Join(parts, " and "))
	}
	return strings.Join(tests, ", ")
}

// values returns the unary tests of a question whose answer is a value: the intervals of the
// answers, adjacent ones as one. It is empty if there are none, and other lists the remaining
// options, which are for readers who don't know.
func values(q *criteria.Question, answers []decision.Answer) (tests string, other []int) {
	var in []int
	for _, a := range answers {
		if o := a.With[0]; o < len(q.Scale.Intervals) {
			in = append(in, o)
		} else {
			other = append(other, o)
		}
	}
	slices.Sort(in)
	var out []string
	for i := 0; i < len(in); {
		j := i
		for j+1 < len(in) && in[j+1] == in[j]+1 {
			j++
		}
		out = append(out, interval(q.Scale, q.Scale.Intervals[in[i]].Low, q.Scale.Intervals[in[j]].High))
		i = j + 1
	}
	return strings.Join(out, ","), other
}

// reserved are the words that can't be the name of a variable: keywords of FEEL's grammar (DMN 1.5,
// section 10.3.1.2), and names that its functions for values have.
var reserved = []string{
	"and", "between", "context", "date", "else", "every", "external", "false", "for", "function", "if", "in", "instance", "item", "list",
	"not", "null", "number", "of", "or", "range", "return", "satisfies", "some", "string", "then", "time", "true", "duration", "partial",
}
