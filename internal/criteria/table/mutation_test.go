package table_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/quantity"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/thoroughtest"
)

var update = flag.Bool("update", false, "write the decision table of the portal's own set as it is now")

const (
	ownSet = "../../../content/criteria/collaboration.yaml"
	golden = "testdata/collaboration.csv"
)

// load reads a set that is the only one.
func load(t *testing.T, yaml []byte) (*criteria.Set, bool) {
	t.Helper()
	files := fstest.MapFS{definition.Dir + "/collaboration.yaml": {Data: yaml}}
	sets, findings, err := definition.Load(t.Context(), files, []string{"nl", "en"})
	if err != nil {
		t.Fatal(err)
	}
	return set(sets), !findings.HasErrors()
}

func set(sets []*criteria.Set) *criteria.Set {
	if len(sets) == 0 {
		return nil
	}
	return sets[0]
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func csvOf(t *testing.T, set *criteria.Set) []byte {
	t.Helper()
	b, err := document(t, set, "en").CSV()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestGolden compares the decision table of the repository's own set with the golden file, so that
// a change to the set shows its consequences in review.
func TestGolden(t *testing.T) {
	own, ok := load(t, read(t, ownSet))
	if !ok {
		t.Fatal("the set has errors")
	}
	got := csvOf(t, own)
	if *update {
		if err := os.WriteFile(filepath.FromSlash(golden), got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(got, read(t, golden)) {
		t.Errorf("the decision table of %s isn't the one in %s any more: look at what changed, and run this test with -update", ownSet, golden)
	}
}

// TestMutants changes one literal, one operator, one number, one name or one option in each
// condition of sets, and counts the mutants that an example, the proof or the table kills.
func TestMutants(t *testing.T) {
	mutants(t, "own", read(t, ownSet))
	for _, shape := range criteriatest.Shapes() {
		if slices.Contains([]string{"counting", "market-stall", "rent-support", "taxi-licence", "small-trader", "street-trees"}[:thoroughtest.Unless(2, 6)], shape.Name) {
			mutants(t, shape.Name, []byte(shape.YAML))
		}
	}
}

func mutants(t *testing.T, name string, src []byte) {
	original, ok := load(t, src)
	if !ok {
		t.Fatalf("the set %s has errors", name)
	}
	mutants, err := criteriatest.Mutants(original, src)
	if err != nil {
		t.Fatal(err)
	}
	catalog := messages(t)
	label := func(set *criteria.Set) {
		t.Helper()
		in := func(lang string) quantity.Strings { return catalog.In(lang) }
		if err := quantity.Label([]*criteria.Set{set}, []string{"nl", "en"}, in); err != nil {
			t.Fatal(err)
		}
	}
	label(original)
	table := csvOf(t, original)
	var byLoad, byProof, byTable int
	var alive []string
	for _, m := range mutants {
		mutant, ok := load(t, m.YAML)
		if !ok {
			byLoad++
			continue
		}
		if findings := checked(t, mutant); findings.HasErrors() {
			byProof++
			continue
		}
		if label(mutant); !bytes.Equal(csvOf(t, mutant), table) {
			byTable++
			continue
		}
		alive = append(alive, m.What)
	}
	caught := len(mutants) - len(alive)
	t.Logf("%s: %d mutants: %d caught when the set is read, with its examples, %d by the proof, %d by the table; %d live: %q",
		name, len(mutants), byLoad, byProof, byTable, len(alive), alive)
	if len(mutants) < 50 || caught*100 < 95*len(mutants) {
		t.Errorf("%s: only %d of %d mutants are caught", name, caught, len(mutants))
	}
}

// checked proves a set.
func checked(t testing.TB, set *criteria.Set) diag.List {
	t.Helper()
	_, findings, err := proof.Check(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	return findings
}
