package definition

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/named"
)

// constants reads the values of the constants.
func (r *reader) constants() {
	r.conditions.Unread.Constants = map[int]bool{}
	for i, d := range r.doc.Constants {
		c := criteria.Constant{ID: d.Key}
		if text := given(d.Value); text.IsSet() {
			var problem *named.Problem
			if c.Value, problem = named.Parse(text.V); problem != nil {
				r.conditions.Unread.Constants[i] = true
				r.add(text.Pos, diag.YAMLValue, problem.Hint, "%s", problem.Message)
			}
		}
		if r.named.Find(c.ID.V) != nil {
			r.add(c.ID.Pos, diag.ValueConflict, "give one of the two another name: texts couldn't tell them apart",
				"%q is the name of a value in %s as well", c.ID.V, content.ValuesFile)
		}
		r.set.Constants = append(r.set.Constants, c)
	}
}
