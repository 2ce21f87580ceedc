package translation

import "baken.example/baken/internal/facts"

// FactDifferences returns the facts that differ between an original and its translation, in the
// order of the translation. Sections without a counterpart, and facts that a section of another
// structure lacks, are left to [Compare].
func FactDifferences(original, t *Text) []Difference { return factDifferences(original, t, nil) }

func factDifferences(original, t *Text, structure []Difference) []Difference {
	a, b := &original.Body.Facts, &t.Body.Facts
	if a.Len() == 0 && b.Len() == 0 {
		return nil
	}
	differs := map[int]bool{}
	for _, d := range structure {
		differs[d.Section] = true
	}
	var out []Difference
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

func factDifference(d facts.Difference, original, t *Text, section int) Difference {
	out := Difference{Section: section, Message: t.where(section) + ": " + d.Message(original.Lang), key: d.Key()}
	if d.Here != nil {
		out.Pos = d.Here.Pos()
	}
	return out
}
