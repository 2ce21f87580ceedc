package table

import (
	"slices"

	"baken.example/baken/internal/criteria/decision"
)

// mark stands in a row that an example of the set is in.
const mark = "✓"

// examples returns the number of examples of the set that a rule holds for. One whose answers don't
// lead to a rule, as they aren't complete, is in none.
func (b *builder) examples(questions []int, rule *decision.Rule) int {
	n := 0
	for _, x := range b.set.Examples {
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
