package criteria_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/export"
	"baken.example/baken/internal/criteria/flow"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/selector"
	"baken.example/baken/internal/criteria/table"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/license"
	"baken.example/baken/internal/message"
)

// Limits for any set, published or refused: the largest size of the heap, and processor time. The
// wall clock isn't limited, because it depends on the load of the machine.
const (
	heapLimit = 512 << 20
	cpuLimit  = 10 * time.Second * slowdown
)

// runStages does with a set everything that building a site does, in nl and en, and returns the
// findings. Unlike a build it continues after findings. It reports an error when the set exceeds
// the limits. The error is that of the context.
func runStages(ctx context.Context, t *testing.T, set *criteria.Set, words *message.Catalog) (diag.List, error) {
	t.Helper()
	start := cpuTime()
	defer func() {
		if used := cpuTime() - start; used > cpuLimit {
			t.Errorf("used %v of processor time, limit %v", used, cpuLimit)
		}
		if heap := largestHeap(); heap > heapLimit {
			t.Errorf("the heap grew to %d MiB, limit %d MiB", heap>>20, heapLimit>>20)
		}
	}()
	proven, findings, err := proof.Check(ctx, set)
	if err != nil {
		return findings, err
	}
	if proven == nil {
		proven = proof.Unchecked(set)
	}
	sheet, more, err := selector.Compile(ctx, proven)
	if err != nil {
		return findings, err
	}
	if (sheet == nil) != more.HasErrors() {
		t.Fatalf("a sheet: %v, findings %v", sheet != nil, more.All())
	}
	findings.Join(more)
	d, err := decision.New(ctx, proven)
	if err != nil {
		return findings, err
	}
	for _, lang := range []string{"nl", "en"} {
		doc, err := table.New(d, phrase.New(set, lang, words.In(lang)))
		if err != nil {
			t.Fatal(err)
		}
		doc.AppendHTML(nil, 2, nil)
		_ = doc.Text()
		if _, err := doc.CSV(); err != nil {
			t.Fatal(err)
		}
		drawn, err := flow.New(d, phrase.New(set, lang, words.In(lang)))
		if err != nil {
			t.Fatal(err)
		}
		drawn.SVG()
		drawn.AppendHTML(nil, 2, "")
		_ = drawn.Text()
	}
	if _, err := export.JSON(set, []*criteria.Set{set}, license.License{}, []string{"nl", "en"}, "schema.json"); err != nil {
		t.Fatal(err)
	}
	return findings, nil
}

// largestHeap returns the largest size in bytes that the heap of this process has had so far.
func largestHeap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapSys
}

// peakRSS returns the largest resident set size of this process so far in KiB, from Linux's
// /proc/self/status; elsewhere 0.
func peakRSS() int {
	status, _ := os.ReadFile("/proc/self/status")
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kib, _, _ := strings.Cut(strings.TrimSpace(after), " ")
	n, _ := strconv.Atoi(kib)
	return n
}

func catalog(tb testing.TB) *message.Catalog {
	tb.Helper()
	c, findings, err := message.Load(tb.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || findings.Len() > 0 {
		tb.Fatal(findings.All(), err)
	}
	return c
}

// FuzzSet checks that every set is published or refused within the limits, without a panic.
//
// A fuzzing worker of the go command panics when one input takes 10 seconds on the wall clock
// (internal/fuzz), which is then reported as "fuzzing process hung or terminated unexpectedly".
// Inputs that a busy machine would let run into that are skipped; TestWild has no such deadline.
func FuzzSet(f *testing.F) {
	words := catalog(f)
	for i := range byte(8) {
		f.Add([]byte{i, 255 - i, 40 * i, 3, 200, i, 17})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		set := criteriatest.Wild(criteriatest.Choices(data), "nl", "en")
		if _, err := runStages(ctx, t, set, words); errors.Is(err, context.DeadlineExceeded) {
			t.Skip("the machine is too busy to process this set before the worker's deadline")
		} else if err != nil {
			t.Fatal(err)
		}
	})
}

// TestWild checks random sets as FuzzSet does: three, or as many as fit into the duration in
// BAKEN_WILD, such as 20m. It logs each set that uses more processor time than all before it.
func TestWild(t *testing.T) {
	words := catalog(t)
	length, _ := time.ParseDuration(os.Getenv("BAKEN_WILD"))
	start, n, refused, most := time.Now(), uint64(0), 0, time.Duration(0)
	for ; n < 3 || time.Since(start) < length; n++ {
		r := rand.New(rand.NewPCG(n, 7))
		if n%2 == 0 {
			data := make([]byte, r.IntN(200))
			for i := range data {
				data[i] = byte(r.Uint32())
			}
			r = criteriatest.Choices(data)
		}
		before := cpuTime()
		findings, err := runStages(t.Context(), t, criteriatest.Wild(r, "nl", "en"), words)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range findings.All() {
			if f.Code == diag.CriteriaSize {
				refused++
				break
			}
		}
		if used := cpuTime() - before; used > most {
			most = used
			t.Logf("set %d used %v of processor time", n, used)
		}
		if n%100 == 99 || t.Failed() {
			t.Logf("%d sets, %d too large, at most %v of processor time, heap at most %d MiB, resident at most %d MiB",
				n+1, refused, most, largestHeap()>>20, peakRSS()>>10)
		}
		if t.Failed() {
			t.Fatalf("set %d", n)
		}
	}
	t.Logf("%d sets, %d too large, at most %v of processor time, heap at most %d MiB, resident at most %d MiB",
		n, refused, most, largestHeap()>>20, peakRSS()>>10)
}
