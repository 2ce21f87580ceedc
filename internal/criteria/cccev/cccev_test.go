package cccev_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	baken "baken.example/baken"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/cccev"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/license"
	"baken.example/baken/internal/message"
)

const iri = "https://guide.test/criteria/test/2020-01-01"

// describe returns the description of a set, under a license that may be none.
func describe(t *testing.T, set *criteria.Set, by string) []byte {
	t.Helper()
	catalog, list, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
	in := cccev.Input{Set: set, IRI: iri, SetIRI: "https://guide.test/criteria/test", Formats: []string{iri + ".json"}}
	if by != "" {
		if in.License, err = license.Parse(by); err != nil {
			t.Fatal(err)
		}
	}
	for _, code := range []string{"nl", "en"} {
		in.Words = append(in.Words, phrase.New(set, code, catalog.In(code)))
	}
	text, err := cccev.JSONLD(in)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// load returns the set in a YAML file.
func load(t *testing.T, text string) *criteria.Set {
	t.Helper()
	sets, list, err := definition.Load(t.Context(), fstest.MapFS{"content/criteria/test.yaml": {Data: []byte(text)}}, []string{"nl", "en"})
	if err != nil || len(sets) != 1 {
		t.Fatal(err, list.All())
	}
	return sets[0]
}

// node is what the tests look at in a node.
type node struct {
	ID       string   `json:"@id"`
	Type     []string `json:"@type"`
	License  string   `json:"license"`
	IsPartOf string   `json:"isPartOf"`
	IDLocal  string   `json:"idLocal"`
	Page     string   `json:"page"`

	Description                            map[string]string
	HasRequirement, HasConcept, Constrains []string
	IsDerivedFrom, Implements              []string
	IsRequirementOf, Fulfils, References   string
	HasTopConcept                          []string
	InScheme                               string
	Expected                               string `json:"expressionOfExpectedValue"`
}

// graph returns the nodes of a description by their ids.
func graph(t *testing.T, text []byte) map[string]node {
	t.Helper()
	var d struct {
		Context map[string]any `json:"@context"`
		Graph   []node         `json:"@graph"`
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	if d.Context["@base"] != iri {
		t.Errorf("the base is %v", d.Context["@base"])
	}
	nodes := map[string]node{}
	for _, n := range d.Graph {
		if _, twice := nodes[n.ID]; twice || n.ID == "" {
			t.Errorf("the id %q", n.ID)
		}
		nodes[n.ID] = n
	}
	return nodes
}

// TestReferences holds that every reference within the documents of all sets leads to a node, and
// that a document is the same each time.
func TestReferences(t *testing.T) {
	for _, shape := range criteriatest.Shapes() {
		set := load(t, shape.YAML)
		text := describe(t, set, "CC0-1.0")
		if !bytes.Equal(text, describe(t, set, "CC0-1.0")) {
			t.Errorf("%s differs the second time", shape.Name)
		}
		nodes := graph(t, text)
		for id, n := range nodes {
			var refs []string
			for _, list := range [][]string{
				n.HasRequirement, n.HasConcept, n.Constrains, n.IsDerivedFrom, n.Implements, n.HasTopConcept,
				{n.IsRequirementOf, n.Fulfils, n.References, n.InScheme},
			} {
				refs = append(refs, list...)
			}
			for _, ref := range refs {
				if _, ok := nodes[ref]; ref != "" && !ok {
					t.Errorf("%s: %s refers to %s, which isn't there", shape.Name, id, ref)
				}
			}
		}
	}
}

const lawful = `id: test
valid_from: 2020-01-01
legal_basis:
  - {name: {nl: Richtlijn, en: Directive}, identifier: eli/dir/2022/2555}
  - {name: {nl: Richtlijn, en: Directive}, article: 29, identifier: eli/dir/2022/2555}
  - {name: {nl: Wet, en: Act}, article: 2, identifier: "jci1.3:c:BWBR0005537&artikel=2"}
  - {name: {nl: Regel, en: Regulation}, url: "https://law.test/3"}
  - {name: {nl: Verordening, en: Loi}, identifier: "https://www.irishstatutebook.ie/eli/2018/act/7/enacted/en/html"}
questions:
  - id: age
    text: {nl: Hoe oud?, en: How old?}
    type: number
    min: 0
    max: 120
criteria:
  - id: grown
    title: {nl: Volwassen, en: Grown up}
    met: age >= 18
    unmet: otherwise
outcomes:
  - {id: "yes", title: {nl: Ja, en: "Yes"}, when: criteria.grown == "met"}
  - {id: "no", title: {nl: Nee, en: "No"}}
`

// TestLaws holds how legal resources are identified: by their ELI, or as part of an act that has
// one, and else by the document.
func TestLaws(t *testing.T) {
	nodes := graph(t, describe(t, load(t, lawful), ""))
	want := []string{"http://data.europa.eu/eli/dir/2022/2555", "#law-2", "#law-3", "#law-4", "https://www.irishstatutebook.ie/eli/2018/act/7/enacted/en/html"}
	if diff := cmp.Diff(want, nodes["#rule"].Implements); diff != "" {
		t.Error(diff)
	}
	if got := nodes["#law-2"]; got.IsPartOf != want[0] || got.Page != "https://eur-lex.europa.eu/eli/dir/2022/2555" {
		t.Errorf("%+v", got)
	}
	if got := nodes["#law-3"]; got.IDLocal != "jci1.3:c:BWBR0005537&artikel=2" || got.IsPartOf != "" {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff(want, nodes["#criterion-grown"].IsDerivedFrom); diff != "" {
		t.Error(diff)
	}
}

// TestWords holds that constraints say their conditions in words, and concepts their values.
func TestWords(t *testing.T) {
	nodes := graph(t, describe(t, load(t, lawful), ""))
	if got := nodes["#criterion-grown-met"].Description; !strings.Contains(got["en"], "18 or more") || !strings.Contains(got["nl"], "18 of meer") {
		t.Errorf("%v", got)
	}
	if got := nodes["#concept-age"].Expected; got != "number 0..120 step 1" {
		t.Error(got)
	}
	if diff := cmp.Diff([]string{"#concept-age"}, nodes["#criterion-grown-unmet"].Constrains); diff != "" {
		t.Error(diff)
	}
}

// TestLicense holds that a license is stated by its IRI, and none where there is none.
func TestLicense(t *testing.T) {
	set := load(t, lawful)
	for by, want := range map[string]string{"": "", "EUPL-1.2": "http://spdx.org/licenses/EUPL-1.2", "https://law.test/l": "https://law.test/l"} {
		nodes := graph(t, describe(t, set, by))
		if nodes[iri].License != want || nodes["#rule"].License != want {
			t.Errorf("%q is stated as %q and %q", by, nodes[iri].License, nodes["#rule"].License)
		}
	}
}
