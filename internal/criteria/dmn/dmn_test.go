package dmn_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	baken "baken.example/baken"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/dmn"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/message"
)

var update = flag.Bool("update", false, "write the golden files")

const namespace = "https://guide.test/criteria/test/2020-01-01"

// decided returns the decision diagrams of a set.
func decided(t testing.TB, set *criteria.Set) *decision.Decisions {
	t.Helper()
	d, err := decision.New(t.Context(), proof.Unchecked(set))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// model returns the model of a set in English.
func model(t *testing.T, set *criteria.Set) *dmn.Model {
	t.Helper()
	d := decided(t, set)
	if !dmn.Fits(d) {
		t.Fatal("the set is too large")
	}
	m, err := dmn.New(d, words(t, set), namespace)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// words returns the words of a set in English.
func words(t testing.TB, set *criteria.Set) *phrase.Words {
	t.Helper()
	catalog, list, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
	return phrase.New(set, "en", catalog.In("en"))
}

// load returns the set in a YAML file.
func load(t testing.TB, text string) *criteria.Set {
	t.Helper()
	sets, list, err := definition.Load(t.Context(), fstest.MapFS{"content/criteria/test.yaml": {Data: []byte(text)}}, []string{"nl", "en"})
	if err != nil || len(sets) != 1 {
		t.Fatal(err, list.All())
	}
	return sets[0]
}

// versions returns the model in 1.3 and 1.5.
func versions(m *dmn.Model) (old, new []byte) {
	v := dmn.Versions()
	return m.XML(v[0]), m.XML(v[1])
}

// TestGolden holds the text of a model of a set with every kind of question and result, whose ids
// are words of FEEL and names that others would have.
func TestGolden(t *testing.T) {
	text, err := os.ReadFile("testdata/every.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got, _ := versions(model(t, load(t, string(text))))
	golden := filepath.Join("testdata", "every.dmn")
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

// ncName matches the names of ids without a colon in ASCII (https://www.w3.org/TR/xml-names/).
var ncName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// wellFormed checks that a model is XML whose ids are distinct NCNames, and whose references lead
// to one.
func wellFormed(t *testing.T, text []byte) {
	t.Helper()
	ids, refs := map[string]bool{}, map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			switch a.Name.Local {
			case "id":
				if ids[a.Value] || !ncName.MatchString(a.Value) {
					t.Errorf("the id %q", a.Value)
				}
				ids[a.Value] = true
			case "href":
				refs[strings.TrimPrefix(a.Value, "#")] = true
			case "dmnElementRef":
				refs[a.Value] = true
			}
		}
	}
	for ref := range refs {
		if !ids[ref] {
			t.Errorf("%q isn't there", ref)
		}
	}
}

// TestVersions holds that 1.3 and 1.5 differ in their namespaces only, and that a model is the same
// each time.
func TestVersions(t *testing.T) {
	old, new := versions(model(t, load(t, criteriatest.Shapes()[5].YAML)))
	wellFormed(t, old)
	if got := bytes.ReplaceAll(new, []byte("/20230324/"), []byte("/20191111/")); !bytes.Equal(got, old) || bytes.Equal(new, old) {
		t.Error("1.3 and 1.5 differ in more than their namespaces")
	}
	again, _ := versions(model(t, load(t, criteriatest.Shapes()[5].YAML)))
	if !bytes.Equal(old, again) {
		t.Error("the model differs the second time")
	}
}

// TestRandom holds that the models of random sets are well-formed, whatever their texts.
func TestRandom(t *testing.T) {
	n := 0
	for seed := range uint64(40) {
		set := criteriatest.Random(rand.New(rand.NewPCG(seed, 16)), 1+int(seed%5))
		hostile := content.Localized{"en": {V: "a \"b\" <c> & 'd' ]]> \x00\x1f\ufffe\n\te\r é"}}
		set.Title = hostile
		for i := range set.Questions {
			set.Questions[i].Text = hostile
			for j := range set.Questions[i].Options {
				set.Questions[i].Options[j].Label = hostile
			}
		}
		for i := range set.Criteria {
			set.Criteria[i].Title = hostile
			set.Criteria[i].References = []criteria.Reference{{Name: hostile, Article: "1", URL: "https://law.test/?a=1&b=\"<2>\""}}
		}
		for i := range set.Outcomes {
			set.Outcomes[i].Title = hostile
			for j := range set.Outcomes[i].Items {
				set.Outcomes[i].Items[j].Text = hostile
			}
		}
		if !dmn.Fits(decided(t, set)) {
			continue
		}
		n++
		old, _ := versions(model(t, set))
		wellFormed(t, old)
	}
	if n < 30 {
		t.Errorf("only %d sets have models", n)
	}
}

// TestTooLarge holds that a set whose tables would be too large has no model.
func TestTooLarge(t *testing.T) {
	if dmn.Fits(decided(t, load(t, criteriatest.Forty(40)))) {
		t.Error("forty questions have tables")
	}
}

// BenchmarkModel makes the model of a set of fifteen questions, and writes it.
func BenchmarkModel(b *testing.B) {
	i := slices.IndexFunc(criteriatest.Shapes(), func(s criteriatest.Shape) bool { return s.Name == "flood" })
	set := load(b, criteriatest.Shapes()[i].YAML)
	d := decided(b, set)
	w := words(b, set)
	var size int
	for b.Loop() {
		if !dmn.Fits(d) {
			b.Fatal("the set is too large")
		}
		m, err := dmn.New(d, w, namespace)
		if err != nil {
			b.Fatal(err)
		}
		size = len(m.XML(dmn.Versions()[0]))
	}
	b.ReportMetric(float64(size), "B")
}
