package pipeline

import (
	"context"
	"io/fs"

	"golang.org/x/sync/errgroup"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/diag"
)

// date tells sets when their files changed.
func (s *Session) date(sets []*criteria.Set) {
	if s.history.value == nil {
		return
	}
	for _, set := range sets {
		// The day of a file that can't be read any more isn't known.
		if text, err := fs.ReadFile(s.site, set.File); err == nil {
			set.Changed.Time = s.history.value.Changed(set.File, text)
		}
	}
}

// proving is how many sets are proven at once: each may take some 200 MB until it is found too large.
const proving = 2

// prove proves sets of criteria and compiles them, several at once. A set that isn't proven isn't
// compiled. The error is the context's.
func prove(ctx context.Context, sets []*criteria.Set) (map[*criteria.Set]*compiled.Set, diag.List, error) {
	type result struct {
		set      *compiled.Set
		findings diag.List
	}
	results := make([]result, len(sets))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(proving)
	for i, set := range sets {
		group.Go(func() (err error) {
			r := &results[i]
			r.set, r.findings, err = compiled.New(ctx, set)
			return err
		})
	}
	var findings diag.List
	if err := group.Wait(); err != nil {
		return nil, findings, err
	}
	ready := map[*criteria.Set]*compiled.Set{}
	for i, r := range results {
		findings.Join(r.findings)
		if r.set != nil {
			ready[sets[i]] = r.set
		}
	}
	return ready, findings, nil
}
