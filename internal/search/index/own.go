package index

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"baken.example/baken/internal/search"
	"baken.example/baken/internal/search/index/forward"
)

// aboutIt is the frequency from which a section is about a word: that of one in its heading.
const aboutIt = saturation

// maxOwn is the number of postings that a form has of its own: as many as may come first, so that
// large sites don't send each of their common words twice.
const maxOwn = 100

// place is a form, and a section that has it.
type place struct{ form, section int32 }

// own holds the occurrences of forms by themselves: whoever types "criterion" or "criteria" means
// the one rather than the other, but "team" is on its way to "teams".
type own struct {
	// df are the numbers of sections with each form.
	df []int32
	// places are those of sections that are about the form, sorted by form and section.
	places []place
}

// own finds the occurrences of forms. Firsts are the numbers of the first sections of blocks. The
// error is that of the spool.
func (v *vocabulary) own(blocks []*forward.Block, firsts []int) (*own, error) {
	out := &own{df: make([]int32, len(v.forms))}
	counts, found, failed := make([][]int32, v.workers), make([][]place, v.workers), make([]error, v.workers)
	v.parallel(len(blocks), func(worker, from, to int) {
		var reader forward.Occurrences
		df := make([]int32, len(v.forms))
		for n := from; n < to; n++ {
			b, start := blocks[n], 0
			var all []forward.Occurrence
			if all, failed[worker] = reader.Of(b); failed[worker] != nil {
				return
			}
			for i, end := range b.Ends {
				for _, o := range all[start:end] {
					form := v.global[n][o.Word]
					df[form]++
					if o.Frequency >= aboutIt && len(v.classes[v.classOf[form]].forms) > 1 {
						found[worker] = append(found[worker], place{form, int32(firsts[n] + i)})
					}
				}
				start = end
			}
		}
		counts[worker] = df
	})
	for _, df := range counts {
		for form, n := range df {
			out.df[form] += n
		}
	}
	for _, places := range found {
		out.places = append(out.places, places...)
	}
	slices.SortFunc(out.places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.form, b.form), cmp.Compare(a.section, b.section))
	})
	return out, errors.Join(failed...)
}

// of returns the places of a form.
func (o *own) of(form int32) []place {
	start, _ := slices.BinarySearchFunc(o.places, form, func(p place, form int32) int { return cmp.Compare(p.form, form) })
	end := start
	for end < len(o.places) && o.places[end].form == form {
		end++
	}
	return o.places[start:end]
}

// appendOwn appends the postings that forms of a class have of their own, behind a space for each
// form down to the last that has any: those in which the form, which fewer sections have, weighs
// more than the class.
func (v *vocabulary) appendOwn(b []byte, p *postings, class int) []byte {
	forms := v.tellable(p, class)
	if len(forms) == 0 {
		return b
	}
	all := p.all[p.starts[class]:p.starts[class+1]]
	common := p.rarity(len(all))
	before := -1 // the last form that has postings
	for _, n := range forms {
		rarity := p.rarity(int(p.own.df[n]))
		var out []search.Posting
		for _, place := range p.own.of(n) {
			i, _ := slices.BinarySearchFunc(all, place.section, func(o posting, section int32) int { return cmp.Compare(o.section, section) })
			if w := weight(rarity, all[i].frequency); w > weight(common, all[i].frequency) {
				at := p.sections[place.section]
				out = append(out, search.Posting{Unit: at.Unit, Section: at.Number, Weight: w})
			}
		}
		if len(out) == 0 {
			continue
		}
		if len(out) > maxOwn {
			out = heaviest(out, maxOwn)
		}
		for form := slices.Index(v.classes[class].forms, v.forms[n]); before < form; before++ {
			b = append(b, ' ')
		}
		b = search.AppendPostings(b, out)
	}
	return b
}

// tellable returns the numbers of the forms of a class that readers tell from the others: of those
// that pages have, the ones that neither begin another nor begin with it.
func (v *vocabulary) tellable(p *postings, class int) []int32 {
	forms := v.classes[class].forms
	if len(forms) < 2 || v.stops[class] {
		return nil
	}
	var used []int32
	for _, form := range forms {
		if n, _ := slices.BinarySearchFunc(v.forms, form, search.Compare); p.own.df[n] > 0 {
			used = append(used, int32(n))
		}
	}
	return slices.DeleteFunc(slices.Clone(used), func(n int32) bool {
		return slices.ContainsFunc(used, func(other int32) bool {
			return other != n && (strings.HasPrefix(v.forms[other], v.forms[n]) || strings.HasPrefix(v.forms[n], v.forms[other]))
		})
	})
}
