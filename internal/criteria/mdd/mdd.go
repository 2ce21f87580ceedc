// Package mdd holds functions of many-valued variables as reduced ordered decision diagrams
// (Bryant 1986; for many values Srinivasan and others 1990). Two functions are the same exactly if
// their references are, so that what is proven of one is proven for every assignment there is.
package mdd

import (
	"context"
	"errors"
	"math/bits"
)

// Ref is a function of a [Space]'s variables.
type Ref int32

// The functions that are the same everywhere.
const (
	False Ref = 0
	True  Ref = 1
)

// MaxValues is how many values a variable may have.
const MaxValues = 64

// Values is a set of a variable's values, the lowest bit being value 0.
type Values uint64

// Of returns a set of values.
func Of(values ...int) Values {
	var v Values
	for _, i := range values {
		v |= 1 << i
	}
	return v
}

// Has tells whether a value is in the set.
func (v Values) Has(value int) bool { return v>>value&1 == 1 }

// Len returns how many values are in the set.
func (v Values) Len() int { return bits.OnesCount64(uint64(v)) }

// Space is a sequence of variables and the functions of them that were made. It isn't safe for
// concurrent use.
//
// What its functions take is bounded twice: by their nodes, which is memory, and by the steps that make
// them, which is time. Steps are counted rather than timed, so that every machine comes to the same
// verdict on the same functions.
type Space struct {
	// arities are the numbers of values, by variable; diagrams look at variables in this order.
	arities []int
	// levels are the variables that nodes look at, first where their children start.
	levels, first []int32
	children      []Ref
	// unique is a hash table of the nodes by variable and children, open addressed; 0 is a free place.
	unique []Ref
	// results is a cache of operations. A newer one replaces an older one in the same place.
	results []result
	limit   int
	steps   int
	ctx     context.Context
	polled  int
}

// result is what an operation on two functions has made; of is the operation's kind and one.
type result struct {
	of, a, b, is Ref
}

const (
	opAnd Ref = iota + 1
	opOr
	opDiff
)

// ErrTooLarge says that a space has more nodes than it may, or that its functions took more steps.
var ErrTooLarge = errors.New("decision diagrams with too many nodes")

const (
	// width is how many children nodes may have on average, where there are as many nodes as may be.
	width = 8
	// smallest and largest are how many operations are remembered.
	smallest, largest = 1 << 12, 1 << 20
	// poll is after how many steps the context is asked whether to go on.
	poll = 1 << 14
)

// New returns a space with variables of these numbers of values, 2 to [MaxValues], that holds at most
// limit nodes, made in at most so many steps.
func New(arities []int, limit, steps int) *Space {
	last := int32(len(arities))
	return &Space{
		arities: arities,
		levels:  []int32{last, last}, first: []int32{0, 0},
		unique: make([]Ref, smallest), results: make([]result, smallest),
		limit: limit, steps: steps, polled: steps,
	}
}

// stop is what operations panic with once there are too many nodes or steps, or the context is done;
// [Space.Within] catches it.
type stop struct{ err error }

// Within calls f, which works with the space's functions. It returns [ErrTooLarge] when they need more
// nodes or steps than there may be, and the context's error when that is done first. What f made is then
// not to be used.
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

// Limit changes how many nodes the space may hold, and how many steps may be taken from now on.
func (s *Space) Limit(nodes, steps int) { s.limit, s.steps, s.polled = nodes, steps, steps }

// Left returns how many steps may still be taken. It is negative when there were too many.
func (s *Space) Left() int { return s.steps }

// Spend counts steps that are taken with the space's functions elsewhere. Like the operations it may
// only be called within [Space.Within], which then returns [ErrTooLarge] when there are too many.
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

// Nodes returns how many nodes all functions of the space have together.
func (s *Space) Nodes() int { return len(s.levels) - 2 }

// Variables returns how many variables there are.
func (s *Space) Variables() int { return len(s.arities) }

// Arity returns how many values a variable has.
func (s *Space) Arity(variable int) int { return s.arities[variable] }

// All is the set of all values of a variable.
func (s *Space) All(variable int) Values { return 1<<s.arities[variable] - 1 }

// Variable returns the first variable that f depends on; for a constant the number of variables.
func (s *Space) Variable(f Ref) int { return int(s.levels[f]) }

// Child returns the function that f is where its first variable has a value.
func (s *Space) Child(f Ref, value int) Ref { return s.children[int(s.first[f])+value] }

// Cofactor returns the function that f is where a variable has a value. f mustn't depend on an
// earlier variable.
func (s *Space) Cofactor(f Ref, variable, value int) Ref {
	if int(s.levels[f]) != variable {
		return f
	}
	return s.Child(f, value)
}

// In is true where a variable has one of some values.
func (s *Space) In(variable int, values Values) Ref {
	children := make([]Ref, s.arities[variable])
	for v := range children {
		if values.Has(v) {
			children[v] = True
		}
	}
	return s.node(variable, children)
}

// Node returns the function that is children[v] where a variable has the value v. The children mustn't
// depend on that variable or an earlier one.
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

// place returns where a node stands in the table of unique nodes, or would.
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
			if r.of != 0 {
				s.results[s.cached(r.of, r.a, r.b)] = r
			}
		}
	}
}

// cached returns the place of an operation in the cache of results.
func (s *Space) cached(kind, f, g Ref) int {
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

// And is true where all of some functions are.
func (s *Space) And(fs ...Ref) Ref {
	out := True
	for _, f := range fs {
		out = s.apply(opAnd, out, f)
	}
	return out
}

// Or is true where at least one of some functions is.
func (s *Space) Or(fs ...Ref) Ref {
	out := False
	for _, f := range fs {
		out = s.apply(opOr, out, f)
	}
	return out
}

// Diff is true where f is and g isn't.
func (s *Space) Diff(f, g Ref) Ref { return s.apply(opDiff, f, g) }

// Not is true where f isn't.
func (s *Space) Not(f Ref) Ref { return s.apply(opDiff, True, f) }

// Implies tells whether g is true wherever f is.
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
	if r := s.results[s.cached(kind, f, g)]; r.of == kind && r.a == f && r.b == g {
		return r.is
	}
	variable := int(min(s.levels[f], s.levels[g]))
	s.Spend(s.arities[variable])
	var room [8]Ref
	children := room[:0]
	for v := range s.arities[variable] {
		children = append(children, s.apply(kind, s.Cofactor(f, variable, v), s.Cofactor(g, variable, v)))
	}
	r := s.node(variable, children)
	s.results[s.cached(kind, f, g)] = result{kind, f, g, r}
	return r
}
