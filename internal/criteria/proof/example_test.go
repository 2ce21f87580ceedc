package proof_test

import (
	"context"
	"fmt"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/proof"
)

func ExampleCheck() {
	id := func(s string) content.Text { return content.Text{V: s} }
	set := &criteria.Set{
		ID: id("permit"),
		Questions: []criteria.Question{
			{ID: id("builds"), Options: []criteria.Option{{ID: id("yes")}, {ID: id("no")}, {ID: id("unsure")}}},
		},
		Outcomes: []criteria.Outcome{
			{ID: id("needed"), When: &criteria.Condition{Root: criteria.Is{Question: 0, Options: []int{0}}}},
			{ID: id("not_needed"), When: &criteria.Condition{Root: criteria.Is{Question: 0, Options: []int{1}}}},
		},
	}
	proven, findings, err := proof.Check(context.Background(), set)
	fmt.Println(proven != nil, err)
	for _, f := range findings.All() {
		fmt.Printf("%s: %s\n", f.Code, f.Message)
	}

	set.Outcomes[1].When = nil // otherwise
	proven, findings, err = proof.Check(context.Background(), set)
	fmt.Println(proven.Criteria().ID.V, findings.Len(), err)
	// Output:
	// false <nil>
	// criteria-gap: no outcome holds for builds=unsure
	// permit 0 <nil>
}
