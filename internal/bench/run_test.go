package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/bench/baseline"
	"baken.example/baken/internal/bench/load"
	"baken.example/baken/internal/bench/measure"
)

// TestMain lets the program that is tested be run by what it tests, which starts itself.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && (os.Args[1] == "generate" || os.Args[1] == "bare") {
		main()
		return
	}
	os.Exit(m.Run())
}

// TestMeasureAll measures a small site in all parts but those that take long, and compares the run
// with itself. It runs at the root of the module, as the program does.
func TestMeasureAll(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	t.Setenv("PATH", withoutHugo())
	out := filepath.Join(t.TempDir(), "run.json")
	var said strings.Builder
	err := measureAll(t.Context(), []string{
		"-pairs", "12", "-runs", "1", "-sizes", "5,10", "-changes", "1", "-seconds", "1", "-parts", "cold,growth,warm,check,dev",
		"-out", out,
	}, &said)
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	r, err := baseline.Read(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"cold / bare loop wall", "cold / bare loop CPU", "warm: nothing changed / cold wall", "warm: a template changed / cold CPU",
		"check: second / first wall", "dev: second start / first wall",
	} {
		if !slices.ContainsFunc(r.Figures, func(f baseline.Figure) bool { return f.Name == want }) {
			t.Errorf("there is no %q", want)
		}
	}
	for _, want := range []string{"Cold builds", "Builds over", "Growth", "Checks", "Previews", "No hugo on PATH"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("nothing is said of %q:\n%s", want, said.String())
		}
	}
	if err := compareRecords(t.Context(), []string{"-baseline", out, out}, io.Discard); err != nil {
		t.Errorf("a run beside itself: %v", err)
	}
	r.Figures[0].Value *= 2
	worse := filepath.Join(t.TempDir(), "worse.json")
	if err := r.Write(worse); err != nil {
		t.Fatal(err)
	}
	if err := compareRecords(t.Context(), []string{"-baseline", out, worse}, io.Discard); !errors.Is(err, errWorse) {
		t.Errorf("a run that is worse: %v", err)
	}
}

// withoutHugo is the search path without directories that have hugo: it takes long.
func withoutHugo() string {
	var keep []string
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if found, _ := filepath.Glob(filepath.Join(dir, "hugo*")); len(found) == 0 { // the pattern is well-formed
			keep = append(keep, dir)
		}
	}
	return strings.Join(keep, string(filepath.ListSeparator))
}

func TestWrongFlags(t *testing.T) {
	for _, args := range [][]string{
		{"-pairs", "0"}, {"-runs", "-1"}, {"-sizes", "10,x"}, {"-sizes", ""}, {"-parts", "cold,tepid"}, {"more"},
		{"compare"}, {"compare", "missing.json"}, {"record"}, {"bare", "x"}, {"generate"},
	} {
		if err := run(t.Context(), args, io.Discard); err == nil {
			t.Errorf("%v: no error", args)
		}
	}
}

// TestPerformancePage holds that the page of documentation has the figures of the baseline.
func TestPerformancePage(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	r, err := baseline.Read(baselineFile)
	if err != nil {
		t.Fatal(err)
	}
	if same, err := r.InPage(figuresPage); err != nil || !same {
		t.Errorf("%s hasn't the figures of %s (%v): run go run ./internal/bench record %[2]s", figuresPage, baselineFile, err)
	}
}

func TestGrowthOf(t *testing.T) {
	build := func(pairs int, wall time.Duration, mib int64) size {
		c := measure.Cost{Wall: wall, CPU: 2 * wall, Peak: mib << 20}
		return size{pairs: pairs, pages: 2 * pairs, costs: []measure.Cost{c, c, c}}
	}
	table, figures := growthOf([]size{build(100, time.Second, 50), build(1000, 2*time.Second, 60), build(10_000, 22*time.Second, 240)})
	want := map[string]float64{
		"growth: wall a page, 10000 pairs / 1000 pairs": 1.1, "growth: CPU a page, 10000 pairs / 1000 pairs": 1.1,
		"growth: memory a page, 1000 to 10000 pairs": 180 << 20 / 18_000.0,
	}
	for _, f := range figures {
		if w := want[f.Name]; f.Value < w*.999 || f.Value > w*1.001 {
			t.Errorf("%s is %v, want %v", f.Name, f.Value, w)
		}
		delete(want, f.Name)
	}
	if len(want) > 0 {
		t.Errorf("without %v", want)
	}
	if got := strings.Join(table.Rows[2], " "); got != "10000 20000 22.00 s 1100 µs 2200 µs 240.0 MiB 10486 B" {
		t.Errorf("row %q", got)
	}
	if _, figures := growthOf([]size{build(100, time.Second, 50), build(1000, time.Second, 50)}); len(figures) > 0 {
		t.Errorf("one large site gives %v", figures)
	}
}

func TestServed(t *testing.T) {
	ms := time.Millisecond
	servers := []*web{
		{name: "own", encoding: "gzip", sent: 10, results: []load.Result{{Requests: 100, P50: ms, P99: 4 * ms}, {Requests: 300, P50: ms, P99: 4 * ms}}},
		{name: "own", encoding: "br", results: []load.Result{{Requests: 1, P50: ms, P99: ms}, {Requests: 1, P50: ms, P99: ms}}},
		{name: "other", encoding: "gzip", results: []load.Result{{Requests: 200, P50: ms, P99: ms}, {Requests: 200, P50: ms, P99: 2 * ms}}},
	}
	table, figures := served(servers)
	if len(table.Rows) != 3 || len(figures) != 3 {
		t.Fatalf("%v %v", table, figures)
	}
	if f := figures[0]; f.Name != "serve / other requests/s" || f.Value != 0.5 || f.High != 1.5 || !f.More {
		t.Errorf("requests: %+v", f)
	}
	if f := figures[2]; f.Name != "serve / other p99" || f.Value != 2 || f.High != 4 || f.More {
		t.Errorf("p99: %+v", f)
	}
}

func TestProcessor(t *testing.T) {
	if got := processor("processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\nmodel name\t: Other\n"); got != "Some CPU @ 2 GHz" {
		t.Errorf("%q", got)
	}
	if got := processor("Features: fp\n"); got != "" {
		t.Errorf("%q", got)
	}
}
