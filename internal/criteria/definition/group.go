package definition

import (
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition/document"
	"baken.example/baken/internal/diag"
)

// ungrouped returns the options of a question in their order, and adds its groups.
func (r *reader) ungrouped(q *criteria.Question, items []document.OptionOrGroup) (options []document.Option) {
	seen := map[string]int{}
	for i := range items {
		item := &items[i]
		if item.Other == nil {
			options = append(options, item.One)
			continue
		}
		g := criteria.Group{Heading: r.localized("group", item.Pos, item.Other.Group), First: len(options)}
		options = append(options, item.Other.Options...)
		if g.End = len(options); g.First == g.End {
			continue // The decoder has reported it.
		}
		q.Groups = append(q.Groups, g)
		for _, lang := range r.languages {
			t := g.Heading[lang]
			if line := seen[lang+" "+t.V]; line > 0 {
				r.add(t.Pos, diag.YAMLValue, "put their options in one group, or name them differently",
					"two groups of the question %q have the heading %q, the other one on line %d", q.ID.V, t.V, line)
			} else if t.IsSet() {
				seen[lang+" "+t.V] = t.Line
			}
		}
	}
	if len(items) == 1 && len(q.Groups) == 1 {
		r.add(items[0].Pos, diag.YAMLValue, "take the heading out, or add another group or an option outside the group",
			"all options of the question %q are in one group, so its heading says nothing", q.ID.V)
	}
	return options
}
