package criteria_test

import (
	"math/rand/v2"
	"os"
	"runtime"
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
	"baken.example/baken/internal/message"
)

// What any set may take: memory that the heap holds at its most, and time. Steps are what bounds time; the
// clock only notices where none are counted, and allows for a machine that does other things.
const (
	mostMemory = 512 << 20
	mostTime   = 5 * time.Minute
)

// everything does with a set what building a site does, and returns what was found. It goes on where a
// build would stop at findings.
func everything(t *testing.T, set *criteria.Set, words *message.Catalog) diag.List {
	t.Helper()
	start := time.Now()
	proven, findings, err := proof.Check(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	if proven == nil {
		proven = proof.Unchecked(set)
	}
	sheet, more, err := selector.Compile(t.Context(), proven)
	if err != nil {
		t.Fatal(err)
	}
	if (sheet == nil) != more.HasErrors() {
		t.Fatalf("a sheet: %v, findings %v", sheet != nil, more.All())
	}
	findings.Join(more)
	d, err := decision.New(t.Context(), proven)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"nl", "en"} {
		doc, err := table.New(d, phrase.New(set, lang, words.In(lang)))
		if err != nil {
			t.Fatal(err)
		}
		doc.AppendHTML(nil, nil)
		_ = doc.Text()
		if _, err := doc.CSV(); err != nil {
			t.Fatal(err)
		}
		drawn, err := flow.New(d, phrase.New(set, lang, words.In(lang)))
		if err != nil {
			t.Fatal(err)
		}
		drawn.SVG()
		drawn.AppendHTML(nil)
		_ = drawn.Text()
	}
	if _, err := export.JSON(set, []*criteria.Set{set}, []string{"nl", "en"}, "schema.json"); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > mostTime {
		t.Errorf("it took %v", took)
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	if memory.HeapSys-memory.HeapReleased > mostMemory {
		t.Errorf("the heap has %d MiB", (memory.HeapSys-memory.HeapReleased)>>20)
	}
	return findings
}

func catalog(tb testing.TB) *message.Catalog {
	tb.Helper()
	c, findings, err := message.Load(tb.Context(), baken.Defaults, fstest.MapFS{}, []string{"nl", "en"}, nil)
	if err != nil || findings.Len() > 0 {
		tb.Fatal(findings.All(), err)
	}
	return c
}

// FuzzSet holds that any set at all is published or refused within bounds, without a panic.
func FuzzSet(f *testing.F) {
	words := catalog(f)
	for i := range byte(8) {
		f.Add([]byte{i, 255 - i, 40 * i, 3, 200, i, 17})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		everything(t, criteriatest.Wild(criteriatest.Choices(data), "nl", "en"), words)
	})
}

// TestWild does with random sets what FuzzSet does: with a few, or for as long as BAKEN_WILD says (20m). The
// fuzzer of the go command takes a worker for hung that a busy machine lets wait for ten seconds.
func TestWild(t *testing.T) {
	words := catalog(t)
	length, _ := time.ParseDuration(os.Getenv("BAKEN_WILD"))
	start, refused, slowest := time.Now(), 0, time.Duration(0)
	n := uint64(0)
	for ; n < 3 || time.Since(start) < length; n++ {
		r := rand.New(rand.NewPCG(n, 7))
		data := make([]byte, r.IntN(200))
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		before := time.Now()
		set := criteriatest.Wild(criteriatest.Choices(data), "nl", "en")
		findings := everything(t, set, words)
		for _, f := range findings.All() {
			if f.Code == diag.CriteriaSize {
				refused++
				break
			}
		}
		if took := time.Since(before); took > slowest {
			slowest = took
			t.Logf("set %d took %v", n, took)
		}
		if t.Failed() {
			t.Fatalf("set %d: %x", n, data)
		}
	}
	t.Logf("%d sets, %d too large, the slowest took %v", n, refused, slowest)
}
