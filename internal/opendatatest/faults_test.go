package opendatatest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/nodetest"
)

// brokenModels are faults to inject into the model of the set counting, and a part of the problem
// that each makes.
var brokenModels = []struct{ old, new, want string }{
	{`<text>"met"</text></outputEntry>`, `<text>"open"</text></outputEntry>`, `is "open", not "met"`},
	{`<text>"child"</text></inputEntry>`, `<text>-</text></inputEntry>`, " and "},
	{`<text>"adult","senior"</text></inputEntry>`, `<text>"adult"</text></inputEntry>`, "is nothing, not"},
	{`hitPolicy="UNIQUE"`, `hitPolicy="FIRST"`, "has the hit policy FIRST"},
	{`href="#input-age"`, `href="#input-ages"`, "leads to #input-ages"},
	{`<output id="result-outcome"`, `<output identity="result-outcome"`, "DMN 1.3: "},
	{`<outputValues `, `<outputValue/><outputValues `, "DMN 1.5: "},
	{`dmnElementRef="input-age"`, `dmnElementRef="input-life"`, "input-age isn't in the diagram"},
	{`<typeRef>string</typeRef>`, `<kindRef>string</kindRef>`, "kindRef"},
	{`list contains(?, "work")`, `list contains(?, "works")`, "not"},
}

// TestFaults holds that faults in a model are found.
func TestFaults(t *testing.T) {
	node := nodetest.Path(t, "feelin")
	dir := t.TempDir()
	of := sets(t)
	set := of[slices.IndexFunc(of, func(s *criteria.Set) bool { return s.ID.V == "counting" })]
	cases := filepath.Join(dir, "cases.ndjson")
	writeCases(t, set, cases)
	files := models(t, dir, set)
	var tasks []task
	for i, f := range brokenModels {
		k := task{DMN: map[string]string{}, Cases: cases, Schemas: true}
		for version, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			broken := strings.Replace(string(text), f.old, f.new, 1)
			if broken == string(text) {
				t.Fatalf("the model has no %s", f.old)
			}
			k.DMN[version] = write(t, filepath.Join(dir, version+string(rune('a'+i))+".dmn"), []byte(broken))
		}
		tasks = append(tasks, k)
	}
	for i, a := range check(t, node, tasks) {
		if want := brokenModels[i].want; !slices.ContainsFunc(a.Problems, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("%s: %q isn't among the problems: %q", brokenModels[i].old, want, a.Problems)
		}
	}
}
