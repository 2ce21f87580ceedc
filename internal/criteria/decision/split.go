package decision

import (
	"encoding/binary"
	"fmt"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
)

// SplitRules is the number of rules above which a diagram is split. A table of that many rows and
// its heading fill a screen of 800 pixels, and half a sheet of A4; a reader who looks for one row
// of more than that has to search.
const SplitRules = 12

// Split divides the complete answers by their answer to one question. Each part has a diagram of
// its own, and every set of complete answers belongs to exactly one part.
type Split struct {
	// Question is the index of the question. It is of type one.
	Question int
	// Parts begin with the one where the question isn't asked, if there is one. The rest are in the
	// order of their first option.
	Parts []Part
}

// Part is a part of a split.
type Part struct {
	// Options are the options of the question after which the diagram is the same; nil where the
	// question isn't asked.
	Options []int
	// Diagram decides for the answers that belong to the part. It has no question whose answer all
	// of them have in common, and no edge that none of them takes.
	*Diagram
}

// Of returns the part that complete answers belong to.
func (s *Split) Of(answers criteria.Answers) *Part {
	given := answers[s.Question]
	for i := range s.Parts {
		p := &s.Parts[i]
		if len(given) == 0 && p.Options == nil || len(given) == 1 && slices.Contains(p.Options, given[0]) {
			return p
		}
	}
	panic("decision: answers that aren't complete")
}

// effort is the sum of the squares of the parts' sizes in cells: in proportion to what a reader
// reads who wants to know it all, times what one reads who looks for one row.
func (s *Split) effort() int {
	n := 0
	for _, p := range s.Parts {
		n += p.effort()
	}
	return n
}

func (d *Diagram) effort() int {
	cells := d.Count() * (1 + len(d.Questions()))
	return cells * cells
}

// split returns the split of a diagram by the question of type one with the least effort, of
// several the first; nil when the diagram has no less. results are the functions that the diagram
// was made of.
func (f *functions) split(d *Diagram, results []mdd.Ref, rest int) *Split {
	var best *Split
	least := d.effort()
	for _, q := range d.Questions() {
		if f.set.Questions[q].Many {
			continue
		}
		if s := f.splitBy(q, results, rest); s != nil && s.effort() < least {
			best, least = s, s.effort()
		}
	}
	return best
}

// splitBy returns the split of the functions by a question, or nil when a part is too large or
// there is only one.
func (f *functions) splitBy(question int, results []mdd.Ref, rest int) *Split {
	s := &Split{Question: question}
	asked, variable := f.asked[question], f.first[question]
	unasked, ok := f.part(f.within(f.space.Not(asked), results), rest)
	if !ok {
		return nil
	}
	if unasked != nil {
		s.Parts = append(s.Parts, Part{Diagram: unasked})
	}
	var groups [][]mdd.Ref
	first := len(s.Parts)
	for o := range f.set.Questions[question].Options {
		refs := make([]mdd.Ref, len(results))
		for i, r := range results {
			refs[i] = f.space.Exists(f.space.And(r, f.space.In(variable, mdd.Of(o))), variable)
		}
		refs = f.within(asked, refs)
		if same := slices.IndexFunc(groups, func(g []mdd.Ref) bool { return slices.Equal(g, refs) }); same >= 0 {
			p := &s.Parts[first+same]
			p.Options = append(p.Options, o)
			continue
		}
		part, ok := f.part(refs, rest)
		if !ok {
			return nil
		}
		if part == nil {
			continue // It is never asked.
		}
		groups = append(groups, refs)
		s.Parts = append(s.Parts, Part{[]int{o}, part})
	}
	if len(s.Parts) < 2 {
		return nil
	}
	return s
}

// within returns the functions inside a domain and, as the last one, its complement.
func (f *functions) within(domain mdd.Ref, results []mdd.Ref) []mdd.Ref {
	out := make([]mdd.Ref, 0, len(results)+1)
	for _, r := range results {
		out = append(out, f.space.And(r, domain))
	}
	return append(out, f.space.Not(domain))
}

