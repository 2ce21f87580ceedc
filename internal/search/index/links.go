package index

import "slices"

// A link's text counts for its target, each text once, however many links have it.
const linkWeight, linkLength float32 = 1.2, 4

// link is a link of a page: to the page with a key, and a section of it. Words are those of its
// text, by their numbers in the block.
type link struct {
	key, anchor string
	words       []int32
}

// addLinks adds the links of the page that has been read.
func (r *reader) addLinks() {
	for _, l := range r.page.Links {
		var words []int32
		r.run = r.words.appendRun(r.run[:0], []byte(l.Text))
		for _, id := range r.run {
			if w := r.words.in(r.block, id); !w.stop {
				words = append(words, w.local)
			}
		}
		if len(words) > 0 {
			r.links = append(r.links, link{l.Key, l.Anchor, words})
		}
	}
}

// linked is what the text of links adds to a section: the weighted frequency of a form, which is a
// word of the whole site.
type linked struct {
	form      int32
	frequency float32
}

// linkedSections returns what texts of links add to the sections of each block, by the number of
// the section in it.
func (v *vocabulary) linkedSections(blocks []*block) []map[int][]linked {
	type place struct{ block, section int }
	pages := map[string]place{} // sections are the numbers of pages in their blocks
	for i, b := range blocks {
		for j, p := range b.pages {
			if _, found := pages[p.key]; !found {
				pages[p.key] = place{i, j}
			}
		}
	}
	// target returns the first section of a page with an anchor, or else the first of all.
	target := func(l link) (to place, found bool) {
		at, found := pages[l.key]
		if !found {
			return to, false
		}
		b := blocks[at.block]
		p := b.pages[at.section]
		section := max(slices.Index(b.anchors[p.first:p.end], l.anchor), 0)
		return place{at.block, p.first + section}, p.first < p.end
	}
	out := make([]map[int][]linked, len(blocks))
	type text struct {
		place
		words string
	}
	seen := map[text]bool{}
	for i, b := range blocks {
		var key []byte
		for _, l := range b.links {
			to, found := target(l)
			if !found {
				continue
			}
			key = key[:0]
			for _, w := range l.words {
				key = append(append(key, b.words[w]...), ' ')
			}
			if t := (text{to, string(key)}); !seen[t] {
				seen[t] = true
			} else {
				continue
			}
			if out[to.block] == nil {
				out[to.block] = map[int][]linked{}
			}
			weight := linkWeight / (1 - normalization + normalization*float32(len(l.words))/linkLength)
			for _, w := range l.words {
				out[to.block][to.section] = append(out[to.block][to.section], linked{v.global[i][w], weight})
			}
		}
	}
	return out
}
