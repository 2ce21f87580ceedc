package opendatatest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	baken "baken.example/baken"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/cccev"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/license"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/nodetest"
)

// linked returns the linked data about a set.
func linked(t *testing.T, set *criteria.Set) []byte {
	t.Helper()
	catalog, list, err := message.Load(t.Context(), baken.Defaults, fstest.MapFS{}, message.Options{Languages: message.Languages("nl", "en")})
	if err != nil || list.HasErrors() {
		t.Fatal(err, list.All())
	}
	of := "https://guide.test/criteria/" + set.ID.V
	in := cccev.Input{Set: set, IRI: of + "/" + set.Version(), SetIRI: of, Formats: []string{of + "/" + set.Version() + ".json"}}
	in.License, _ = license.Parse("CC0-1.0")
	for _, code := range []string{"nl", "en"} {
		in.Words = append(in.Words, phrase.New(set, code, catalog.In(code)))
	}
	text, err := cccev.JSONLD(in)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func write(t *testing.T, name string, text []byte) string {
	t.Helper()
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// brokenLinks are faults to inject into linked data, and a part of the problem that each makes.
var brokenLinks = []struct{ old, new, want string }{
	{`"identifier":"collaboration/first#criterion-mandate",`, ``, "criterion-mandate: http://purl.org/dc/terms/identifier"},
	{`"@type":["cpsv:Rule"]`, `"@type":["cccev:Rule"]`, "fulfils"},
	{`"@type":["cccev:InformationConcept"]`, `"@type":["cccev:Concept"]`, "hasConcept"},
	{`"title":{"en":"What kind`, `"title":{"@none":"What kind`, "title"},
	{`"hasRequirement":["#criterion-mandate-`, `"hasRequirement":["#criterion-nothing-`, "hasRequirement"},
	{`"endDate":"2026-08-14"`, `"endDate":"August"`, "endDate"},
	{`"implements":["#law-1"`, `"implements":["#law-0"`, "implements"},
	{`"license":"http://spdx.org/licenses/CC0-1.0"`, `"licence":"http://spdx.org/licenses/CC0-1.0"`, "Error"},
	{`"notation":"partnership",`, ``, "notation"},
	{`"title":{"@id":"dct:title","@container":"@language"}`, `"title":{"@id":"dct:title"}`, "Error"},
}

// TestLinkedData holds that the linked data about all sets is JSON-LD and conforms to the shapes,
// and that faults in it are found.
func TestLinkedData(t *testing.T) {
	node := nodetest.Path(t, "feelin")
	dir := t.TempDir()
	var tasks []task
	var names []string
	var first []byte
	for _, set := range sets(t) {
		name := set.ID.V + "@" + set.Version()
		text := linked(t, set)
		if first == nil {
			first = text
		}
		names = append(names, name)
		tasks = append(tasks, task{Linked: write(t, filepath.Join(dir, name+".jsonld"), text)})
	}
	sound := len(tasks)
	for i, f := range brokenLinks {
		broken := strings.Replace(string(first), f.old, f.new, 1)
		if broken == string(first) {
			t.Fatalf("the linked data has no %s", f.old)
		}
		tasks = append(tasks, task{Linked: write(t, filepath.Join(dir, string(rune('a'+i))+".jsonld"), []byte(broken))})
	}
	answers := check(t, node, tasks)
	for i, a := range answers[:sound] {
		t.Logf("%-24s %6d triples", names[i], a.Triples)
		for _, p := range a.Problems {
			t.Errorf("%s: %s", names[i], p)
		}
		if a.Triples < 20 {
			t.Errorf("%s has %d triples", names[i], a.Triples)
		}
	}
	for i, a := range answers[sound:] {
		if !slices.ContainsFunc(a.Problems, func(p string) bool { return strings.Contains(p, brokenLinks[i].want) }) {
			t.Errorf("%s: %q isn't among the problems: %q", brokenLinks[i].old, brokenLinks[i].want, a.Problems)
		}
	}
}
