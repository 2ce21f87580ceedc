package pipeline

import (
	"io/fs"
	"sync"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
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

// prove proves sets of criteria and compiles them, all at once. A set that isn't proven isn't compiled.
func prove(sets []*criteria.Set) (map[*criteria.Set]*selector.Sheet, diag.List) {
	type result struct {
		sheet    *selector.Sheet
		findings diag.List
	}
	results := make([]result, len(sets))
	var group sync.WaitGroup
	for i, set := range sets {
		group.Go(func() {
			r := &results[i]
			if r.findings = proof.Check(set); !r.findings.HasErrors() {
				r.sheet, r.findings = selector.Compile(set)
			}
		})
	}
	group.Wait()
	var findings diag.List
	sheets := map[*criteria.Set]*selector.Sheet{}
	for i, r := range results {
		findings.Join(r.findings)
		if r.sheet != nil {
			sheets[sets[i]] = r.sheet
		}
	}
	return sheets, findings
}
