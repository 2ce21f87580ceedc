package selector

import (
	"cmp"
	"slices"

	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/selector/cover"
	"baken.example/baken/internal/criteria/symbolic"
)

// This file searches for short formulas of a decision diagram. A diagram shares its nodes and a
// selector shares nothing, so that a diagram of 15 questions can have more paths than a style sheet
// has room for. Common parts of paths are therefore factored out: literals that all of them
// contain, and, at a cut between two variables, the paths to a node below it, which are written
// once.

const (
	// maxCubes is the largest number of cubes in a disjunction of cubes.
	maxCubes = 12
	// maxCovered is the largest number of variables of a function written as such a disjunction.
	maxCovered = 3
	// maxWidth is the largest number of nodes below a cut.
	maxWidth = 8
	// effort is the number of cuts that are tried for a set before each function is limited to its
	// maxCuts narrowest.
	effort  = 10_000
	maxCuts = 2
)

// formula returns a short formula of a function that isn't constant, or nil when every formula
// found is too long.
func (w *writer) formula(f mdd.Ref) *formula {
	if out := w.formulas[f]; out != nil || w.failed[f] {
		return out
	}
	w.formulas[f] = nil // in progress
	out := w.shortest(f)
	w.formulas[f] = out
	if out == nil {
		w.failed[f] = true
		return nil
	}
	if not := w.Space.Not(f); w.formulas[not] == nil {
		w.formulas[not] = w.opposite(out)
	}
	return out
}

func (w *writer) shortest(f mdd.Ref) *formula {
	if l, ok := w.literalOf(f); ok {
		return w.leaf(l)
	}
	not := w.Space.Not(f)
	var best *formula
	consider := func(g *formula) {
		if g != nil && (best == nil || len(g.text) < len(best.text)) {
			best = g
		}
	}
	for _, m := range w.Derivations[f] {
		consider(w.decomposed(m))
	}
	for _, m := range w.Derivations[not] {
		if g := w.decomposed(m); g != nil {
			consider(w.opposite(g))
		}
	}
	if w.factored {
		consider(w.beside(f))
		consider(w.opposite(w.beside(not)))
	}
	if best != nil && w.plain {
		return best // The conditions as people wrote them are short, mostly.
	}
	if g := w.separated(f); g != nil {
		consider(g)
		return best
	}
	if g := w.separated(not); g != nil {
		consider(w.opposite(g))
		return best
	}
	consider(w.cut(f))
	if g := w.cut(not); g != nil {
		consider(w.opposite(g))
	}
	if g := w.covered(f); g != nil {
		consider(g)
	}
	if g := w.covered(not); g != nil {
		consider(w.opposite(g))
	}
	return best
}

// decomposed returns a function as the conjunction or disjunction that m records. It returns nil
// when the formula of a part is in progress, because that part is being written in terms of f.
func (w *writer) decomposed(m symbolic.Derivation) *formula {
	k := disjunction
	if m.And {
		k = conjunction
	}
	of := m.Of
	if w.factored {
		of = w.loosened(m)
	}
	var terms []*formula
	for _, f := range of {
		switch {
		case f == mdd.True && m.And, f == mdd.False && !m.And:
			continue
		case f <= mdd.True:
			return nil
		}
		if g, ok := w.formulas[f]; ok && g == nil {
			return nil
		}
		terms = append(terms, w.formula(f))
	}
	if w.factored && !slices.Contains(terms, nil) {
		terms = w.products(k, terms)
	}
	return w.join(k, terms...)
}

// separated returns a function as the literals that it implies and the rest. It returns nil when it
// implies none.
func (w *writer) separated(f mdd.Ref) *formula {
	s := w.Space
	var literals []*formula
	rest := f
	for _, v := range s.Support(f) {
		var values mdd.Values
		for value := range s.Arity(v) {
			if s.And(f, s.In(v, mdd.Of(value))) != mdd.False {
				values = values.Union(mdd.Of(value))
			}
		}
		if values != s.All(v) {
			literals = append(literals, w.leaf(cover.Literal{Variable: v, Values: values}))
			w.Space.Spend(1)
			rest = w.within(rest, v, values, map[mdd.Ref]mdd.Ref{})
		}
	}
	if len(literals) == 0 {
		return nil
	}
	if rest != mdd.True {
		literals = append(literals, w.formula(rest))
	}
	return w.join(conjunction, literals...)
}

