package index

import (
	"slices"

	"baken.example/baken/internal/search/index/forward"
)

// linked is what the text of links adds to a section: the weighted frequency of a form, which is a
// word of the whole site.
type linked struct {
	form      int32
	frequency float32
}

// linkedSections returns what texts of links add to the sections of each block, by the number of
// the section in it.
func (v *vocabulary) linkedSections(blocks []*forward.Block) []map[int][]linked {
	type place struct{ block, section int }
	pages := map[string]place{} // sections are the numbers of pages in their blocks
	for i, b := range blocks {
		for j, p := range b.Pages {
			if _, found := pages[p.Key]; !found {
				pages[p.Key] = place{i, j}
			}
		}
	}
	// target returns the first section of a page with an anchor, or else the first of all.
	target := func(l forward.Link) (to place, found bool) {
		at, found := pages[l.Key]
		if !found {
			return to, false
		}
		b := blocks[at.block]
		p := b.Pages[at.section]
		section := max(slices.Index(b.Anchors[p.First:p.End], l.Anchor), 0)
		return place{at.block, p.First + section}, p.First < p.End
	}
	out := make([]map[int][]linked, len(blocks))
	type text struct {
		place
		words string
	}
	seen := map[text]bool{}
	for i, b := range blocks {
		var key []byte
		for _, l := range b.Links {
			to, found := target(l)
			if !found {
				continue
			}
			key = key[:0]
			for _, w := range l.Words {
				key = append(append(key, b.Words[w]...), ' ')
			}
			if t := (text{to, string(key)}); !seen[t] {
				seen[t] = true
			} else {
				continue
			}
			if out[to.block] == nil {
				out[to.block] = map[int][]linked{}
			}
			weight := l.Frequency()
			for _, w := range l.Words {
				out[to.block][to.section] = append(out[to.block][to.section], linked{v.global[i][w], weight})
			}
		}
	}
	return out
}
