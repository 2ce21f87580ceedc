package dmn

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
)

// table adds a decision whose rules are those of a diagram; result returns the expression of an end
// and what it means in words.
func (b *builder) table(t table, of *decision.Diagram, result func(int) (expression, remark string)) {
	questions := of.Questions()
	for i, in := range b.m.inputs {
		if slices.Contains(questions, in.question) {
			t.inputs = append(t.inputs, i)
		}
	}
	for _, r := range of.Rules() {
		expression, remark := result(r.Result)
		for _, row := range tests(b.d.Set, questions, r) {
			t.rules = append(t.rules, rule{row, expression, remark})
		}
	}
	b.m.decisions = append(b.m.decisions, t)
}

// tests returns the unary tests of a rule, in the order of the table's inputs. A rule for a value
// and for readers who don't know it becomes two: these are different inputs.
func tests(set *criteria.Set, questions []int, r decision.Rule) [][]string {
	rows := [][]string{nil}
	for i, question := range questions {
		var more [][]string
		for _, row := range rows {
			for _, next := range cells(&set.Questions[question], r.Answers[i]) {
				more = append(more, append(slices.Clone(row), next...))
			}
		}
		rows = more
	}
	return rows
}

// cells returns the alternatives for the inputs of a question.
func cells(q *criteria.Question, answers []decision.Answer) [][]string {
	switch {
	case q.Scale == nil && answers == nil:
		return [][]string{{anything}}
	case q.Many:
		return [][]string{{boxes(q, answers)}}
	case q.Scale == nil:
		return [][]string{{options(q, answers)}}
	}
	extra := len(q.Options) - len(q.Scale.Intervals)
	row := make([]string, 1+extra)
	for i := range row {
		row[i] = anything
	}
	if answers == nil {
		return [][]string{row}
	}
	var rows [][]string
	tests, other := values(q, answers)
	if tests != "" {
		known := slices.Clone(row)
		known[0] = tests
		for i := range extra {
			known[1+i] = "not(true)"
		}
		rows = append(rows, known)
	}
	for _, o := range other {
		unknown := slices.Clone(row)
		unknown[1+o-len(q.Scale.Intervals)] = "true"
		rows = append(rows, unknown)
	}
	return rows
}
