// Package mdd holds functions of many-valued variables as reduced ordered decision diagrams
// (Bryant 1986; for many values Srinivasan et al. 1990). Diagrams are canonical: two functions are
// equal if and only if their references are, so that a proof holds for every assignment.
package mdd

import (
	"context"
	"errors"
)

// Ref is a function of a [Space]'s variables.
type Ref int32

// The constant functions.
const (
	False Ref = 0
	True  Ref = 1
)

// Space is an ordered list of variables and the functions of them. It isn't safe for concurrent
// use.
//
// It has two limits: the number of nodes, which bounds memory, and the number of steps, which
// bounds time. Steps are counted rather than timed, so that the result doesn't depend on the
// machine.
type Space struct {
	// arities holds the number of values of each variable, in the order of the diagrams.
	arities []int
	// levels holds the variable of each node, first the index of its first child.
	levels, first []int32
	children      []Ref
	// unique is a hash table of nodes by variable and children, open addressed; 0 is a free slot.
	unique []Ref
	// results is a direct-mapped cache of operations.
	results []result
	limit   int
	steps   int
	ctx     context.Context
	polled  int
}

// result is a cached operation: its kind, its operands and its result.
type result struct {
	kind, a, b, out Ref
}

const (
	opAnd Ref = iota + 1
	opOr
	opDiff
)

// ErrTooLarge reports that a space exceeds its limit of nodes or steps.
var ErrTooLarge = errors.New("decision diagrams with too many nodes")

const (
	// width is the average number of children per node that the limit of nodes allows.
	width = 8
	// smallest and largest are the bounds of the size of the cache of results.
	smallest, largest = 1 << 12, 1 << 20
	// poll is the number of steps between two checks of the context.
	poll = 1 << 14
)

// New returns a space with a variable for each arity, which is 2 to [MaxValues], and limits on
// nodes and steps.
func New(arities []int, limit, steps int) *Space {
	last := int32(len(arities))
	return &Space{
		arities: arities,
		levels:  []int32{last, last}, first: []int32{0, 0},
		unique: make([]Ref, smallest), results: make([]result, smallest),
		limit: limit, steps: steps, polled: steps,
	}
}

// stop is the panic value of operations that exceed a limit or whose context is done.
// [Space.Within] recovers it.
type stop struct{ err error }

// Within calls f, which may call the operations of the space. It returns [ErrTooLarge] when they
// exceed a limit, and the error of ctx when that is done first. The results of f are then invalid.
func (s *Space) Within(ctx context.Context, f func()) (err error) {
	defer func() {
		s.ctx = nil
		switch p := recover().(type) {
		case nil:
		case stop:
			err = p.err
		default:
			panic(p)
		}
	}()
	if err := ctx.Err(); err != nil {
		return err
	}
	s.ctx = ctx
	f()
	return nil
}

// Limit sets the limit of nodes, and the limit of steps from now on.
func (s *Space) Limit(nodes, steps int) { s.limit, s.steps, s.polled = nodes, steps, steps }

// Left returns the number of steps that are left. It is negative after the limit was exceeded.
func (s *Space) Left() int { return s.steps }

// Spend counts steps that a caller takes with functions of the space. Like the operations it must
// be called within [Space.Within], which returns [ErrTooLarge] when the limit is exceeded.
func (s *Space) Spend(steps int) {
	if s.steps -= steps; s.steps < 0 {
		panic(stop{ErrTooLarge})
	}
	if s.polled-s.steps >= poll {
		s.polled = s.steps
		if s.ctx != nil && s.ctx.Err() != nil {
			panic(stop{s.ctx.Err()})
		}
	}
}

// Nodes returns the number of nodes of all functions of the space.
func (s *Space) Nodes() int { return len(s.levels) - 2 }

// Variables returns the number of variables.
func (s *Space) Variables() int { return len(s.arities) }

// Arity returns the number of values of a variable.
func (s *Space) Arity(variable int) int { return s.arities[variable] }

// All returns the set of all values of a variable.
func (s *Space) All(variable int) Values { return below(s.arities[variable]) }

// Variable returns the first variable that f depends on, or the number of variables for a constant.
func (s *Space) Variable(f Ref) int { return int(s.levels[f]) }

// Child returns the cofactor of f for a value of its first variable.
func (s *Space) Child(f Ref, value int) Ref { return s.children[int(s.first[f])+value] }

// Cofactor returns the cofactor of f for a value of a variable. f must not depend on an earlier
// variable.
func (s *Space) Cofactor(f Ref, variable, value int) Ref {
	if int(s.levels[f]) != variable {
		return f
	}
	return s.Child(f, value)
}

