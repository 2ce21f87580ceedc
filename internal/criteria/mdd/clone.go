package mdd

import "slices"

// Clone returns a copy of the space: the same functions under the same references, the same cache
// and the same limits, so that an operation takes as many steps and makes the same nodes in either.
// Nodes made in one space later don't exist in the other.
func (s *Space) Clone() *Space {
	c := *s
	c.levels, c.first, c.children = slices.Clone(s.levels), slices.Clone(s.first), slices.Clone(s.children)
	c.unique, c.results = slices.Clone(s.unique), slices.Clone(s.results)
	c.ctx = nil
	return &c
}
