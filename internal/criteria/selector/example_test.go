package selector_test

import (
	"context"
	"fmt"
	"strings"
	"testing/fstest"

	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
)

// A set is compiled to selectors over the form of its self-check.
func Example() {
	site := fstest.MapFS{"content/criteria/ring.yaml": {Data: []byte(criteriatest.Ring(3))}}
	sets, findings, err := definition.Load(context.Background(), site, []string{"nl", "en"})
	if err != nil || findings.HasErrors() {
		fmt.Println(findings.All(), err)
		return
	}
	proven, findings, err := proof.Check(context.Background(), sets[0])
	if err != nil || findings.HasErrors() {
		fmt.Println(findings.All(), err)
		return
	}
	sheet, findings, err := selector.Compile(context.Background(), proven)
	if err != nil || findings.HasErrors() {
		fmt.Println(findings.All(), err)
		return
	}
	fmt.Println("input of the first question's second option:", selector.ID(0, 1))
	fmt.Println("outcome", sets[0].Outcomes[0].ID.V, "is reached where", sheet.Outcomes[0])
	fmt.Println(strings.Contains(string(sheet.CSS), " ."+selector.OutcomeClass(0)+"{display:block}"))
	// Output:
	// input of the first question's second option: A1
	// outcome good is reached where #Check:has(#B0:checked):has(#C0:checked),#Check:has(#A0:checked):not(:not(:has(#B0:checked,#C0:checked)))
	// true
}