// In returns the function that is true where a variable has one of some values.
func (s *Space) In(variable int, values Values) Ref {
	children := make([]Ref, s.arities[variable])
	for v := range children {
		if values.Has(v) {
			children[v] = True
		}
	}
	return s.node(variable, children)
}

// Node returns the function that is children[v] where a variable has the value v. The children must
// not depend on that variable or an earlier one.
func (s *Space) Node(variable int, children []Ref) Ref { return s.node(variable, children) }

func (s *Space) node(variable int, children []Ref) Ref {
	same := true
	for _, c := range children {
		same = same && c == children[0]
	}
	if same {
		return children[0]
	}
	place := s.place(variable, children)
	if f := s.unique[place]; f != 0 {
		return f
	}
	if s.Nodes() >= s.limit || len(s.children) >= width*s.limit {
		panic(stop{ErrTooLarge})
	}
	f := Ref(len(s.levels))
	s.levels = append(s.levels, int32(variable))
	s.first = append(s.first, int32(len(s.children)))
	s.children = append(s.children, children...)
	s.unique[place] = f
	if 2*len(s.levels) > len(s.unique) {
		s.grow()
	}
	return f
}

// place returns the slot of a node in the table of unique nodes, or the free slot for it.
func (s *Space) place(variable int, children []Ref) int {
	hash := uint64(variable) + 0x9e3779b97f4a7c15
	for _, c := range children {
		hash = (hash ^ uint64(uint32(c))) * 0xff51afd7ed558ccd
		hash ^= hash >> 29
	}
	mask := len(s.unique) - 1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		if f := s.unique[i]; f == 0 || int(s.levels[f]) == variable && s.equal(f, children) {
			return i
		}
	}
}

// grow doubles the table of unique nodes and, up to its largest, the cache of results.
func (s *Space) grow() {
	s.unique = make([]Ref, 2*len(s.unique))
	for f := True + 1; int(f) < len(s.levels); f++ {
		variable := s.Variable(f)
		own := s.children[s.first[f]:][:s.arities[variable]]
		s.unique[s.place(variable, own)] = f
	}
	if len(s.results) < min(len(s.unique), largest) {
		old := s.results
		s.results = make([]result, 2*len(old))
		for _, r := range old {
			if r.kind != 0 {
				s.results[s.slot(r.kind, r.a, r.b)] = r
			}
		}
	}
}

// slot returns the index of an operation in the cache of results.
func (s *Space) slot(kind, f, g Ref) int {
	hash := (uint64(uint32(f))<<32 | uint64(uint32(g))) + uint64(kind)*0x9e3779b97f4a7c15
	hash = (hash ^ hash>>31) * 0xff51afd7ed558ccd
	return int(hash>>33) & (len(s.results) - 1)
}

func (s *Space) equal(f Ref, children []Ref) bool {
	own := s.children[s.first[f]:]
	for i, c := range children {
		if own[i] != c {
			return false
		}
	}
	return true
}

// And returns the conjunction of functions.
func (s *Space) And(fs ...Ref) Ref {
	out := True
	for _, f := range fs {
		out = s.apply(opAnd, out, f)
	}
	return out
}

// Or returns the disjunction of functions.
func (s *Space) Or(fs ...Ref) Ref {
	out := False
	for _, f := range fs {
		out = s.apply(opOr, out, f)
	}
	return out
}

// Diff returns the function that is true where f is true and g is false.
func (s *Space) Diff(f, g Ref) Ref { return s.apply(opDiff, f, g) }

// Not returns the negation of f.
func (s *Space) Not(f Ref) Ref { return s.apply(opDiff, True, f) }

// Implies reports whether g is true wherever f is.
func (s *Space) Implies(f, g Ref) bool { return s.Diff(f, g) == False }

func (s *Space) apply(kind, f, g Ref) Ref {
	switch kind {
	case opAnd:
		switch {
		case f == False || g == False:
			return False
		case f == True || f == g:
			return g
		case g == True:
			return f
		}
	case opOr:
		switch {
		case f == True || g == True:
			return True
		case f == False || f == g:
			return g
		case g == False:
			return f
		}
	case opDiff:
		switch {
		case f == False || g == True || f == g:
			return False
		case g == False:
			return f
		}
	}
	if kind != opDiff && f > g {
		f, g = g, f
	}
	if r := s.results[s.slot(kind, f, g)]; r.kind == kind && r.a == f && r.b == g {
		return r.out
	}
	variable := int(min(s.levels[f], s.levels[g]))
	s.Spend(s.arities[variable])
	var room [8]Ref
	children := room[:0]
	for v := range s.arities[variable] {
		children = append(children, s.apply(kind, s.Cofactor(f, variable, v), s.Cofactor(g, variable, v)))
	}
	r := s.node(variable, children)
	s.results[s.slot(kind, f, g)] = result{kind, f, g, r}
	return r
}
