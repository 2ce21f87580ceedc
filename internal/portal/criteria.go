package portal

import (
	"sync"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/diag"
)

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
