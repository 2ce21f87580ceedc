package proof

import (
	"context"
	"sync/atomic"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/symbolic"
)

// Set is a criteria set that [Check] has proven. Selectors and decision diagrams are built from a
// Set only, so that a set with a gap or a contradiction can't be published. It is safe for
// concurrent use.
type Set struct {
	set *criteria.Set
	// functions holds the functions that the proof was built on, until the first caller takes them.
	functions atomic.Pointer[symbolic.Functions]
}

// Criteria returns the set that was proven.
func (s *Set) Criteria() *criteria.Set { return s.set }

// Functions returns the set's symbolic functions, which the caller owns and may extend. The first
// call hands over the functions that the proof was built on and releases them, to bound memory;
// later calls build them again. Both are identical, down to the references and the cache of their
// space, so that the order of calls changes no output.
func (s *Set) Functions(ctx context.Context) (*symbolic.Functions, error) {
	if f := s.functions.Swap(nil); f != nil {
		return f, nil
	}
	return symbolic.New(ctx, s.set)
}

// Unchecked returns a set as if [Check] had proven it. It is for tests of stages that must handle
// any set; structure_test.go holds that nothing else calls it.
func Unchecked(set *criteria.Set) *Set { return &Set{set: set} }
