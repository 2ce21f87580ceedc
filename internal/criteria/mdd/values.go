package mdd

import (
	"cmp"
	"math/bits"
)

// MaxValues is the largest number of values of a variable.
const MaxValues = words * 64

const words = 3

// Values is a set of values of a variable as a bit set; the lowest bit of the first word is value
// 0.
type Values [words]uint64

// Of returns a set of values.
func Of(values ...int) Values {
	var v Values
	for _, i := range values {
		v[i/64] |= 1 << (i % 64)
	}
	return v
}

// below returns the set of all values less than n.
func below(n int) Values {
	var v Values
	for i := range v {
		switch left := n - 64*i; {
		case left >= 64:
			v[i] = ^uint64(0)
		case left > 0:
			v[i] = 1<<left - 1
		}
	}
	return v
}

// Has reports whether a value is in the set.
func (v Values) Has(value int) bool { return v[value/64]>>(value%64)&1 == 1 }

// Len returns the number of values in the set.
func (v Values) Len() int {
	n := 0
	for _, w := range v {
		n += bits.OnesCount64(w)
	}
	return n
}

// IsEmpty reports whether the set has no values.
func (v Values) IsEmpty() bool { return v == Values{} }

// Union returns the values that are in either set.
func (v Values) Union(u Values) Values {
	for i := range v {
		v[i] |= u[i]
	}
	return v
}

// Minus returns the values of v that aren't in u.
func (v Values) Minus(u Values) Values {
	for i := range v {
		v[i] &^= u[i]
	}
	return v
}

// Compare orders sets by their highest value that isn't in both.
func (v Values) Compare(u Values) int {
	for i := words - 1; i >= 0; i-- {
		if c := cmp.Compare(v[i], u[i]); c != 0 {
			return c
		}
	}
	return 0
}