// part returns the diagram of functions inside a domain, nil when no complete answers are in it, or
// false when it is too large. The last function is the complement of the domain.
func (f *functions) part(results []mdd.Ref, rest int) (d *Diagram, ok bool) {
	r := reduction{functions: f, rest: rest, nodes: map[string]*state{}}
	root := r.visit(results)
	if root == nil {
		return nil, false
	}
	p := pruning{reduction: &r, outside: len(results) - 1, done: map[*state]*state{}, unique: map[string]*state{}}
	if root = p.prune(root); root == nil {
		return nil, true
	}
	r.inner, r.ends = nil, nil
	r.collect(root, map[*state]bool{})
	return r.finish(), true
}

// pruning removes from a diagram the edges that lead outside its domain, and the decisions that are
// none then.
type pruning struct {
	*reduction
	// outside is the result outside the domain.
	outside int
	done    map[*state]*state
	// unique holds the states by question and edges, so that isomorphic ones stay shared.
	unique map[string]*state
}

// prune returns the pruned state, or nil outside the domain.
func (p *pruning) prune(s *state) *state {
	if out, ok := p.done[s]; ok {
		return out
	}
	out := s
	switch {
	case len(s.edges) > 0:
		out = p.inside(s)
	case s.result == p.outside:
		out = nil
	}
	p.done[s] = out
	return out
}

// inside returns a state with a question without the edges that lead outside.
func (p *pruning) inside(s *state) *state {
	p.space.Spend(1 + len(s.edges))
	out := &state{question: s.question}
	merged := false
	for _, e := range s.edges {
		to := p.prune(e.to)
		if to == nil {
			continue
		}
		if i := slices.IndexFunc(out.edges, func(x step) bool { return x.to == to }); i >= 0 {
			out.edges[i].answers = slices.Concat(out.edges[i].answers, e.answers)
			merged = true
			continue
		}
		out.edges = append(out.edges, step{e.answers, to})
	}
	switch len(out.edges) {
	case 0:
		return nil
	case 1:
		return out.edges[0].to
	}
	if merged && p.set.Questions[s.question].Many {
		for i := range out.edges {
			out.edges[i].answers = p.simplify(s.question, out.edges[i].answers)
		}
	}
	key := binary.AppendVarint(nil, int64(s.question))
	for _, e := range out.edges {
		key = fmt.Appendf(key, "%v%p", e.answers, e.to)
	}
	if same, ok := p.unique[string(key)]; ok {
		return same
	}
	p.unique[string(key)] = out
	return out
}

// collect lists the states that can be reached from s, depth first.
func (r *reduction) collect(s *state, seen map[*state]bool) {
	if seen[s] {
		return
	}
	seen[s] = true
	for _, e := range s.edges {
		r.collect(e.to, seen)
	}
	if len(s.edges) > 0 {
		r.inner = append(r.inner, s)
	} else {
		r.ends = append(r.ends, s)
	}
}

// kinds returns, for each outcome, the verdict that its answers have in common where at least one
// criterion applies: met if every criterion that applies is met, unmet if one or more aren't, else
// open. It returns nil for a set in which no outcome is met: its criteria aren't requirements then,
// but tell kinds of readers apart.
func (f *functions) kinds() []criteria.Verdict {
	s := f.space
	applies, met, unmet := mdd.False, mdd.True, mdd.False
	for _, v := range f.verdicts {
		applies = s.Or(applies, s.Not(v[criteria.NotApplicable]))
		met = s.And(met, s.Or(v[criteria.NotApplicable], v[criteria.Met]))
		unmet = s.Or(unmet, v[criteria.Unmet])
	}
	kinds := make([]criteria.Verdict, len(f.outcomes))
	for i, outcome := range f.outcomes {
		assessed := s.And(outcome, applies)
		switch {
		case assessed == mdd.False:
			kinds[i] = criteria.Open
		case s.Implies(assessed, met):
			kinds[i] = criteria.Met
		case s.Implies(assessed, unmet):
			kinds[i] = criteria.Unmet
		default:
			kinds[i] = criteria.Open
		}
	}
	if !slices.Contains(kinds, criteria.Met) {
		return nil
	}
	return kinds
}
