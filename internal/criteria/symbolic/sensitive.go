package symbolic

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
)

// Part is a comparison in a condition, and where it alone decides the condition.
type Part struct {
	// Expr is the comparison, Rails are its functions.
	Expr criteria.Expr
	Rails
	// With is where the condition is true if the comparison is and false if it isn't, whatever its
	// own value; Against is where it is the other way around.
	With, Against mdd.Ref
}

// Parts returns the comparisons of a condition in their order, each as often as it occurs. It must
// be called within [mdd.Space.Within].
func (r *Functions) Parts(c *criteria.Condition) []Part {
	own := *r
	own.Derivations = nil
	p := parts{builder: builder{Functions: &own}}
	p.visit(c.Root, mdd.True, mdd.False)
	return p.all
}

// parts collects the comparisons of a condition.
type parts struct {
	builder
	all []Part
}

// visit adds the comparisons of an expression; with and against are where it decides the condition.
func (p *parts) visit(e criteria.Expr, with, against mdd.Ref) {
	s := p.Space
	switch e := e.(type) {
	case criteria.Not:
		p.visit(e.X, against, with)
	case criteria.And:
		yes, _ := columns(p.terms(e.Terms))
		p.joined(e.Terms, p.others(yes), with, against)
	case criteria.Or:
		_, no := columns(p.terms(e.Terms))
		p.joined(e.Terms, p.others(no), with, against)
	case criteria.Count:
		terms := p.terms(e.Terms)
		for i, term := range e.Terms {
			rest := slices.Delete(slices.Clone(terms), i, i+1)
			below, above := p.exactly(e.Least-1, rest), p.exactly(e.Most, rest)
			p.visit(term, s.Or(s.And(with, below), s.And(against, above)), s.Or(s.And(against, below), s.And(with, above)))
		}
	default:
		p.all = append(p.all, Part{e, p.expression(e), with, against})
	}
}

// joined visits the terms of a conjunction or a disjunction; others holds, by term, where the other
// ones leave the decision to it.
func (p *parts) joined(terms []criteria.Expr, others []mdd.Ref, with, against mdd.Ref) {
	for i, term := range terms {
		p.visit(term, p.Space.And(with, others[i]), p.Space.And(against, others[i]))
	}
}

// others returns, by function, the conjunction of the others.
func (p *parts) others(fs []mdd.Ref) []mdd.Ref {
	out := make([]mdd.Ref, len(fs))
	before := mdd.True
	for i, f := range fs {
		out[i] = before
		before = p.Space.And(before, f)
	}
	after := mdd.True
	for i := len(fs) - 1; i >= 0; i-- {
		out[i] = p.Space.And(out[i], after)
		after = p.Space.And(after, fs[i])
	}
	return out
}

// exactly returns where n of some conditions are true and all others are false.
func (p *parts) exactly(n int, terms []Rails) mdd.Ref {
	if n < 0 || n > len(terms) {
		return mdd.False
	}
	yes, no := columns(terms)
	return p.Space.And(p.atLeast(n, yes), p.atLeast(len(terms)-n, no))
}
