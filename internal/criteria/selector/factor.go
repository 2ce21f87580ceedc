package selector

import (
	"cmp"
	"slices"

	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/symbolic"
)

// A selector is a tree, a diagram isn't: written out, a diagram of 15 questions can have more ways through it than
// a style sheet has room for. What many ways have in common is therefore factored out: the literals that all of
// them need, and, where a diagram is cut between two variables, the ways to each of the nodes below the
// cut, which are written apart from what that node asks.

const (
	// maxCubes is up to how many cubes a formula may be a plain disjunction of them.
	maxCubes = 12
	// maxCovered is of how many variables a function may be to be written as a plain disjunction.
	maxCovered = 3
	// maxWidth is how many nodes there may be below a cut.
	maxWidth = 8
	// effort is how many cuts of a set's functions are tried before only the maxCuts narrowest of each are.
	effort  = 10_000
	maxCuts = 2
)

// formula returns a short formula of a function that isn't constant, or nil when all that were found are
// too long.
func (w *writer) formula(f mdd.Ref) *formula {
	if out := w.formulas[f]; out != nil || w.failed[f] {
		return out
	}
	w.formulas[f] = nil // under way
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
	for _, m := range w.Made[f] {
		consider(w.made(m))
	}
	for _, m := range w.Made[not] {
		if g := w.made(m); g != nil {
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

// made writes a function as it was made of others, or returns nil when one of those is to be made of it.
func (w *writer) made(m symbolic.Made) *formula {
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

// separated takes out of a function the values of single variables that it needs. It returns nil when there are none.
func (w *writer) separated(f mdd.Ref) *formula {
	s := w.Space
	var literals []*formula
	rest := f
	for _, v := range s.Support(f) {
		var values mdd.Values
		for value := range s.Arity(v) {
			if s.And(f, s.In(v, mdd.Of(value))) != mdd.False {
				values |= mdd.Of(value)
			}
		}
		if values != s.All(v) {
			literals = append(literals, w.leaf(literal{v, values}))
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

// within returns a function that is f where a variable has one of some values, and as simple as it can be
// elsewhere.
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

// covered returns a disjunction of cubes, or nil when there would be many.
func (w *writer) covered(f mdd.Ref) *formula {
	if len(w.Space.Support(f)) > maxCovered {
		return nil
	}
	cubes := w.coverer.cover(f, f)
	if len(cubes) > maxCubes {
		return nil
	}
	return w.cubes(cubes)
}

// cut returns the shortest formula in two layers of variables. Where all cuts are wide it is the one below
// the first variable. It returns nil when all of them are too long.
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

// layers writes f as a disjunction over the nodes that its ways come to when they pass below a variable: the ways there, and
// what the node asks from there on.
func (w *writer) layers(f mdd.Ref, below int) *formula {
	s := w.Space
	w.effort--
	nodes := w.frontier(f, below)
	ways := make([]mdd.Ref, len(nodes))
	for i, n := range nodes {
		ways[i] = w.ways(f, n, below, map[mdd.Ref]mdd.Ref{})
	}
	var terms []*formula
	for i, n := range nodes {
		// Ways to a node that asks less may be taken for ways to this one.
		loose := ways[i]
		for j, m := range nodes {
			if s.Implies(n, m) {
				loose = s.Or(loose, ways[j])
			}
		}
		var term []*formula
		if loose != mdd.True {
			g := w.formula(loose)
			if loose != ways[i] && (w.effort > 0 || g == nil) {
				if exact := w.formula(ways[i]); exact != nil && (g == nil || len(exact.text) < len(g.text)) {
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

// frontier returns the nodes, other than False, at which ways through f arrive below a variable.
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

// ways is where a way through f arrives at a node below a variable.
func (w *writer) ways(f, node mdd.Ref, below int, done map[mdd.Ref]mdd.Ref) mdd.Ref {
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
		children[v] = w.ways(s.Child(f, v), node, below, done)
	}
	r := s.Node(s.Variable(f), children)
	done[f] = r
	return r
}
