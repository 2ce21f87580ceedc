package symbolic

import "baken.example/baken/internal/criteria"

// Variant returns the functions of a set that has the questions and the options of r's set, in the
// form and the space of r: functions of both can be compared. It must be called within
// [mdd.Space.Within]. Derivations aren't recorded.
func (r *Functions) Variant(set *criteria.Set) *Functions {
	form := r.Form
	form.set = set
	b := builder{Functions: &Functions{Set: set, Form: form, Space: r.Space}}
	b.build()
	return b.Functions
}
