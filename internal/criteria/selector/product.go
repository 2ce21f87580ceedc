package selector

import (
	"slices"

	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/selector/biclique"
	"baken.example/baken/internal/criteria/selector/cover"
	"baken.example/baken/internal/criteria/symbolic"
)

// This file shortens formulas by algebraic factoring. "No two of eight answers are alike" is
// written as 224 pairs; its selectors are a tenth as long as a few products of sums.

const (
	// maxVertices limits the size of a graph whose bicliques are searched.
	maxVertices = 512
	// maxKnown limits the number of functions that known returns, maxLoosened the number of terms
	// that loosened tries.
	maxKnown    = 64
	maxLoosened = 8
)

// products replaces terms that are each a pair of formulas by products of sums:
// ac + ad + bc + bd becomes (a + b)(c + d). For a conjunction of sums it works alike, with sums and
// products exchanged. A product that is too long is nil, as the formula is that has it as a term.
//
// The pairs are the edges of a graph, and a product is a biclique. Edges may be in several, because
// a + a = a.
func (w *writer) products(k kind, terms []*formula) []*formula {
	pairs := disjunction
	if k == disjunction {
		pairs = conjunction
	}
	var g biclique.Graph[*formula]
	var out []*formula
	for _, t := range terms {
		if t.kind != pairs || len(t.terms) != 2 || t.terms[0] == t.terms[1] || g.Len()+2 > maxVertices {
			out = append(out, t)
			continue
		}
		g.Add(t.terms[0], t.terms[1])
	}
	for left, right := range g.Cover(w.Space.Spend) {
		out = append(out, w.join(pairs, w.join(k, left...), w.join(k, right...)))
	}
	return out
}

// loosened returns the terms of m. A term is replaced by the literals that it implies where m
// stays the same: in ab + A, where A is the negation of b, that makes ab to a.
func (w *writer) loosened(m symbolic.Derivation) []mdd.Ref {
	if len(m.Of) > maxLoosened {
		return m.Of
	}
	s := w.Space
	terms := slices.Clone(m.Of)
	if m.And { // as the negation of a disjunction
		for i := range terms {
			terms[i] = s.Not(terms[i])
		}
	}
	for i := range terms {
		others := mdd.False
		for j := range terms {
			if j != i {
				others = s.Or(others, terms[j])
			}
		}
		_, loose := w.required(terms[i])
		if loose != terms[i] && s.Or(loose, others) == s.Or(terms[i], others) {
			terms[i] = loose
		}
	}
	if m.And {
		for i := range terms {
			terms[i] = s.Not(terms[i])
		}
	}
	return terms
}

// required returns the literals that f implies, and their conjunction.
func (w *writer) required(f mdd.Ref) ([]cover.Literal, mdd.Ref) {
	s := w.Space
	if f == mdd.False {
		return nil, mdd.False
	}
	var literals []cover.Literal
	all := mdd.True
	for _, v := range s.Support(f) {
		var values mdd.Values
		for value := range s.Arity(v) {
			if s.And(f, s.In(v, mdd.Of(value))) != mdd.False {
				values = values.Union(mdd.Of(value))
			}
		}
		if values != s.All(v) {
			literals = append(literals, cover.Literal{Variable: v, Values: values})
			all = s.And(all, s.In(v, values))
		}
	}
	return literals, all
}

// beside returns f as a conjunction of literals and a known function, or nil when it isn't one.
func (w *writer) beside(f mdd.Ref) *formula {
	literals, all := w.required(f)
	if len(literals) == 0 {
		return nil
	}
	var best *formula
	for _, known := range w.known() {
		if known == f || w.Space.And(all, known) != f {
			continue
		}
		g, ok := w.formulas[known]
		if !ok && !w.failed[known] {
			g = w.formula(known)
		}
		if g == nil {
			continue // It is too long, or f is a part of it.
		}
		terms := []*formula{g}
		for _, l := range literals {
			terms = append(terms, w.leaf(l))
		}
		if g := w.join(conjunction, terms...); g != nil && (best == nil || len(g.text) < len(best.text)) {
			best = g
		}
	}
	return best
}

// known returns the functions of verdicts and their negations, for at most maxKnown/2 verdicts.
func (w *writer) known() (out []mdd.Ref) {
	for _, verdicts := range w.Verdicts {
		for _, f := range verdicts {
			if f > mdd.True && len(out)+2 <= maxKnown {
				out = append(out, f, w.Space.Not(f))
			}
		}
	}
	return out
}
