package site

import (
	"maps"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/constant"
)

// checkValues checks the constants that a page uses.
func (b *builder) checkValues(p *Page, r *references) {
	for _, v := range b.Text(p).Body.Values {
		if v.Set == "" {
			hint := "write " + constant.Open + "SET." + v.Name + "}"
			for _, id := range slices.Sorted(maps.Keys(b.versions)) {
				if b.versions[id][0].Constant(v.Name) >= 0 {
					hint = "write " + constant.Open + constant.Key(id, v.Name) + "}"
					break
				}
			}
			r.findings.Add(p.File, v.Pos, diag.DirectiveArgument, hint, ":value{%s} doesn't say which criteria set the constant is in", v.Name)
			continue
		}
		set := b.valueSet(p, &v, r)
		if set == nil || set.Constant(v.Name) >= 0 {
			continue
		}
		ids := set.ConstantIDs()
		hint := "its constants are " + joinSome(ids)
		if len(ids) == 0 {
			hint = "write it there, below constants:"
		}
		meant := ""
		if r.speller.Look() {
			meant = diag.DidYouMean(v.Name, ids)
		}
		r.findings.Add(p.File, v.Pos, diag.CriteriaUnknown, hint, "there is no constant %q in %s%s", v.Name, set.File, meant)
	}
}

// valueSet returns the version that a constant is taken from, or nil. It reports a missing one.
func (b *builder) valueSet(p *Page, v *markdown.ValueUse, r *references) *criteria.Set {
	set := content.Text{V: v.Set, Pos: v.Pos}
	if v.On != "" {
		return b.versionOn(p.File, set, content.Text{V: v.On, Pos: v.Pos}, &r.findings, &r.speller)
	}
	return b.setInForce(p.File, set.Pos, set.V, &r.findings, &r.speller)
}

// checkUnused reports constants that nothing uses: no condition, no text of their set and no page,
// published or not. Where a page can't be read, or names a constant that isn't there, nothing is
// known.
func (s *Site) checkUnused(list *diag.List) {
	if len(s.broken) > 0 || s.options.CriteriaMissing {
		return
	}
	used := map[string]bool{}
	maps.Copy(used, s.unpublishedValues)
	for _, d := range s.texts {
		for _, v := range d.Body.Values {
			if !slices.ContainsFunc(s.versions[v.Set], func(set *criteria.Set) bool { return set.Constant(v.Name) >= 0 }) {
				return
			}
			used[constant.Key(v.Set, v.Name)] = true
		}
	}
	for _, set := range s.options.Criteria {
		for _, c := range set.Constants {
			if !c.Used && !used[constant.Key(set.ID.V, c.ID.V)] {
				list.Add(set.File, c.ID.Pos, diag.CriteriaUnused, "use it in a condition, a text or a page, or take it out",
					"nothing uses the constant %q: no condition, no text of the set, no page", c.ID.V)
			}
		}
	}
}
