// Package explanationtest applies the changes of explanations, for tests of what shows them.
package explanationtest

import (
	"maps"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/explanation"
)

// Changed returns answers after a change, to the last of its alternatives. A box that is ticked
// unticks the ones that exclude it, as a self-check does.
func Changed(set *criteria.Set, answers criteria.Answers, change explanation.Change) criteria.Answers {
	out := maps.Clone(answers)
	for _, p := range change {
		q := &set.Questions[p.Question]
		if !q.Many {
			out[p.Question] = p.With[len(p.With)-1:]
			continue
		}
		chosen := slices.DeleteFunc(slices.Clone(out[p.Question]), func(o int) bool {
			return slices.Contains(p.Without, o) || slices.ContainsFunc(p.With, func(w int) bool {
				return w == o || q.Options[o].Exclusive || q.Options[w].Exclusive
			})
		})
		out[p.Question] = append(chosen, p.With...)
	}
	return out
}
