package translation

import "slices"

// level is that of a section's heading, 0 without one.
func (t *Text) level(section int) int {
	if section == 0 || section > len(t.Body.Headings) {
		return 0
	}
	return t.Body.Headings[section-1].Level
}

// headed is how many sections there are, the footnotes left out.
func (t *Text) headed() int { return len(t.Body.Headings) + 1 }

// mostPairs is how many pairs of sections are weighed against each other. No page that is meant to be read has so many.
const mostPairs = 250_000

// align returns for each section of the original the one of the translation that corresponds to it, or
// -1. Sections that are left over in the translation correspond to none.
func align(original, t *Text) []int {
	n, m := original.headed(), t.headed()
	out := make([]int, n)
	same := n == m
	for i := 0; same && i < n; i++ {
		out[i] = i
		same = original.level(i) == t.level(i)
	}
	if same {
		return out
	}
	for i := range out {
		out[i] = -1
	}
	out[0] = 0
	if n*m > mostPairs {
		for i := range min(n, m) {
			out[i] = i
		}
		return out
	}
	a := alignment{original: original, t: t, width: m, best: make([]int32, n*m)}
	for i := range n {
		a.theirs = append(a.theirs, original.items(nil, i))
	}
	for j := range m {
		a.mine = append(a.mine, t.items(nil, j))
	}
	a.trace(out)
	return out
}

// alignment finds the pairs of sections, in order, that are most like each other together.
type alignment struct {
	original, t *Text
	width       int
	// best is what the sections up to and with these two are worth at most, without the first.
	best []int32
	// mine and theirs are the items of the sections of the translation and of the original.
	mine, theirs [][]item
}

func (a *alignment) trace(out []int) {
	n := len(out)
	for i := 1; i < n; i++ {
		for j := 1; j < a.width; j++ {
			at := i*a.width + j
			a.best[at] = max(a.best[at-1], a.best[at-a.width], a.best[at-a.width-1]+a.likeness(i, j))
		}
	}
	i, j := n-1, a.width-1
	for i > 0 && j > 0 {
		switch at := i*a.width + j; a.best[at] {
		case a.best[at-1]:
			j--
		case a.best[at-a.width]:
			i--
		default:
			out[i] = j
			i, j = i-1, j-1
		}
	}
}

// likeness says how much a section of the original is like one of the translation.
func (a *alignment) likeness(i, j int) int32 {
	like := int32(1)
	if a.original.level(i) == a.t.level(j) {
		like += 4
	}
	if a.original.Body.Headings[i-1].ID == a.t.Body.Headings[j-1].ID {
		like += 6
	}
	if len(a.mine[j]) > 0 && slices.Equal(a.mine[j], a.theirs[i]) {
		like += 4
	}
	long, short := a.original.Body.Outline.Sections[i].Size, a.t.Body.Outline.Sections[j].Size
	if long < short {
		long, short = short, long
	}
	for _, ratio := range []uint32{25, 17, 13} { // tenths
		if long*10 <= short*ratio {
			like++
		}
	}
	return like
}
