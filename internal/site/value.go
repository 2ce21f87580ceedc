package site

import (
	"maps"
	"slices"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/site/link"
)

// checkValues checks the constants and the named values that a file uses.
func (b *builder) checkValues(file string, uses []hypertext.ValueUse, r *link.References) {
	for _, v := range uses {
		if v.Set == "" && b.options.Values.Find(v.Name) != nil {
			if v.On != "" {
				r.Findings.Add(file, v.Pos, diag.DirectiveArgument, "take on out", ":value{%s}: a value in %s has no versions", v.Name, content.ValuesFile)
			}
			continue
		}
		if v.Set == "" && b.options.Values.Incomplete() {
			continue
		}
		if v.Set == "" {
			hint := "write it in " + content.ValuesFile + ", or write " + constant.Open + "SET." + v.Name + "} for a constant of criteria"
			if id, found := b.constantSets()[v.Name]; found {
				hint = "write " + constant.Open + constant.Key(id, v.Name) + "}"
			}
			meant := ""
			if r.Speller.Look() {
				meant = b.valueNames().DidYouMean(v.Name)
			}
			r.Findings.Add(file, v.Pos, diag.ValueUnknown, hint, "there is no value %q in %s%s", v.Name, content.ValuesFile, meant)
			continue
		}
		set := b.valueSet(file, &v, r)
		if set == nil || set.Constant(v.Name) >= 0 {
			continue
		}
		ids := set.ConstantIDs()
		hint := "its constants are " + diag.ListNames(ids)
		if len(ids) == 0 {
			hint = "write it there, below constants:"
		}
		meant := ""
		if r.Speller.Look() {
			meant = diag.DidYouMean(v.Name, ids)
		}
		r.Findings.Add(file, v.Pos, diag.CriteriaUnknown, hint, "there is no constant %q in %s%s", v.Name, set.File, meant)
	}
}

// setsOfConstants returns the first set, by its id, that has a constant of each name.
func (b *builder) setsOfConstants() map[string]string {
	sets := map[string]string{}
	for _, id := range slices.Backward(b.catalog.IDs()) {
		for _, name := range b.catalog.Sets(id)[0].ConstantIDs() {
			sets[name] = id
		}
	}
	return sets
}

// valueSet returns the version that a constant is taken from, or nil. It reports a missing one.
func (b *builder) valueSet(file string, v *hypertext.ValueUse, r *link.References) *criteria.Set {
	set := content.Text{V: v.Set, Pos: v.Pos}
	if v.On != "" {
		return b.catalog.FindOn(file, set, content.Text{V: v.On, Pos: v.Pos}, &r.Findings, &r.Speller)
	}
	return b.catalog.FindInForce(file, set.Pos, set.V, &r.Findings, &r.Speller)
}

// checkUnused reports constants and named values that nothing uses: no condition, no text of a set,
// no definition of the glossary and no page, published or not. Where a page can't be read, or names
// one that isn't there, nothing is known.
func (s *Site) checkUnused(list *diag.List) {
	if !s.tree.Complete() || s.options.CriteriaMissing || s.options.Values.Incomplete() {
		return
	}
	used := map[string]bool{}
	maps.Copy(used, s.unpublishedValues)
	uses := slices.Clone(s.Glossary.Values)
	for _, a := range s.announced {
		uses = append(uses, a.body.Values...)
	}
	for _, p := range s.Pages {
		uses = append(uses, s.Text(p).Body.Values...)
	}
	for _, v := range uses {
		if !s.hasValue(&v) {
			return
		}
		used[constant.Key(v.Set, v.Name)] = true
	}
	for _, set := range s.options.Criteria {
		for _, c := range set.Constants {
			if !c.Used && !used[constant.Key(set.ID.V, c.ID.V)] {
				list.Add(set.File, c.ID.Pos, diag.CriteriaUnused, "use it in a condition, a text or a page, or take it out",
					"nothing uses the constant %q: no condition, no text of the set, no page", c.ID.V)
			}
		}
		for _, name := range set.Named {
			used[constant.Key("", name)] = true
		}
	}
	for _, v := range s.options.Values.List() {
		if !used[constant.Key("", v.Name.V)] {
			list.Add(content.ValuesFile, v.Name.Pos, diag.ValueUnused, "write "+constant.Open+v.Name.V+"} where it is meant, or take it out",
				"no page, no definition and no text of criteria uses the value %q", v.Name.V)
		}
	}
}

// hasValue reports whether there is the value that a page uses.
func (s *Site) hasValue(v *hypertext.ValueUse) bool {
	if v.Set == "" {
		return s.options.Values.Find(v.Name) != nil
	}
	return slices.ContainsFunc(s.catalog.Sets(v.Set), func(set *criteria.Set) bool { return set.Constant(v.Name) >= 0 })
}
