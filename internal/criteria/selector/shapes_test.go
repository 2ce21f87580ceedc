package selector_test

import (
	"flag"
	"os"
	"path"
	"path/filepath"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/diag"
)

// shapes returns the set of the portal, one of another domain, and sets of different shapes.
func shapes(t testing.TB) []*criteria.Set {
	t.Helper()
	files := fstest.MapFS{}
	for _, file := range []string{"../../../content/criteria/collaboration.yaml", "../definition/testdata/subsidy.yaml"} {
		text, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			t.Fatal(err)
		}
		files[definition.Dir+"/"+path.Base(file)] = &fstest.MapFile{Data: text}
	}
	for _, s := range criteriatest.Shapes() {
		files[definition.Dir+"/"+s.Name+".yaml"] = &fstest.MapFile{Data: []byte(s.YAML)}
	}
	sets, findings, err := definition.Load(t.Context(), files, []string{"nl", "en"})
	if err != nil || findings.Len() > 0 {
		t.Fatal(err, findings.All())
	}
	return sets
}

var (
	exhaustive = flag.Int("states", 8_000, "look at every state of a form up to this many")
	sampled    = flag.Int("sample", 800, "look at this many random states of a form that has more")
)

// TestShapes compares the compiled selectors of each set with its evaluation. With -states 100000
// -sample 10000 it takes minutes.
func TestShapes(t *testing.T) {
	for _, set := range shapes(t) {
		t.Run(set.ID.V, func(t *testing.T) {
			t.Parallel()
			if findings := checked(t, set); findings.Len() > 0 {
				t.Fatal(findings.All())
			}
			sheet, findings := compiled(t, set)
			if findings.Len() > 0 {
				t.Fatal(findings.All())
			}
			states, n, all := criteriatest.States(set, *exhaustive, *sampled, 1)
			compare(t, set, sheet, states)
			t.Logf("%d states compared, all there are: %v; %d bytes of CSS", n, all, len(sheet.CSS))
		})
	}
}

// BenchmarkCompile compiles sets and reports the size of their CSS.
func BenchmarkCompile(b *testing.B) {
	for _, set := range shapes(b) {
		b.Run(set.ID.V, func(b *testing.B) {
			for b.Loop() {
				sheet, findings := compiled(b, set)
				if findings.Len() > 0 {
					b.Fatal(findings.All())
				}
				b.ReportMetric(float64(len(sheet.CSS)), "CSS-bytes")
			}
		})
	}
}

// BenchmarkProof proves sets.
func BenchmarkProof(b *testing.B) {
	for _, set := range shapes(b) {
		b.Run(set.ID.V, func(b *testing.B) {
			for b.Loop() {
				if findings := checked(b, set); findings.Len() > 0 {
					b.Fatal(findings.All())
				}
			}
		})
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
