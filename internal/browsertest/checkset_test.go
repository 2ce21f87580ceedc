package browsertest

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	baken "baken.example/baken"
	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
	"baken.example/baken/internal/pipeline"
)

// checkSite is a site with the self-checks of sets of many shapes, the portal's own first.
type checkSite struct {
	*site
	sets []*criteria.Set
}

// path is where the check of a set is, in the site's second language.
func (s *checkSite) path(set *criteria.Set) page {
	return page{path: "/en/" + set.ID.V + "/", lang: "en", status: 200}
}

// set returns a set by its id.
func (s *checkSite) set(t *testing.T, id string) *criteria.Set {
	t.Helper()
	for _, set := range s.sets {
		if set.ID.V == id {
			return set
		}
	}
	t.Fatalf("there is no set %q", id)
	return nil
}

// checks makes a site of self-checks and serves it until the test ends.
func checks(t *testing.T) *checkSite {
	t.Helper()
	return checksThrough(t, func(h http.Handler) http.Handler { return h })
}

// checksThrough is checks, but what is asked of the server goes through a handler.
func checksThrough(t *testing.T, through func(http.Handler) http.Handler) *checkSite {
	t.Helper()
	made, err := makeChecks()
	if err != nil {
		t.Fatal(err)
	}
	return &checkSite{serveThrough(t, listen(t), made.artifacts, through), made.sets}
}

// madeChecks is a site of self-checks that isn't served yet.
type madeChecks struct {
	artifacts []artifact.Artifact
	sets      []*criteria.Set
}

// makeChecks makes a site of self-checks, once for all tests: proving and compiling so many takes a
// while.
var makeChecks = sync.OnceValues(func() (madeChecks, error) {
	sets := map[string]string{}
	for _, file := range []string{"content/criteria/collaboration-cbw.yaml", "internal/criteria/definition/testdata/subsidy.yaml"} {
		yaml, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		if err != nil {
			return madeChecks{}, err
		}
		sets[strings.TrimSuffix(filepath.Base(file), ".yaml")] = string(yaml)
	}
	for _, shape := range criteriatest.Shapes() {
		sets[shape.Name] = shape.YAML
	}
	// Two with large functions, the second of which is near the limit of what a browser is given.
	sets["ring"] = named("ring", criteriatest.Ring(20))
	sets["different"] = named("different", criteriatest.AllDifferent(8))
	sets["long"] = longSet()
	values, err := os.ReadFile(filepath.Join("testdata", "typed.yaml"))
	if err != nil {
		return madeChecks{}, err
	}
	sets["typed"] = string(values)
	return makeChecksOf(sets)
})

// drafts makes a site of the self-checks of sets as they were first written, and serves it until
// the test ends.
func drafts(t *testing.T) *checkSite {
	t.Helper()
	made, err := makeDrafts()
	if err != nil {
		t.Fatal(err)
	}
	return &checkSite{serve(t, listen(t), made.artifacts), made.sets}
}

var makeDrafts = sync.OnceValues(func() (madeChecks, error) {
	sets := map[string]string{}
	for _, draft := range criteriatest.Drafts() {
		sets[draft.Name] = draft.YAML
	}
	return makeChecksOf(sets)
})

// named returns a set of [criteriatest.Hard] with an id of its own.
func named(id, yaml string) string { return strings.Replace(yaml, "id: hard\n", "id: "+id+"\n", 1) }

// makeChecksOf makes a site of the self-checks of sets in nl and en, by the name of their file.
func makeChecksOf(texts map[string]string) (madeChecks, error) {
	files := fstest.MapFS{
		"content/site.yaml": {Data: []byte(`base_url: https://example.com
title: {nl: Toetsen, en: Checks}
description: {nl: Toetsen van allerlei vormen., en: Checks of all shapes.}
languages: [{code: nl, name: Nederlands}, {code: en, name: English}]
contact: {name: {nl: Wij, en: Us}, email: someone@example.com}
security: {contact: "mailto:someone@example.com", expires: 2027-10-01}
`)},
	}
	for name, yaml := range texts {
		files["content/criteria/"+name+".yaml"] = &fstest.MapFile{Data: []byte(withoutLinks(yaml))}
	}
	values, err := os.ReadFile(filepath.Join(root, "content", "values.yaml")) // Of the portal's own set.
	if err != nil {
		return madeChecks{}, err
	}
	files["content/values.yaml"] = &fstest.MapFile{Data: values}
	date := content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}
	sets, findings, err := definition.Load(context.Background(), files, []string{"nl", "en"})
	if err != nil || findings.HasErrors() {
		return madeChecks{}, fmt.Errorf("load the sets: %v %v", err, findings.All())
	}
	for _, lang := range []string{"nl", "en"} {
		files["content/index."+lang+".md"] = markdown("Checks", "")
		for _, set := range sets {
			files["content/"+set.ID.V+"."+lang+".md"] = markdown("Check "+set.ID.V, "criteria: "+set.ID.V+"\n")
		}
	}
	p, err := pipeline.Load(context.Background(), fs.FS(files), baken.Defaults, pipeline.Options{Date: date})
	if err != nil {
		return madeChecks{}, err
	}
	if p.Findings.HasErrors() {
		return madeChecks{}, fmt.Errorf("the checks have errors: %v", p.Findings.All())
	}
	// Tests compare with the sets that were rendered: to compile them again would take long.
	for set, c := range p.Compiled {
		sheets.Store(set, c.Sheet)
	}
	return madeChecks{p.Artifacts, p.Criteria}, nil
}

// withoutLinks makes text of links, which lead to pages that this site doesn't have.
func withoutLinks(yaml string) string { return markdownLink.ReplaceAllString(yaml, "$1") }

func markdown(title, more string) *fstest.MapFile {
	return &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %s\ndescription: About it.\n%s---\n\nText.\n", title, more)}
}

// longSet is a set without short forms and advice, whose texts are long and have long words: a
// message about its results is too long for mail programs.
func longSet() string {
	const word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
	var questions, criteria strings.Builder
	for i := range 6 {
		text := fmt.Sprintf("Does number %d of %s do what everybody%s", i+1, word, strings.Repeat(" who has anything to do with it", 7))
		fmt.Fprintf(&questions, `  - id: q%d
    text: {nl: "%[2]s?", en: "%[2]s?"}
    options: [{id: "yes", label: {nl: Ja, en: "Yes"}}, {id: "no", label: {nl: Nee, en: "No"}}]
`, i, text)
		fmt.Fprintf(&criteria, `  - id: c%d
    title: {nl: "%[2]s %[1]d", en: "%[2]s %[1]d"}
    met: q%[1]d == "yes"
    unmet: q%[1]d == "no"
`, i, word)
	}
	return "id: long\nvalid_from: 2026-01-01\nquestions:\n" + questions.String() + "criteria:\n" + criteria.String() + `outcomes:
  - {id: fine, title: {nl: Goed, en: Fine}, when: criteria.c0 == "met"}
  - {id: otherwise, title: {nl: Anders, en: Otherwise}}
`
}
