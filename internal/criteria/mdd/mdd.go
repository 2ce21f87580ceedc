// Package mdd holds functions of many-valued variables as reduced ordered decision diagrams
// (Bryant 1986; for many values Srinivasan and others 1990). Two functions are the same exactly if
// their references are, so that what is proven of one is proven for every assignment there is.
package mdd

import (
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
type Space struct {
	// arities are the numbers of values, by variable; diagrams look at variables in this order.
	arities []int
	// levels are the variables that nodes look at, first where their children start.
	levels, first []int32
	children      []Ref
	unique        map[uint64][]Ref
	results       map[operation]Ref
	limit         int
}

type operation struct {
	kind uint8
	a, b Ref
}

const (
	opAnd uint8 = iota
	opOr
	opDiff
)

// ErrTooLarge says that a space has more nodes than it may.
var ErrTooLarge = errors.New("decision diagrams with too many nodes")

// New returns a space with variables of these numbers of values, 2 to [MaxValues], that holds at most
// limit nodes.
func New(arities []int, limit int) *Space {
	last := int32(len(arities))
	return &Space{
		arities: arities,
		levels:  []int32{last, last}, first: []int32{0, 0},
		unique: map[uint64][]Ref{}, results: map[operation]Ref{},
		limit: limit,
	}
}

// overflow is what operations panic with once there are too many nodes; [Space.Within] catches it.
type overflow struct{}

// Within calls f, which works with the space's functions, and returns [ErrTooLarge] when they need
// more nodes than there may be. What f made is then not to be used.
func (s *Space) Within(f func()) (err error) {
	defer func() {
		switch p := recover(); p.(type) {
		case nil:
		case overflow:
			err = ErrTooLarge
		default:
			panic(p)
		}
	}()
	f()
	return nil
}

// Limit changes how many nodes the space may hold.
func (s *Space) Limit(nodes int) { s.limit = nodes }

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
	hash := uint64(variable) + 0x9e3779b97f4a7c15
	for _, c := range children {
		same = same && c == children[0]
		hash = (hash ^ uint64(uint32(c))) * 0xff51afd7ed558ccd
		hash ^= hash >> 29
	}
	if same {
		return children[0]
	}
	for _, f := range s.unique[hash] {
		if int(s.levels[f]) == variable && s.equal(f, children) {
			return f
		}
	}
	if s.Nodes() >= s.limit {
		panic(overflow{})
	}
	f := Ref(len(s.levels))
	s.levels = append(s.levels, int32(variable))
	s.first = append(s.first, int32(len(s.children)))
	s.children = append(s.children, children...)
	s.unique[hash] = append(s.unique[hash], f)
	return f
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

func (s *Space) apply(kind uint8, f, g Ref) Ref {
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
	key := operation{kind, f, g}
	if r, ok := s.results[key]; ok {
		return r
	}
	variable := int(min(s.levels[f], s.levels[g]))
	var room [8]Ref
	children := room[:0]
	for v := range s.arities[variable] {
		children = append(children, s.apply(kind, s.Cofactor(f, variable, v), s.Cofactor(g, variable, v)))
	}
	r := s.node(variable, children)
	s.results[key] = r
	return r
}
