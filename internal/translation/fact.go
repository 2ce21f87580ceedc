package translation

import "baken.example/baken/internal/facts"

// factDifferences returns the facts that differ between an original and its translation, in the
// order of the translation. Sections without a counterpart, and facts that a section of another
// structure lacks, are left to structure, the result of [Compare].
func factDifferences(original, t *Text, structure []Difference) []Difference {
	var out []Difference
	if original.Front != nil && t.Front != nil {
		for i, section := range []int{Title, Description} {
			for _, d := range facts.Compare(original.Front, t.Front, i, i, true) {
				out = append(out, Difference{Section: section, Message: d.Message(original.Lang), key: d.Key()})
			}
		}
	}
	a, b := &original.Body.Facts, &t.Body.Facts
	if a.Len() == 0 && b.Len() == 0 {
		return out
	}
	differs := map[int]bool{}
	for _, d := range structure {
		differs[d.Section] = true
	}
	compare := func(i, j int) {
		for _, d := range facts.Compare(a, b, i, j, !differs[j]) {
			out = append(out, factDifference(d, original, t, j))
		}
	}
	for i, j := range align(original, t) {
		if j >= 0 {
			compare(i, j)
		}
	}
	n, m := len(original.Body.Outline.Sections), len(t.Body.Outline.Sections)
	if n > original.headed() && m > t.headed() {
		compare(n-1, m-1)
	}
	return out
}

// factDifference names the section where the translation has no place for the difference.
func factDifference(d facts.Difference, original, t *Text, section int) Difference {
	out := Difference{Section: section, Message: d.Message(original.Lang), key: d.Key()}
	if d.Here != nil {
		out.Pos = d.Here.Pos()
	} else {
		out.Message = t.where(section) + ": " + out.Message
	}
	return out
}
