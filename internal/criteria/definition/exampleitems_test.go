package definition_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/criteria/criteriatest"
)

// TestExampleItems states the items of an outcome in an example, rightly and wrongly.
func TestExampleItems(t *testing.T) {
	var moving string
	for _, shape := range criteriatest.Shapes() {
		if shape.Name == "moving-house" {
			moving = strings.ReplaceAll(shape.YAML, "\r", "")
		}
	}
	const example = `  - answers: {distance: near, owns: "yes", has: [car, dog]}` + "\n    outcome: list\n"
	if !strings.Contains(moving, example) {
		t.Fatal("the set has another example")
	}
	for _, c := range []struct {
		with string
		want []string
	}{
		{example + "    items: [address, tax, parking]\n", nil},
		{example + "    items: [parking, address, tax]\n", nil},
		{example + "    items: []\n", []string{
			`f.yaml:54:12: the items of these answers are address, tax, parking, not none [criteria-example] | correct the example if people agreed on something else, and the conditions if they didn't`,
		}},
		{example + "    items: [address, tax, parking, dog]\n", []string{
			`f.yaml:54:12: the items of these answers are address, tax, parking, not address, tax, parking, dog [criteria-example] | correct the example if people agreed on something else, and the conditions if they didn't`,
		}},
		{example + "    items: [adres]\n", []string{
			`f.yaml:54:13: the outcome "list" has no item "adres"; did you mean "address"? [criteria-reference] | the items are address, tax, parking, dog, later`,
		}},
		{example + "    items: [address, address]\n", []string{
			`f.yaml:54:22: "address" stands in the items twice [criteria-example] | keep one of the two`,
		}},
		{strings.Replace(example, "    outcome: list\n", "    items: [address]\n", 1), []string{
			`f.yaml:52:5: the example doesn't say what must come of it [yaml-missing-key] | add a line outcome: …, or criteria: {…: …}`,
			`f.yaml:53:12: items are part of an outcome, and the example names none [yaml-missing-key] | add a line outcome: …`,
		}},
		{"  - answers: {distance: abroad}\n    outcome: leave\n    items: [address]\n", []string{
			`f.yaml:54:13: the outcome "leave" has no items [criteria-reference] | take the key out`,
		}},
		{`  - answers: {distance: near, owns: "yes"}` + "\n    outcome: list\n    items: [address, tax]\n", []string{
			`f.yaml:54:12: which items are part of the outcome isn't known before "has" is answered [criteria-example] | answer that question too`,
		}},
	} {
		english := regexp.MustCompile(`\{nl: ("[^"]*"|[^,]*), en: `).ReplaceAllStringFunc(strings.Replace(moving, example, c.with, 1), func(s string) string { return "{en: " })
		sets, list := load(t, map[string]string{"f.yaml": english})
		got := said(list)
		for i := range got {
			got[i] = strings.Replace(got[i], ": error:", ":", 1)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s%s", c.with, diff)
		}
		if c.want == nil && (len(sets) != 1 || len(sets[0].Examples[1].Items) != 3) {
			t.Errorf("%s: %v", c.with, sets)
		}
	}
}
