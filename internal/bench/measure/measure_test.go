package measure

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestRun(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh on PATH")
	}
	c := Command{Name: "sh", Args: []string{sh, "-c"}, Env: []string{"BENCH_TEST=there"}}
	cost, err := c.With(`test "$BENCH_TEST" = there`).Run(t.Context())
	if err != nil || cost.Wall <= 0 {
		t.Errorf("%+v, %v", cost, err)
	}
	if _, err := c.With("echo said; exit 3").Run(t.Context()); err == nil || !strings.Contains(err.Error(), "said") {
		t.Errorf("a failure: %v", err)
	}
	if len(c.Args) != 2 {
		t.Errorf("With has changed the command: %v", c.Args)
	}
}

func TestCount(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.html": "12", "b.css": "345", "d/index.html": "6"} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := Count(dir); err != nil || got != (Tree{Files: 3, Pages: 2, Bytes: 6}) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestStatistics(t *testing.T) {
	second, mib := time.Second, int64(1<<20)
	a := []Cost{{2 * second, 3 * second, 100 * mib}, {1 * second, 2 * second, 200 * mib}, {4 * second, 1 * second, 300 * mib}}
	b := []Cost{{4 * second, 6 * second, 1000 * mib}, {4 * second, 2 * second, 1000 * mib}, {4 * second, 4 * second, 1000 * mib}}
	if got, want := Median(a), (Cost{2 * second, 2 * second, 200 * mib}); got != want {
		t.Errorf("median %v, want %v", got, want)
	}
	if got, ok := Ratios(a, b, Wall); !ok || got != (Spread{.5, .25, 1}) {
		t.Errorf("ratios of wall time: %v, %v", got, ok)
	}
	if got, ok := Ratios(a, b[:1], CPU); !ok || got != (Spread{.5, .5, .5}) {
		t.Errorf("ratios of one pair: %v, %v", got, ok)
	}
	b[1].Peak = 0
	if got, ok := Ratios(a, b, Peak); ok {
		t.Errorf("ratios to nothing: %v", got)
	}
	if got, ok := Ratios(a, nil, Wall); ok {
		t.Errorf("ratios of no pairs: %v", got)
	}
	if got := Middle([]int{4, 1, 3, 2}); got != 2 {
		t.Errorf("the middle of four is %d", got)
	}
	sorted := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	for p, want := range map[int]int{0: 1, 10: 1, 50: 5, 95: 10, 100: 10} {
		if got := Percentile(sorted, p); got != want {
			t.Errorf("percentile %d is %d, want %d", p, got, want)
		}
	}
	constant, slope := Line([]float64{1, 2, 3, 4}, []float64{6, 5, 7, 10})
	if math.Abs(constant-3.5) > 1e-9 || math.Abs(slope-1.4) > 1e-9 {
		t.Errorf("line %v + %v x, want 3.5 + 1.4 x", constant, slope)
	}
}

func TestParseCalls(t *testing.T) {
	const table = `% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 60.00    0.003000           3       900        12 openat
 40.00    0.002000           2      1000           write
------ ----------- ----------- --------- --------- ----------------
100.00    0.005000           2      1900        12 total
`
	got, err := parseCalls([]byte(table))
	if err != nil || got.Total != 1900 || got.Own() != 1900 || len(got.ByName) != 2 || got.ByName[0] != (Call{"write", 1000}) {
		t.Errorf("%+v, %v", got, err)
	}
	if c := (Calls{Total: 10, ByName: []Call{{"futex", 4}, {"read", 3}, {"nanosleep", 3}}}); c.Own() != 3 {
		t.Errorf("%d calls of its own, want 3", c.Own())
	}
	if got, err := parseCalls([]byte("strace: nothing\n")); err == nil {
		t.Errorf("no table gives %+v", got)
	}
}

func TestCountCalls(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("no strace on PATH")
	}
	echo, err := exec.LookPath("true")
	if err != nil {
		t.Skip("no true on PATH")
	}
	got, err := CountCalls(t.Context(), Command{Name: "true", Args: []string{echo}}, t.TempDir())
	if err != nil {
		t.Skipf("strace may not trace here: %v", err)
	}
	if got.Total < 5 || len(got.ByName) == 0 {
		t.Errorf("%+v", got)
	}
}
