package pipeline

import (
	"context"
	"errors"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/site"
)

// compareVersions compares the versions of criteria sets that pages compare. A comparison is kept
// for as long as neither of its sets is read again.
func (s *Session) compareVersions(ctx context.Context) error {
	return run(s, &s.changes, []int{s.criteria.version, s.model.version}, func() (map[site.Pair]*diff.Comparison, diag.List, error) {
		var findings diag.List
		out := map[site.Pair]*diff.Comparison{}
		failed := map[site.Pair]error{}
		for _, c := range s.model.value.Comparisons() {
			if out[c.Pair] == nil && failed[c.Pair] == nil {
				compared, err := s.compare(ctx, c.Pair)
				switch tooLarge := (*diff.TooLargeError)(nil); {
				case errors.Is(err, diff.ErrNoQuestion) || errors.As(err, &tooLarge):
					failed[c.Pair] = err
				case err != nil:
					return nil, findings, err
				case compared != nil:
					out[c.Pair] = compared
				}
			}
			if err := failed[c.Pair]; err != nil {
				findings.Add(c.File, c.Pos, diag.CriteriaChanges, "take the directive out, and say on the page what changes",
					"%q: %v", c.New.ID.V, err)
			}
		}
		return out, findings, nil
	})
}

// compare returns the cached comparison of a pair, or else compares it. It returns nil if one of
// the two isn't proven, which has findings of its own.
func (s *Session) compare(ctx context.Context, p site.Pair) (*diff.Comparison, error) {
	if known := s.changes.value[p]; known != nil {
		return known, nil
	}
	old, new := s.criteria.value.compiled[p.Old], s.criteria.value.compiled[p.New]
	if old == nil || new == nil {
		return nil, nil
	}
	compared, err := compiled.Compare(ctx, old, new)
	if err != nil || s.messages.findings.HasErrors() {
		return compared, err
	}
	in := func(lang string) quantity.Strings { return s.messages.value.In(lang) }
	return compared, quantity.Label([]*criteria.Set{compared.Union}, s.config.value.Codes(), in)
}
