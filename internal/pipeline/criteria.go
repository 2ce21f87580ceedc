package pipeline

import (
	"context"
	"io/fs"

	"golang.org/x/sync/errgroup"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/criteria/wording"
	"baken.example/baken/internal/diag"
)

// date sets the days on which the files of sets changed.
func (s *Session) date(sets []*criteria.Set) {
	if s.history.value == nil {
		return
	}
	for _, set := range sets {
		// A file that can't be read any more has no day.
		if text, err := fs.ReadFile(s.site, set.File); err == nil {
			set.Changed.Time = s.history.value.Changed(set.File, text)
		}
	}
}

// label labels the intervals of typed questions. Without all strings it does nothing: then there is
// no site either.
func (s *Session) label(sets []*criteria.Set) error {
	if s.messages.findings.HasErrors() {
		return nil
	}
	in := func(lang string) quantity.Strings { return s.messages.value.In(lang) }
	if err := quantity.Label(sets, s.config.value.Codes(), in); err != nil {
		return err
	}
	return wording.Insert(sets, s.values.value, s.config.value.Codes(), in)
}

// proving is the number of sets that are proven concurrently: each may use some 200 MB before it is
// refused as too large.
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
