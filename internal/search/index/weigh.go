package index

import (
	"context"
	"math"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"baken.example/baken/internal/search"
)

// saturation is BM25's k1: the frequency that has half of the highest weight.
const saturation = 2

// posting is the frequency of a class in a section, before its weight is known.
type posting struct {
	class         int32
	unit, section int32
	frequency     float32
}

// terms returns the classes with their postings.
func (v *vocabulary) terms(ctx context.Context, blocks []*block) ([]search.Term, error) {
	first, sections := 0, 0
	all := make([][]posting, len(blocks))
	links := v.linkedSections(blocks)
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, b := range blocks {
		unit := first
		group.Go(func() error {
			all[i] = v.postings(b, v.global[i], links[i], unit)
			return groupCtx.Err()
		})
		first += len(b.units)
		sections += len(b.sections)
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	// Sort by class; within one, postings stay in the order of the pages.
	starts := make([]int, len(v.classes)+1)
	for _, postings := range all {
		for _, p := range postings {
			starts[p.class+1]++
		}
	}
	for i := range v.classes {
		starts[i+1] += starts[i]
	}
	sorted, next := make([]posting, starts[len(v.classes)]), slices.Clone(starts)
	for i, postings := range all {
		for _, p := range postings {
			sorted[next[p.class]] = p
			next[p.class]++
		}
		all[i] = nil
	}
	terms := make([]search.Term, len(v.classes))
	group, _ = errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		group.Go(func() error {
			var weighted []search.Posting
			var encoded []byte
			for i := w * len(terms) / workers; i < (w+1)*len(terms)/workers; i++ {
				weighted = weigh(weighted[:0], sorted[starts[i]:starts[i+1]], sections)
				encoded = search.AppendPostings(encoded[:0], weighted)
				terms[i] = search.Term{Forms: strings.Join(v.classes[i].forms, " "), Postings: string(encoded)}
			}
			return ctx.Err()
		})
	}
	return terms, group.Wait()
}

// postings returns those of a block, in the order of its sections, whose units are numbered from
// first.
func (v *vocabulary) postings(b *block, global []int32, links map[int][]linked, first int) []posting {
	out := make([]posting, 0, len(b.occurrences))
	places, seen := make([]int32, len(v.classes)), make([]int32, len(v.classes))
	start := 0
	for i, s := range b.sections {
		// of returns the frequency of a class in the section.
		of := func(class int32) *float32 {
			if seen[class] != int32(i)+1 {
				seen[class], places[class] = int32(i)+1, int32(len(out))
				out = append(out, posting{class, int32(first + s.unit), int32(s.number), 0})
			}
			return &out[places[class]].frequency
		}
		for _, o := range b.occurrences[start:b.ends[i]] {
			form := global[o.word]
			*of(v.classOf[form]) += o.frequency
			for _, r := range v.related[form] {
				*of(r.class) += o.frequency * r.share
			}
		}
		// A link doesn't add to what a section says of itself: else those with many links would be
		// found by each of their words.
		for _, l := range links[i] {
			own := of(v.classOf[l.form])
			*own = max(*own, l.frequency)
			for _, r := range v.related[l.form] {
				other := of(r.class)
				*other = max(*other, l.frequency*r.share)
			}
		}
		start = b.ends[i]
	}
	return out
}

// weigh appends the postings of a class with their weights: the heaviest, if there are too many, in
// the order of the pages.
func weigh(out []search.Posting, postings []posting, sections int) []search.Posting {
	n, df := float64(sections), float64(len(postings))
	idf := math.Log1p((n-df+0.5)/(df+0.5)) / math.Log1p((n+0.5)/1.5)
	for _, p := range postings {
		f := float64(p.frequency)
		weight := int(math.Round(search.MaxWeight * idf * f / (f + saturation)))
		out = append(out, search.Posting{Unit: int(p.unit), Section: int(p.section), Weight: min(max(weight, 1), search.MaxWeight)})
	}
	if len(out) > search.MaxPostings {
		out = heaviest(out)
	}
	return out
}

// heaviest returns the heaviest postings of too many, in their order; of those with the least
// weight the first ones.
func heaviest(postings []search.Posting) []search.Posting {
	var counts [search.MaxWeight + 1]int
	for _, p := range postings {
		counts[p.Weight]++
	}
	least, room := search.MaxWeight, search.MaxPostings
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
