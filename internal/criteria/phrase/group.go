package phrase

import "slices"

// minGroup is the number of options from which on a group is named in their place.
const minGroup = 2

// choices returns the quoted labels of options of which one is chosen. In short forms, all options
// of a group are named by its heading; package table lists the options of each.
func (w *Words) choices(question int, options []int) []string {
	if !w.brief {
		return w.options(question, options)
	}
	left := slices.Clone(options)
	slices.Sort(left)
	var texts []string
	for _, g := range w.set.Questions[question].Groups {
		from := slices.Index(left, g.First)
		to := from + g.End - g.First
		if g.End-g.First < minGroup || from < 0 || to > len(left) || left[to-1] != g.End-1 {
			continue
		}
		texts = append(texts, w.options(question, left[:from])...)
		texts = append(texts, w.Format("ConditionGroupOf", struct{ Group string }{w.Quote(g.Heading.In(w.lang))}))
		left = left[to:]
	}
	return append(texts, w.options(question, left)...)
}
