package opendatatest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/dmn"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/message"
)

var all = flag.Bool("all", false, "evaluate every complete answer of every set")

// sampled is the number of complete answers from which on a set is sampled, and sample the number
// of complete answers in a sample.
const sampled, sample = 12_000, 300

// task is an element of the input of check.mjs, answer one of its output.
type (
	task struct {
		// DMN are the files of a model by version, Cases the file of its cases.
		DMN   map[string]string `json:"dmn,omitempty"`
		Cases string            `json:"cases,omitempty"`
	}
	answer struct {
		Problems []string `json:"problems"`
		Compared int      `json:"compared"`
	}
)

// node returns the path of Node.js. It skips the test, or fails it with CI=true, without it or the
// packages.
func node(t *testing.T) string {
	t.Helper()
	name, err := exec.LookPath("node")
	if err != nil {
		missing(t, "Node.js", "install it, and npm")
	}
	if _, err := os.Stat("node_modules/feelin/package.json"); err != nil {
		missing(t, "npm's packages", "run npm ci in internal/opendatatest")
	}
	return name
}

func missing(t *testing.T, what, remedy string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("no %s: %s", what, remedy)
	}
	t.Skipf("SKIPPED: no %s: %s", what, remedy)
}

// check runs check.mjs.
func check(t *testing.T, node string, tasks []task) []answer {
	t.Helper()
	in, err := json.Marshal(tasks)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "check.mjs")
	var out, log bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &log
	if err := cmd.Run(); err != nil {
		t.Fatalf("check.mjs: %v\n%s", err, &log)
	}
	var answers []answer
	if err := json.Unmarshal(out.Bytes(), &answers); err != nil || len(answers) != len(tasks) {
		t.Fatalf("%v: %s\n%s", err, &out, &log)
	}
	return answers
}

// sets returns the sets of the repository's portal, and those of package criteriatest.
func sets(t *testing.T) []*criteria.Set {
	t.Helper()
	files := fstest.MapFS{}
	for _, shape := range criteriatest.Shapes() {
		files["content/criteria/"+shape.Name+".yaml"] = &fstest.MapFile{Data: []byte(shape.YAML)}
	}
	var out []*criteria.Set
	for _, fsys := range []struct {
		name string
		load func() ([]*criteria.Set, error)
	}{
		{"portal", func() ([]*criteria.Set, error) {
			sets, _, err := definition.Load(t.Context(), os.DirFS("../.."), []string{"nl", "en"})
			return sets, err
		}},
		{"shapes", func() ([]*criteria.Set, error) {
			sets, _, err := definition.Load(t.Context(), files, []string{"nl", "en"})
			return sets, err
		}},
	} {
		sets, err := fsys.load()
		if err != nil || len(sets) == 0 {
			t.Fatalf("%s: %d sets, %v", fsys.name, len(sets), err)
		}
		out = append(out, sets...)
	}
	return out
}

// decided returns the decision diagrams of a set.
func decided(t *testing.T, set *criteria.Set) *decision.Decisions {
	t.Helper()
	d, err := decision.New(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDecisionModels holds that the models of all sets are read, valid and evaluated as Baken
// evaluates the sets.
func TestDecisionModels(t *testing.T) {
	node := node(t)
	catalog, list, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, []string{"nl", "en"}, nil)
	if err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
	dir := t.TempDir()
	var tasks []task
	var names []string
	var counts []*cases
	for _, set := range sets(t) {
		name := set.ID.V + "@" + set.Version()
		d := decided(t, set)
		if !dmn.Fits(d) {
			t.Logf("%s is too large for decision tables", name)
			continue
		}
		model, err := dmn.New(d, phrase.New(set, "en", catalog.In("en")), "https://guide.test/criteria/"+set.ID.V+"/"+set.Version())
		if err != nil {
			t.Fatal(err)
		}
		k := task{DMN: map[string]string{}, Cases: filepath.Join(dir, name+".ndjson")}
		for _, version := range dmn.Versions() {
			k.DMN[version.Name] = filepath.Join(dir, name+"."+version.Name+".dmn")
			if err := os.WriteFile(k.DMN[version.Name], model.XML(version), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		tasks, names, counts = append(tasks, k), append(names, name), append(counts, writeCases(t, set, k.Cases))
	}
	complete := 0
	for i, a := range check(t, node, tasks) {
		t.Logf("%-24s %8d complete answers, %8d on the way, %9d results", names[i], counts[i].complete, counts[i].partial, a.Compared)
		complete += counts[i].complete
		for _, p := range a.Problems {
			t.Errorf("%s: %s", names[i], p)
		}
		if want := (counts[i].complete + counts[i].partial) * len(counts[i].Decisions); a.Compared != want {
			t.Errorf("%s: %d results were compared, not %d", names[i], a.Compared, want)
		}
	}
	t.Logf("%d sets, %d complete answers", len(tasks), complete)
}

// writeCases writes the cases of a set to a file.
func writeCases(t *testing.T, set *criteria.Set, file string) *cases {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	to := bufio.NewWriter(f)
	c := newCases(set, to)
	switch {
	case *all, c.count(sampled) < sampled:
		c.all()
	default:
		c.sample(sample)
	}
	if c.err == nil {
		c.err = to.Flush()
	}
	if c.err != nil {
		t.Fatal(strings.TrimSpace(c.err.Error()))
	}
	return c
}
