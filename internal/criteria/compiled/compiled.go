// Package compiled holds criteria sets that are ready to be published: proven, compiled to
// selectors and reduced to decision diagrams, each once however often and in however many languages
// it is rendered.
package compiled

import (
	"context"
	"sync"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/diag"
)

// Set is a proven set with everything that is rendered from it. It is safe for concurrent use.
type Set struct {
	// Sheet holds the selectors of the self-check.
	Sheet *selector.Sheet

	proven    *proof.Set
	mu        sync.Mutex
	decisions *decision.Decisions
}

// New proves a set and compiles it. The compiled set is nil when the findings have errors. The
// error is the context's, when it is done first.
func New(ctx context.Context, set *criteria.Set) (*Set, diag.List, error) {
	proven, findings, err := proof.Check(ctx, set)
	if err != nil || proven == nil {
		return nil, findings, err
	}
	sheet, more, err := selector.Compile(ctx, proven)
	findings.Join(more)
	if err != nil || sheet == nil {
		return nil, findings, err
	}
	return &Set{Sheet: sheet, proven: proven}, findings, nil
}

// Decisions returns the set's decision diagrams. The first call builds them, since checks need
// none; a call whose context is done first leaves that to the next.
func (s *Set) Decisions(ctx context.Context) (*decision.Decisions, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.decisions == nil {
		d, err := decision.New(ctx, s.proven)
		if err != nil {
			return nil, err
		}
		s.decisions = d
	}
	return s.decisions, nil
}

// Compare compares two versions of a set. The errors are those of [diff.Compare].
func Compare(ctx context.Context, old, new *Set) (*diff.Comparison, error) {
	return diff.Compare(ctx, old.proven, new.proven)
}
