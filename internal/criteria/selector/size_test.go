package selector_test

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/diag"
)

// TestReportSize checks each limit, from both sides, and that a finding names the three conditions
// that cost most of the size that is limited.
func TestReportSize(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	// Random digits have a bit over half their size when they are compressed.
	random := func(size int) string {
		b := make([]byte, size/2)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return hex.EncodeToString(b)
	}
	plain := func(size int) string { return strings.Repeat("#A0", size/3) }
	visits := func(n int) (b string) {
		for i := range n {
			b += fmt.Sprintf("#Check:has(#A%d:checked)", i)
		}
		return b
	}
	set := &criteria.Set{File: "set.yaml", Questions: make([]criteria.Question, 100)}
	for q := range set.Questions {
		set.Questions[q].Options = make([]criteria.Option, 2)
	}
	for _, c := range []struct {
		name  string
		rules []string
		line  int // of the finding; 0 for none
		want  []string
	}{
		{"small", []string{plain(100)}, 0, nil},
		{"repetitive", []string{plain(selector.MaxSize - 1000)}, 0, nil},
		{"raw", []string{plain(9000), plain(30_000), plain(6000), plain(50_000)}, 4,
			[]string{"bytes of CSS, and may have 65536; ", `criterion "d" costs most, 4`, `, then criterion "b", 3`, `, then criterion "a", `}},
		{"abandoned", []string{plain(2*selector.MaxSize + 100)}, 1, []string{`more than 131072 bytes of CSS, and may have 65536; criterion "a" costs most`}},
		{"compressed, within", []string{random(18_000)}, 0, nil},
		{"compressed", []string{plain(20_000), random(6_000), random(16_000), random(8_000)}, 3,
			[]string{"bytes of compressed CSS, and may have 12288; ", `criterion "c" costs most, 16000 bytes (8`, `then criterion "d", 8000 (4`, `then criterion "b", 6000 (`}},
		{"visits, within", []string{visits(150)}, 0, nil},
		{"visits", []string{visits(151), "#A0"}, 1, []string{"a browser would visit 30200 inputs after each answer, and may visit 30000; "}},
	} {
		findings := selector.ReportSize(set, c.rules...)
		list := findings.All()
		if len(list) != min(c.line, 1) {
			t.Errorf("%s: %v", c.name, list)
			continue
		}
		for _, f := range list {
			if f.Code != diag.CriteriaSize || f.Line != c.line || f.Hint == "" || f.File != set.File {
				t.Errorf("%s: %v", c.name, f)
			}
			for _, w := range c.want {
				if !strings.Contains(f.Message, w) {
					t.Errorf("%s: %q doesn't say %q", c.name, f.Message, w)
				}
			}
		}
	}
}

// TestMeasure checks that the sizes of conditions add up to that of the CSS, for sets that fit and
// for one whose browser would have too much to do.
func TestMeasure(t *testing.T) {
	for n, fits := range map[int]bool{3: true, 20: true, 90: false} {
		set := hardSet(t, criteriatest.Ring(n))
		size, findings, err := selector.Measure(t.Context(), proof.Unchecked(set))
		if err != nil || findings.Len() > 0 {
			t.Fatal(err, findings.All())
		}
		sheet, findings := compiled(t, set)
		if findings.Len() == 0 != fits {
			t.Errorf("ring of %d: %v", n, findings.All())
		}
		if fits && (size.Bytes != len(sheet.CSS) || size.Compressed != selector.Compressed(sheet.CSS)) {
			t.Errorf("ring of %d: %+v, but %d bytes of CSS", n, size, len(sheet.CSS))
		}
		if (size.Visits > selector.MaxVisits) == fits {
			t.Errorf("ring of %d: %d inputs visited", n, size.Visits)
		}
		sum := size.End
		for _, c := range size.Conditions {
			sum += c.Bytes
		}
		const around = 120 // the @supports rule and the one that hides
		if size.Bytes-sum < 0 || size.Bytes-sum > around || size.Compressed >= size.Bytes || size.Abandoned {
			t.Errorf("ring of %d: parts of %d bytes, %+v", n, sum, size)
		}
		if !slices.IsSortedFunc(size.Conditions, func(a, b selector.ConditionSize) int { return b.Bytes - a.Bytes }) {
			t.Errorf("ring of %d isn't sorted: %v", n, size.Conditions)
		}
	}
}

// TestCompressed compares the size with that of the file that asset publishes.
func TestCompressed(t *testing.T) {
	for _, n := range []int{3, 20, 54} {
		sheet, _ := compiled(t, hardSet(t, criteriatest.Ring(n)))
		out, err := asset.AppendBrotli(nil, sheet.CSS)
		if err != nil {
			t.Fatal(err)
		}
		if got := selector.Compressed(sheet.CSS); got != len(out) {
			t.Errorf("%d bytes are %d compressed, and published as %d", len(sheet.CSS), got, len(out))
		}
	}
}
