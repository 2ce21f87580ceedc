package definition

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// Kinds of elements whose ids share a namespace.
const (
	question    = "a question"
	aDefinition = "a definition"
	aConstant   = "a constant"
)

// names reads the names of the constants and the definitions, which conditions use beside those of
// the questions.
func (r *reader) names() {
	type use struct {
		kind string
		line int
	}
	first := map[string]use{}
	add := func(id content.Text, kind string) {
		if _, taken := first[id.V]; !taken && id.IsSet() {
			first[id.V] = use{kind, id.Line}
		}
	}
	for _, q := range r.set.Questions {
		add(q.ID, question)
	}
	own := map[string]*names{aConstant: {}, aDefinition: {}}
	read := func(id content.Text, kind string) {
		if other, taken := first[id.V]; taken && other.kind != kind {
			r.add(id.Pos, diag.CriteriaID, "give each a name of its own: conditions use both",
				"%q is the id of %s already, on line %d", id.V, other.kind, other.line)
		} else {
			r.id(own[kind], id, kind)
			add(id, kind)
		}
	}
	for _, d := range r.doc.Constants {
		read(d.Key, aConstant)
	}
	for _, d := range r.doc.Definitions {
		read(d.Key, aDefinition)
		r.set.Definitions = append(r.set.Definitions, criteria.Definition{ID: d.Key})
	}
}