// within returns a function that equals f where a variable has one of some values. Elsewhere it is
// chosen so that it is simple.
func (w *writer) within(f mdd.Ref, variable int, values mdd.Values, done map[mdd.Ref]mdd.Ref) mdd.Ref {
	s := w.Space
	if s.Variable(f) > variable {
		return f
	}
	if r, ok := done[f]; ok {
		return r
	}
	children := make([]mdd.Ref, s.Arity(s.Variable(f)))
	s.Spend(len(children))
	if s.Variable(f) == variable {
		first := 0
		for !values.Has(first) {
			first++
		}
		for v := range children {
			if children[v] = s.Child(f, first); values.Has(v) {
				children[v] = s.Child(f, v)
			}
		}
	} else {
		for v := range children {
			children[v] = w.within(s.Child(f, v), variable, values, done)
		}
	}
	r := s.Node(s.Variable(f), children)
	done[f] = r
	return r
}

// covered returns a disjunction of cubes, or nil when f has many variables or cubes.
func (w *writer) covered(f mdd.Ref) *formula {
	if len(w.Space.Support(f)) > maxCovered {
		return nil
	}
	cubes := w.coverer.Cover(f, f)
	if len(cubes) > maxCubes {
		return nil
	}
	return w.cubes(cubes)
}

// cut returns the shortest formula in two layers of variables. When all cuts are wide it uses the
// one below the first variable. It returns nil when every formula is too long.
func (w *writer) cut(f mdd.Ref) *formula {
	support := w.Space.Support(f)
	type place struct{ below, width, aside int }
	var places []place
	for i, below := range support[1:] {
		width := len(w.frontier(f, below))
		if width <= maxWidth {
			places = append(places, place{below, width, max(i+1, len(support)-i-1)})
		}
	}
	if len(places) == 0 {
		places = []place{{below: support[1]}}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.width, b.width), cmp.Compare(a.aside, b.aside), cmp.Compare(a.below, b.below))
	})
	if w.effort <= 0 {
		places = places[:min(maxCuts, len(places))]
	}
	var best *formula
	for _, p := range places {
		if g := w.layers(f, p.below); g != nil && (best == nil || len(g.text) < len(best.text)) {
			best = g
		}
	}
	return best
}

// layers returns f as a disjunction over the nodes of the frontier below a variable: the paths to a
// node, and the function of that node.
func (w *writer) layers(f mdd.Ref, below int) *formula {
	s := w.Space
	w.effort--
	nodes := w.frontier(f, below)
	paths := make([]mdd.Ref, len(nodes))
	for i, n := range nodes {
		paths[i] = w.paths(f, n, below, map[mdd.Ref]mdd.Ref{})
	}
	var terms []*formula
	for i, n := range nodes {
		// Where a path arrives at a node that n implies, f is true wherever n is: such a path may
		// be added to the paths to n.
		loose := paths[i]
		for j, m := range nodes {
			if s.Implies(n, m) {
				loose = s.Or(loose, paths[j])
			}
		}
		var term []*formula
		if loose != mdd.True {
			g := w.formula(loose)
			if loose != paths[i] && (w.effort > 0 || g == nil) {
				if exact := w.formula(paths[i]); exact != nil && (g == nil || len(exact.text) < len(g.text)) {
					g = exact
				}
			}
			term = append(term, g)
		}
		if n != mdd.True {
			term = append(term, w.formula(n))
		}
		g := w.join(conjunction, term...)
		if g == nil {
			return nil
		}
		terms = append(terms, g)
	}
	return w.join(disjunction, terms...)
}

// frontier returns the nodes, other than False, at which paths through f arrive below a variable.
func (w *writer) frontier(f mdd.Ref, below int) []mdd.Ref {
	var out []mdd.Ref
	seen := map[mdd.Ref]bool{mdd.False: true}
	var visit func(f mdd.Ref)
	visit = func(f mdd.Ref) {
		if seen[f] {
			return
		}
		seen[f] = true
		w.Space.Spend(1)
		if w.Space.Variable(f) >= below {
			out = append(out, f)
			return
		}
		for v := range w.Space.Arity(w.Space.Variable(f)) {
			visit(w.Space.Child(f, v))
		}
	}
	visit(f)
	slices.Sort(out)
	return out
}

// paths returns the function that is true where the path through f arrives at a node below a
// variable.
func (w *writer) paths(f, node mdd.Ref, below int, done map[mdd.Ref]mdd.Ref) mdd.Ref {
	s := w.Space
	switch {
	case f == node:
		return mdd.True
	case s.Variable(f) >= below:
		return mdd.False
	}
	if r, ok := done[f]; ok {
		return r
	}
	children := make([]mdd.Ref, s.Arity(s.Variable(f)))
	s.Spend(len(children))
	for v := range children {
		children[v] = w.paths(s.Child(f, v), node, below, done)
	}
	r := s.Node(s.Variable(f), children)
	done[f] = r
	return r
}
