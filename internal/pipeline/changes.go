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
		for _, c := range s.model.value.Comparisons() {
			if known := s.changes.value[c.Pair]; known != nil {
				out[c.Pair] = known
				continue
			}
			old, new := s.criteria.value.compiled[c.Old], s.criteria.value.compiled[c.New]
			if old == nil || new == nil {
				continue // It has findings of its own.
			}
			compared, err := compiled.Compare(ctx, old, new)
			if tooLarge := (*diff.TooLargeError)(nil); errors.Is(err, diff.ErrNoQuestion) || errors.As(err, &tooLarge) {
				findings.Add(c.File, c.Pos, diag.CriteriaChanges, "take the directive out, and say on the page what changes",
					"%q: %v", c.New.ID.V, err)
				continue
			}
			if err != nil {
				return nil, findings, err
			}
			if !s.messages.findings.HasErrors() {
				in := func(lang string) quantity.Strings { return s.messages.value.In(lang) }
				if err := quantity.Label([]*criteria.Set{compared.Union}, s.config.value.Codes(), in); err != nil {
					return nil, findings, err
				}
			}
			out[c.Pair] = compared
		}
		return out, findings, nil
	})
}
