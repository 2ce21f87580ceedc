package definition

import (
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// Kinds of elements whose ids share a namespace.
const (
	question    = "a question"
	aDefinition = "a definition"
	aConstant   = "a constant"
)

// names reads the names of the constants and the definitions.
func (r *reader) names() {
	ids, constants := names{}, names{}
	for _, q := range r.set.Questions {
		ids[q.ID.V] = q.ID.Line
	}
	var own names
	for _, d := range r.doc.Constants {
		if line := ids[d.Key.V]; line > 0 {
			r.add(d.Key.Pos, diag.CriteriaID, "give each a name of its own: conditions use both",
				"%q is the id of a question already, on line %d", d.Key.V, line)
		} else if r.id(&own, d.Key, aConstant) {
			constants[d.Key.V] = d.Key.Line
		}
	}
	own = nil
	for _, d := range r.doc.Definitions {
		if line := constants[d.Key.V]; line > 0 {
			r.add(d.Key.Pos, diag.CriteriaID, "give each a name of its own: conditions use both",
				"%q is the name of a constant already, on line %d", d.Key.V, line)
		} else if line := ids[d.Key.V]; line > 0 {
			r.add(d.Key.Pos, diag.CriteriaID, "give each a name of its own: conditions use both",
				"%q is the id of a question already, on line %d", d.Key.V, line)
		} else {
			r.id(&own, d.Key, aDefinition)
		}
		r.set.Definitions = append(r.set.Definitions, criteria.Definition{ID: d.Key})
	}
}
