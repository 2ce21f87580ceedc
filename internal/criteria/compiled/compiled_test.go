package compiled_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/compiled"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/diag"
)

func compile(t *testing.T, set *criteria.Set) (*compiled.Set, diag.List) {
	t.Helper()
	c, findings, err := compiled.New(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	if (c == nil) != findings.HasErrors() {
		t.Fatalf("compiled: %v, with the findings %v", c != nil, findings.All())
	}
	return c, findings
}

// TestReuse holds that a sheet compiled from the functions that a proof was built on equals, byte
// for byte, the sheet compiled from functions built again.
func TestReuse(t *testing.T) {
	sets := flawless(t)
	r := rand.New(rand.NewPCG(11, 12))
	for range 600 {
		sets = append(sets, criteriatest.Random(r, 1+r.IntN(3)))
	}
	proven := 0
	for i, set := range sets {
		c, _ := compile(t, set)
		if c == nil {
			continue
		}
		proven++
		want, _, err := selector.Compile(t.Context(), proof.Unchecked(set))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(c.Sheet, want) {
			t.Errorf("set %d compiles to\n%s\nwithout its proof to\n%s", i, c.Sheet.CSS, want.CSS)
		}
	}
	if t.Logf("%d of %d sets are proven", proven, len(sets)); proven < 10 {
		t.Error("too few sets were compared")
	}
}

// flawless returns the repository's own set and sets of other shapes, all without flaws.
func flawless(t *testing.T) []*criteria.Set {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash("../../../content/criteria/collaboration.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{definition.Dir + "/collaboration.yaml": {Data: text}}
	for _, s := range criteriatest.Shapes() {
		files[definition.Dir+"/"+s.Name+".yaml"] = &fstest.MapFile{Data: []byte(s.YAML)}
	}
	sets, findings, err := definition.Load(t.Context(), files, []string{"nl", "en"})
	if err != nil || findings.Len() > 0 {
		t.Fatal(err, findings.All())
	}
	return sets
}

// TestFlawed holds that a set with findings isn't compiled.
func TestFlawed(t *testing.T) {
	gap := &criteria.Set{
		Questions: []criteria.Question{{Options: make([]criteria.Option, 2)}},
		Outcomes:  []criteria.Outcome{{When: &criteria.Condition{Root: criteria.Is{Question: 0, Options: []int{0}}}}},
	}
	if c, findings := compile(t, gap); c != nil || findings.All()[0].Code != diag.CriteriaGap {
		t.Errorf("compiled: %v, %v", c != nil, findings.All())
	}
}

// TestDecisionsConcurrent holds that diagrams are built once, and that a canceled call leaves
// building them to the next.
func TestDecisionsConcurrent(t *testing.T) {
	c, findings := compile(t, flawless(t)[0])
	if c == nil {
		t.Fatal(findings.All())
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if d, err := c.Decisions(canceled); d != nil || !errors.Is(err, context.Canceled) {
		t.Fatalf("diagrams: %v, %v", d != nil, err)
	}
	built := make(chan *decision.Decisions)
	for range 4 {
		go func() {
			d, err := c.Decisions(t.Context())
			if err != nil {
				t.Error(err)
			}
			built <- d
		}()
	}
	first := <-built
	if first == nil || first.Outcome == nil {
		t.Fatal("no diagrams")
	}
	for range 3 {
		if d := <-built; d != first {
			t.Error("the diagrams were built twice")
		}
	}
}
