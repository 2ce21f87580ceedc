package definition

import (
	"maps"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/constant"
)

// values checks the constants that the texts of the set use.
func (r *reader) values() {
	for l, markdown := range r.set.Every() {
		for _, lang := range slices.Sorted(maps.Keys(l)) {
			t := l[lang]
			for _, p := range constant.Find(t.V, markdown) {
				r.value(t, &p)
			}
		}
	}
}

func (r *reader) value(t content.Text, p *constant.Place) {
	at := r.set.PosIn(t, p.Start)
	id := r.set.ID.V
	switch i := r.set.Constant(p.Name); {
	case p.Problem != nil:
		r.add(r.set.PosIn(t, p.Start+p.Problem.Offset), p.Problem.Code, p.Problem.Hint, "%s", p.Problem.Message)
	case p.Set != "" && p.Set != id:
		r.add(at, diag.CriteriaReference, "write the constant in this set too, or use both on a page",
			":value{…}: a text of %q uses the constants of its own set, not of %q", id, p.Set)
	case p.Set == "" && i < 0 && r.named.Find(p.Name) != nil && p.On == "":
		r.set.Named = append(r.set.Named, p.Name)
	case p.Set == "" && i < 0 && r.named.Incomplete():
	case p.On != "":
		r.add(at, diag.CriteriaReference, "take on out", ":value{…}: a text of a version uses the constants of that version, not those of a day")
	case i < 0:
		names := r.set.ConstantIDs()
		hint := "write it below constants:"
		if len(names) > 0 {
			hint = "the constants are " + diag.ListNames(names)
		}
		if p.Set == "" {
			names = append(names, r.named.Names()...)
		}
		r.add(at, diag.CriteriaReference, hint, "there is no constant %q%s", p.Name, diag.DidYouMean(p.Name, names))
	default:
		r.set.Constants[i].Used = true
	}
}
