package criteria_test

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/thoroughtest"
)

// TestHard checks that sets with large functions are published if they fit, and are otherwise
// refused with a finding that names a condition. None of these results depends on the machine.
func TestHard(t *testing.T) {
	names := regexp.MustCompile(`^ +(met|unmet|when): `)
	published := map[string]bool{
		"ring of 20": true, "ring of 40": true, "eight all different": true, "permutation of 12": true, "parity of 30": true, "parity of boxes": true,
	}
	words := catalog(t)
	// Each takes longer than the rest together. Those that are published are built elsewhere, too.
	long := []string{"eight all different", "permutation of 12", "at least 3 of 16", "boxes in pairs far apart"}
	for _, shape := range criteriatest.Hard() {
		if !thoroughtest.Asked() && slices.Contains(long, shape.Name) {
			continue
		}
		t.Run(shape.Name, func(t *testing.T) {
			start := cpuTime()
			sets, findings := loaded(t, shape.YAML)
			for _, set := range sets {
				more, err := runStages(t.Context(), t, set, words)
				if err != nil {
					t.Fatal(err)
				}
				findings.Join(more)
			}
			if findings.HasErrors() == published[shape.Name] {
				t.Errorf("published: %v, %v", !findings.HasErrors(), findings.All())
			}
			for _, f := range findings.All() {
				lines := strings.Split(shape.YAML, "\n")
				if f.Code != diag.CriteriaSize || f.Hint == "" || f.Line == 0 || !names.MatchString(lines[f.Line-1]) {
					t.Errorf("%v names no condition", f)
				}
				t.Log(f)
			}
			t.Logf("used %v of processor time", cpuTime()-start)
		})
	}
}

func loaded(t *testing.T, text string) ([]*criteria.Set, diag.List) {
	t.Helper()
	sets, findings, err := definition.Load(t.Context(), fstest.MapFS{"content/criteria/hard.yaml": {Data: []byte(text)}}, []string{"nl", "en"})
	if err != nil {
		t.Fatal(err)
	}
	return sets, findings
}

// canceledAfter is a context whose Err returns nil a limited number of times.
type canceledAfter struct {
	context.Context
	left int
}

func (c *canceledAfter) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestCanceled checks that proving and compiling stop soon after their context is done.
func TestCanceled(t *testing.T) {
	sets, _ := loaded(t, criteriatest.AllDifferent(8))
	for _, stage := range []func(context.Context) error{
		func(ctx context.Context) error { _, _, err := proof.Check(ctx, sets[0]); return err },
		func(ctx context.Context) error {
			_, _, err := selector.Compile(ctx, proof.Unchecked(sets[0]))
			return err
		},
	} {
		for _, polls := range []int{0, 3, 30, 90} {
			if err := stage(&canceledAfter{t.Context(), polls}); !errors.Is(err, context.Canceled) {
				t.Errorf("after asking %d times: %v", polls, err)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		var canceled time.Time
		timer := time.AfterFunc(100*time.Millisecond, func() { canceled = time.Now(); cancel() })
		err := stage(ctx)
		if timer.Stop() {
			t.Logf("done before it was canceled: %v", err)
		} else if <-ctx.Done(); time.Since(canceled) > 5*time.Second {
			t.Errorf("it went on for %v: %v", time.Since(canceled), err)
		}
		cancel()
	}
}
