package opendatatest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
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
	"baken.example/baken/internal/nodetest"
	"baken.example/baken/internal/thoroughtest"
)

var (
	all    = flag.Bool("all", false, "evaluate every complete answer of every set")
	sample = flag.Int("sample", 300, "the number of complete answers in a sample")
	only   = flag.String("only", "", "the id of the one set to evaluate")
)

// sampled is the number of complete answers from which on a set is sampled.
var sampled = thoroughtest.Unless(1_000, 5_000)

// task is an element of the input of check.mjs, answer one of its output.
type (
	task struct {
		// DMN are the files of a model by version, Cases the file of its cases.
		DMN   map[string]string `json:"dmn,omitempty"`
		Cases string            `json:"cases,omitempty"`
		// Schemas asks for validation by the XML Schemas, which takes longest.
		Schemas bool `json:"schemas,omitempty"`
		// Linked is a file of linked data.
		Linked string `json:"linked,omitempty"`
	}
	answer struct {
		Problems []string `json:"problems"`
		Compared int      `json:"compared"`
		Triples  int      `json:"triples"`
	}
)

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

// models writes the model of a set in each version of DMN. It returns the files by version, or nil
// if the set has no model.
func models(t *testing.T, dir string, set *criteria.Set) map[string]string {
	t.Helper()
	catalog, list, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
	d := decided(t, set)
	if !dmn.Fits(d) {
		return nil
	}
	model, err := dmn.New(d, phrase.New(set, "en", catalog.In("en")), "https://guide.test/criteria/"+set.ID.V+"/"+set.Version())
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, version := range dmn.Versions() {
		files[version.Name] = write(t, filepath.Join(dir, set.ID.V+"@"+set.Version()+"."+version.Name+".dmn"), model.XML(version))
	}
	return files
}

// random returns random sets, with every construct of the language. No criterion is met and unmet
// at once, which the proof refuses.
func random() (out []*criteria.Set) {
	for seed := range uint64(20) {
		set := criteriatest.Random(rand.New(rand.NewPCG(seed, 64)), 1+int(seed%5))
		set.ID.V = fmt.Sprintf("random-%d", seed)
		for i := range set.Criteria {
			if c := &set.Criteria[i]; c.Met != nil && c.Unmet != nil {
				c.Unmet = &criteria.Condition{Root: criteria.And{Terms: []criteria.Expr{c.Unmet.Root, criteria.Not{X: c.Met.Root}}}}
			}
		}
		out = append(out, set)
	}
	return out
}

// TestDecisionModels holds that the models of all sets are read, valid and evaluated as Baken
// evaluates the sets.
func TestDecisionModels(t *testing.T) { compare(t, sets(t), true) }

// TestRandomModels is TestDecisionModels for random sets, without the schemas.
func TestRandomModels(t *testing.T) { compare(t, random(), false) }

func compare(t *testing.T, sets []*criteria.Set, schemas bool) {
	t.Helper()
	node := nodetest.Path(t, "feelin")
	dir := t.TempDir()
	var tasks []task
	var names []string
	var counts []*cases
	for i, set := range sets {
		if *only != "" && set.ID.V != *only {
			continue
		}
		name := set.ID.V + "@" + set.Version()
		files := models(t, dir, set)
		if files == nil {
			t.Logf("%s is too large for decision tables", name)
			continue
		}
		// Validating takes longest: every other set has each element of a model several times.
		k := task{DMN: files, Schemas: schemas && (i%2 == 0 || thoroughtest.Asked()), Cases: filepath.Join(dir, name+".ndjson")}
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
		c.sample(*sample)
	}
	if c.err == nil {
		c.err = to.Flush()
	}
	if c.err != nil {
		t.Fatal(strings.TrimSpace(c.err.Error()))
	}
	return c
}
