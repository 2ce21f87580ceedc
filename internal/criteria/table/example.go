package table

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
)

// mark stands in a row that an example of the set is in.
const mark = "✓"

// within returns the examples whose answers belong to a part of a split.
func within(examples []criteria.Example, question int, p *decision.Part) []criteria.Example {
	var out []criteria.Example
	for _, x := range examples {
		given := x.Answers[question]
		if len(given) == 0 && p.Options == nil || len(given) == 1 && slices.Contains(p.Options, given[0]) {
			out = append(out, x)
		}
	}
	return out
}

// holding returns the number of examples that a rule holds for. One whose answers don't lead to a
// rule, as they aren't complete, is in none.
func holding(examples []criteria.Example, questions []int, rule *decision.Rule) int {
	n := 0
	for _, x := range examples {
		holds := true
		for i, answers := range rule.Answers {
			chosen := x.Answers[questions[i]]
			holds = holds && (answers == nil || chosen != nil && slices.ContainsFunc(answers, func(a decision.Answer) bool { return a.Fits(chosen) }))
		}
		if holds {
			n++
		}
	}
	return n
}

// covered explains the marks of rows, with their number; it is empty if the set has no examples.
func (b *builder) covered(doc *Document) string {
	if len(b.set.Examples) == 0 {
		return ""
	}
	rows, with := 0, 0
	for _, s := range doc.Sections {
		if s.Verdict {
			continue // Their rows follow from the same examples, and need fewer of them.
		}
		for _, p := range s.Parts {
			for _, r := range p.Rows {
				if rows++; r.Example {
					with++
				}
			}
		}
	}
	return b.words.Format("TableExample", struct {
		Mark       string
		With, Rows int
	}{mark, with, rows})
}
