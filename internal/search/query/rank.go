package query

import (
	"cmp"
	"slices"
	"strings"

	"baken.example/baken/internal/search"
)

// maxHits is the number of sections of a page in an answer, and shown the number of pages whose
// texts are loaded at first.
const maxHits, shown = 3, 3

// Search answers a query. A query without words has no pages. The error is that of a file.
func (e *Evaluator) Search(query string) (*Answer, error) {
	a := &Answer{}
	var corrected []string
	changed := false
	words, stop := e.Words(query)
	var joined []candidate
	for i, word := range words {
		slots, found, err := e.resolve(word)
		if err != nil {
			return nil, err
		}
		// A compound whose parts stand apart in the query.
		last := joined
		joined = nil
		if i+1 < len(words) {
			if joined, err = e.oneOf(word+words[i+1], exact); err != nil {
				return nil, err
			}
		}
		if extra := slices.Concat(last, joined); len(extra) > 0 {
			found = word
			for j := range slots {
				slots[j].terms = append(slots[j].terms, extra...)
			}
		}
		a.Slots = append(a.Slots, slots...)
		corrected = append(corrected, found)
		changed = changed || found != word
	}
	none := !slices.ContainsFunc(a.Slots, func(s Slot) bool { return len(s.terms) > 0 })
	factor := stopWord
	if none {
		a.Slots, factor = nil, exact
	}
	for _, word := range stop {
		t, err := e.known(word)
		if err != nil {
			return nil, err
		}
		if t != nil {
			a.Slots = append(a.Slots, Slot{Word: word, terms: []candidate{{t, word, factor}}, stop: !none})
		}
	}
	if changed {
		a.Corrected = strings.Join(corrected, " ")
	}
	for i := range a.Slots {
		if a.Slots[i].stop {
			continue
		}
		for _, c := range a.Slots[i].terms {
			a.Slots[i].Forms = append(a.Slots[i].Forms, c.term.forms...)
		}
	}
	a.Pages = e.rank(a.Slots)
	return a, nil
}

// place is a section of a unit.
type place struct{ unit, section int }

// tally collects what the sections of a page are worth.
type tally struct {
	// bySlot are the highest values of each slot in the page.
	bySlot []int
	// sections are the sums over the slots, by section, and words how many slots each has.
	sections, words map[place]int
}

// rank returns the pages that answer a query. A page counts as a whole, however many units it is
// in. Stop words come last: they tell sections with other words of the query apart.
func (e *Evaluator) rank(slots []Slot) []Page {
	pages := map[int]*tally{}
	telling := slices.IndexFunc(slots, func(s Slot) bool { return s.stop })
	if telling < 0 {
		telling = len(slots)
	}
	for i, slot := range slots {
		values := map[place]int{}
		for _, c := range slot.terms {
			add := func(postings []search.Posting) {
				for _, p := range postings {
					at := place{p.Unit, p.Section}
					values[at] = max(values[at], p.Weight*c.factor)
				}
			}
			add(c.term.postings)
			if c.factor == exact {
				add(c.term.own[c.form])
			}
		}
		for at, value := range values {
			first := at.unit
			for e.continued[first] {
				first--
			}
			t := pages[first]
			if slot.stop {
				if t != nil && t.sections[at] > 0 {
					t.sections[at] += value
				}
				continue
			}
			if t == nil {
				t = &tally{make([]int, telling), map[place]int{}, map[place]int{}}
				pages[first] = t
			}
			t.bySlot[i] = max(t.bySlot[i], value)
			t.sections[at] += value
			t.words[at]++
		}
	}
	out := make([]Page, 0, len(pages))
	for _, t := range pages {
		p := Page{Hits: make([]Hit, 0, len(t.sections))}
		for at, value := range t.sections {
			p.Hits = append(p.Hits, Hit{at.unit, at.section, value})
		}
		slices.SortFunc(p.Hits, func(a, b Hit) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Section, b.Section))
		})
		p.Score = t.score(p.Hits)
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Page) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Hits[0].Unit, b.Hits[0].Unit))
	})
	// One text file holds all that is shown of a page, and as many more as there are pages fewer
	// than are shown at first.
	spare := shown - len(out)
	for i := range out {
		out[i].Hits, spare = shownHits(out[i].Hits, spare)
	}
	return out
}

// shownHits returns the best hits: those in the unit of the best one, and in as many others as may
// be loaded.
func shownHits(hits []Hit, spare int) ([]Hit, int) {
	var units []int
	kept := hits[:0]
	for _, h := range hits {
		if !slices.Contains(units, h.Unit) {
			if len(units) > 0 {
				if spare <= 0 {
					continue
				}
				spare--
			}
			units = append(units, h.Unit)
		}
		if kept = append(kept, h); len(kept) == maxHits {
			break
		}
	}
	return kept, spare
}

// score returns the score of a page with sorted hits: what its sections are worth together and what
// the best one is, less if words are missing on the page, and a little less if they are missing in
// the best section.
func (t *tally) score(hits []Hit) int {
	sum, found := hits[0].Score, 0
	for _, value := range t.bySlot {
		sum += value
		if value > 0 {
			found++
		}
	}
	second := 0
	if len(hits) > 1 {
		second = hits[1].Score
	}
	all, best := len(t.bySlot), t.words[place{hits[0].Unit, hits[0].Section}]
	return (8*sum + second) * (8*all + 23*found + best) / (256 * all)
}
