package baseline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func record(figures ...Figure) *Record {
	return &Record{
		Method: Method{Pairs: 10, Runs: 5, FileSystem: "tmpfs", Disk: "ext4", Hugo: "v1"}, Machine: Machine{System: "linux/amd64", CPUs: 2, Go: "go1", Revision: "abc", Day: "2026-01-01"},
		Figures: figures,
		Tables:  []Table{{Title: "A table", Header: []string{"", "wall"}, Rows: [][]string{{"a | b", "1.00 s"}}, Notes: []string{"A note."}}},
	}
}

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		name        string
		before      Figure
		now         float64
		want        Verdict
		description string
	}{
		{"equal", Figure{Value: .15, Tolerance: .1}, .16, Equal, "within a tenth"},
		{"worse", Figure{Value: .15, Tolerance: .1}, .17, Worse, "beyond a tenth"},
		{"better", Figure{Value: .15, Tolerance: .1}, .12, Better, "a fifth less"},
		{"near zero", Figure{Value: .01, Tolerance: .1}, .0129, Equal, "within the slack"},
		{"near zero, worse", Figure{Value: .01, Tolerance: .1}, .0131, Worse, "beyond the slack"},
		{"bytes", Figure{Value: 5000, Tolerance: .1, Unit: "bytes"}, 5600, Worse, "beyond a tenth"},
		{"more, equal", Figure{Value: .8, Tolerance: .2, More: true}, .7, Equal, "within a fifth"},
		{"more, worse", Figure{Value: .8, Tolerance: .2, More: true}, .6, Worse, "a quarter less"},
		{"more, better", Figure{Value: .8, Tolerance: .2, More: true}, 1.2, Better, "half more"},
		{"no tolerance", Figure{Value: 100, Unit: "calls"}, 101, Worse, "one more"},
		{"exactly", Figure{Value: 100, Unit: "calls"}, 100, Equal, "the same"},
	} {
		test.before.Name = test.name
		now := test.before
		now.Value = test.now
		c, err := Compare(record(test.before), record(now))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Differences[0].Verdict; got != test.want || c.Worse() != (test.want == Worse) {
			t.Errorf("%s: %s is %q, worse: %v; want %q", test.name, test.description, got, c.Worse(), test.want)
		}
	}
}

func TestCompareOtherFigures(t *testing.T) {
	a, b, c := Figure{Name: "a", Value: 1}, Figure{Name: "b", Value: 1}, Figure{Name: "c", Value: 1}
	got, err := Compare(record(a, b), record(b, c))
	if err != nil || got.Worse() {
		t.Fatal(got, err)
	}
	for i, want := range []struct {
		name    string
		verdict Verdict
	}{{"a", Missing}, {"b", Equal}, {"c", New}} {
		d := got.Differences[i]
		if d.Verdict != want.verdict || d.Before.Name+d.Now.Name != strings.Repeat(want.name, len(d.Before.Name+d.Now.Name)) {
			t.Errorf("%+v, want %v", d, want)
		}
	}
	if _, err := Compare(record(a), record(c)); err == nil {
		t.Error("nothing in common was compared")
	}
	b.Unit = "bytes"
	if _, err := Compare(record(a, Figure{Name: "b", Value: 1}), record(a, b)); err == nil {
		t.Error("another unit was compared")
	}
}

func TestCompareOtherMethods(t *testing.T) {
	a := Figure{Name: "a", Value: 1}
	for name, change := range map[string]func(*Record){
		"pairs": func(r *Record) { r.Method.Pairs++ }, "file system": func(r *Record) { r.Method.FileSystem = "ext4" },
		"disk": func(r *Record) { r.Method.Disk = "xfs" }, "Hugo": func(r *Record) { r.Method.Hugo = "v2" },
	} {
		other := record(a)
		change(other)
		if _, err := Compare(record(a), other); err == nil || !strings.Contains(err.Error(), "not comparable") {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := record(a)
	other.Method.Hugo, other.Method.Disk, other.Method.Runs, other.Machine.CPUs = "", "", 3, 8
	c, err := Compare(record(a), other)
	if err != nil || len(c.Notes) != 2 {
		t.Errorf("%v, %v; want notes of runs and CPUs", c, err)
	}
}

func TestComparisonText(t *testing.T) {
	before := record(Figure{Name: "cold / Hugo wall", Value: .15, Tolerance: .1}, Figure{Name: "gone", Value: 2, Unit: "calls", Tolerance: .05})
	now := record(Figure{Name: "cold / Hugo wall", Value: .3, Tolerance: 9}, Figure{Name: "new", Value: 1})
	now.Machine.Go = "go2"
	c, err := Compare(before, now)
	if err != nil {
		t.Fatal(err)
	}
	const want = `figure            baseline    run    change  tolerance              verdict
cold / Hugo wall     0.150  0.300  +100.0 %       10 %                WORSE
gone               2 calls      –         –        5 %         not measured
new                      –  1.000         –          –  not in the baseline
Note: Go: go1 in the baseline, go2 in the run
`
	if got := c.String(); got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
}

func TestReadWrite(t *testing.T) {
	name := filepath.Join(t.TempDir(), "run.json")
	r := record(Figure{Name: "a", Value: .5, Low: .4, High: .6, Tolerance: .1, AtMost: .3}, Figure{Name: "b", Value: 5, Unit: "calls", AtMost: 6})
	if err := r.Write(name); err != nil {
		t.Fatal(err)
	}
	got, err := Read(name)
	if err != nil || got.Markdown() != r.Markdown() {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{
		"", "{", `{"unknown": 1}`, `{"figures": [{"name": "a", "value": 0}]}`, `{"figures": [{"name": "", "value": 1}]}`,
		`{"figures": [{"name": "a", "value": 1}, {"name": "a", "value": 1}]}`, `{"tables": [{"header": ["a"], "rows": [["a", "b"]]}]}`,
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(name); err == nil {
			t.Errorf("%s was read", text)
		}
	}
}

func TestPage(t *testing.T) {
	name := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(name, []byte("# Page\n\n"+begin+"old\n"+end+"\nAfter.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	r := record(Figure{Name: "a", Value: .5, Tolerance: .1, AtMost: .3}, Figure{Name: "b", Value: .5, AtMost: .6})
	if same, err := r.InPage(name); err != nil || same {
		t.Errorf("before: %v, %v", same, err)
	}
	for range 2 {
		if err := r.WritePage(name); err != nil {
			t.Fatal(err)
		}
		if same, err := r.InPage(name); err != nil || !same {
			t.Errorf("after: %v, %v", same, err)
		}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# Page\n\n" + begin, end + "\nAfter.\n", "### A table\n\n|  | wall |\n|---|---:|\n| a \\| b | 1.00 s |\n\nA note.\n",
		"| a | 0.500 | – | – | ≤ 0.300 | no |\n| b | 0.500 | – | – | ≤ 0.600 | yes |\n",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if err := os.WriteFile(name, []byte("# Page\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := r.WritePage(name); err == nil {
		t.Error("figures were written into a page without a place for them")
	}
}
