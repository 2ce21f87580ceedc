package translation

import "slices"

// level returns the level of a section's heading, or 0 if it has none.
func (t *Text) level(section int) int {
	if section == 0 || section > len(t.Body.Headings) {
		return 0
	}
	return t.Body.Headings[section-1].Level
}

// headed returns the number of sections without the footnotes: the text before the first heading,
// and one section for each heading.
func (t *Text) headed() int { return len(t.Body.Headings) + 1 }

// maxPairs bounds the pairs of sections whose similarity is computed. It is beyond any page written
// for people.
const maxPairs = 250_000

// align returns for each section of the original the corresponding section of the translation, or
// -1. Correspondence keeps the order of sections, and no two have the same. Above maxPairs,
// sections correspond by their index.
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
	if n*m > maxPairs {
		for i := range min(n, m) {
			out[i] = i
		}
		return out
	}
	a := alignment{original: original, t: t, width: m, best: make([]int32, n*m)}
	for i := range n {
		a.originalItems = append(a.originalItems, original.items(nil, i))
	}
	for j := range m {
		a.items = append(a.items, t.items(nil, j))
	}
	a.trace(out)
	return out
}

// alignment is a sequence alignment of sections (Needleman and Wunsch, 1970): it finds the pairs,
// in order, whose similarities have the highest sum.
type alignment struct {
	original, t *Text
	width       int
	// best[i*width+j] is the highest sum for sections 1 to i of the original and 1 to j of the
	// translation.
	best []int32
	// originalItems and items are the items of each section of the original and the translation.
	originalItems, items [][]item
}

// trace computes the best alignment and writes its pairs to out.
func (a *alignment) trace(out []int) {
	n := len(out)
	for i := 1; i < n; i++ {
		for j := 1; j < a.width; j++ {
			at := i*a.width + j
			a.best[at] = max(a.best[at-1], a.best[at-a.width], a.best[at-a.width-1]+a.similarity(i, j))
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

// similarity returns a score, at least 1, of a section of the original and one of the translation.
// A common level, anchor, structure and size each add to it.
func (a *alignment) similarity(i, j int) int32 {
	score := int32(1)
	if a.original.level(i) == a.t.level(j) {
		score += 4
	}
	if a.original.Body.Headings[i-1].ID == a.t.Body.Headings[j-1].ID {
		score += 6
	}
	if len(a.items[j]) > 0 && slices.Equal(a.items[j], a.originalItems[i]) {
		score += 4
	}
	long, short := a.original.Body.Outline.Sections[i].Size, a.t.Body.Outline.Sections[j].Size
	if long < short {
		long, short = short, long
	}
	for _, ratio := range []uint32{25, 17, 13} { // tenths
		if long*10 <= short*ratio {
			score++
		}
	}
	return score
}
