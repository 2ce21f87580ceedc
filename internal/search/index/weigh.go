package index

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index/forward"
)

// saturation is BM25's k1: the frequency that has half of the highest weight.
const saturation = 2

// posting is the frequency of a class in a section, before its weight is known.
type posting struct {
	section   int32
	frequency float32
}

// postings are those of all classes.
type postings struct {
	// sections are those of all blocks, with the units numbered from the first block on.
	sections []forward.Section
	// all are sorted by class, and of one class by section; starts are the indexes of the first of
	// each class, and one more.
	all    []posting
	starts []int
	// own are the postings of forms by themselves, which aren't weighed yet.
	own *own
}

// terms returns the classes with their postings. The error is the context's, or that of the spool.
func (v *vocabulary) terms(ctx context.Context, blocks []*forward.Block) ([]search.Term, error) {
	found, err := v.postings(blocks)
	if err := cmp.Or(ctx.Err(), err); err != nil {
		return nil, err
	}
	terms := make([]search.Term, len(v.classes))
	v.parallel(len(terms), func(_, from, to int) {
		var weighted []search.Posting
		var encoded []byte
		ends := make([]int, 0, to-from)
		for i := from; i < to; i++ {
			weighted = found.weigh(weighted[:0], i)
			if v.stops[i] {
				weighted = telling(weighted)
			}
			encoded = search.AppendPostings(encoded, weighted)
			encoded = v.appendOwn(encoded, found, i)
			ends = append(ends, len(encoded))
		}
		text, start := string(encoded), 0
		for i := from; i < to; i++ {
			end := ends[i-from]
			terms[i] = search.Term{Forms: strings.Join(v.classes[i].forms, " "), Postings: text[start:end]}
			start = end
		}
	})
	return terms, ctx.Err()
}

// postings counts the occurrences of words for the classes that they belong to and for those that
// they count for a share of. The postings are counted before they are collected, so that each is
// put where it belongs. The error is that of the spool.
func (v *vocabulary) postings(blocks []*forward.Block) (*postings, error) {
	p := &postings{starts: make([]int, len(v.classes)+1)}
	firsts := make([]int, len(blocks)) // the number of the first section of each block
	units := 0
	for i, b := range blocks {
		firsts[i] = len(p.sections)
		for _, s := range b.Sections {
			p.sections = append(p.sections, forward.Section{Unit: units + s.Unit, Number: s.Number})
		}
		units += len(b.Units)
	}
	var err error
	if p.own, err = v.own(blocks, firsts); err != nil {
		return nil, err
	}
	links := v.linkedSections(blocks)
	next := make([][]int32, v.workers) // the index of the next posting of each class, by worker
	failed := make([]error, v.workers)
	v.parallel(len(blocks), func(worker, from, to int) {
		counts := make([]int32, len(v.classes))
		failed[worker] = v.occurrences(blocks, links, firsts, from, to, func(class, _ int32, _ float32, again, _ bool) {
			if !again {
				counts[class]++
			}
		})
		next[worker] = counts
	})
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	total := 0
	for class := range v.classes {
		p.starts[class] = total
		for _, n := range next {
			count := int(n[class])
			n[class] = int32(total)
			total += count
		}
	}
	p.starts[len(v.classes)] = total
	p.all = make([]posting, total)
	v.parallel(len(blocks), func(worker, from, to int) {
		next := next[worker]
		failed[worker] = v.occurrences(blocks, links, firsts, from, to, func(class, section int32, frequency float32, again, link bool) {
			if !again {
				p.all[next[class]] = posting{section, frequency}
				next[class]++
				return
			}
			of := &p.all[next[class]-1].frequency
			if link {
				*of = max(*of, frequency)
			} else {
				*of += frequency
			}
		})
	})
	return p, errors.Join(failed...)
}

// occurrences calls f for the occurrences of words in the blocks from one up to another: with each
// class that one counts for, whether f was called with the class and the section before, and
// whether the occurrence is in a link to the section. A link doesn't add to what a section says of
// itself: else those with many links would be found by each of their words. Firsts are the numbers
// of the first sections of blocks. The error is that of the spool.
func (v *vocabulary) occurrences(
	blocks []*forward.Block, links []map[int][]linked, firsts []int, from, to int, f func(class, section int32, frequency float32, again, link bool),
) error {
	var reader forward.Occurrences
	last := make([]int32, len(v.classes)) // one more than the last section of each class
	for n := from; n < to; n++ {
		b, global, start := blocks[n], v.global[n], 0
		all, err := reader.Of(b)
		if err != nil {
			return err
		}
		for i, end := range b.Ends {
			section := int32(firsts[n] + i)
			occur := func(form int32, frequency float32, link bool) {
				class := v.classOf[form]
				f(class, section, frequency, last[class] == section+1, link)
				last[class] = section + 1
				for _, r := range v.related[form] {
					f(r.class, section, frequency*r.share, last[r.class] == section+1, link)
					last[r.class] = section + 1
				}
			}
			for _, o := range all[start:end] {
				occur(global[o.Word], o.Frequency, false)
			}
			for _, l := range links[n][i] {
				occur(l.form, l.frequency, true)
			}
			start = end
		}
	}
	return nil
}

// rarity returns the inverse document frequency of what a number of sections have, of 1 at most.
func (p *postings) rarity(sections int) float64 {
	n, df := float64(len(p.sections)), float64(sections)
	return math.Log1p((n-df+0.5)/(df+0.5)) / math.Log1p((n+0.5)/1.5)
}

// weight returns the weight of a posting.
func weight(rarity float64, frequency float32) int {
	f := float64(frequency)
	return min(max(int(math.Round(search.MaxWeight*rarity*f/(f+saturation))), 1), search.MaxWeight)
}

// weigh appends the postings of a class with their weights: the heaviest, if there are too many, in
// the order of the pages.
func (p *postings) weigh(out []search.Posting, class int) []search.Posting {
	of := p.all[p.starts[class]:p.starts[class+1]]
	rarity := p.rarity(len(of))
	for _, o := range of {
		at := p.sections[o.section]
		out = append(out, search.Posting{Unit: at.Unit, Section: at.Number, Weight: weight(rarity, o.frequency)})
	}
	if len(out) > search.MaxPostings {
		out = heaviest(out, search.MaxPostings)
	}
	return out
}

// heaviest returns the heaviest postings of more than there is room for, in their order; of those
// with the least weight the first ones.
func heaviest(postings []search.Posting, room int) []search.Posting {
	var counts [search.MaxWeight + 1]int
	for _, p := range postings {
		counts[p.Weight]++
	}
	least := search.MaxWeight
	for counts[least] < room {
		room -= counts[least]
		least--
	}
	return slices.DeleteFunc(postings, func(p search.Posting) bool {
		if p.Weight == least {
			room--
		}
		return p.Weight < least || p.Weight == least && room < 0
	})
}

// telling returns the postings of a class of stop words without those that count, by a factor of
// [search.StopFactor], less than the lightest one of another word; but with the heaviest, for
// queries of stop words only.
func telling(postings []search.Posting) []search.Posting {
	most := 0
	for _, p := range postings {
		most = max(most, p.Weight)
	}
	least := min(most, search.ExactFactor/search.StopFactor)
	return slices.DeleteFunc(postings, func(p search.Posting) bool { return p.Weight < least })
}
