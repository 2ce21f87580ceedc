package browsertest

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/criteriatest"
	"baken.example/baken/internal/criteria/definition"
)

// walked is what the probe of all paths found.
type walked struct {
	Paths    []struct{ Path, Outcome string }
	Problems []string
}

// TestCheckPaths walks every path of the portal's self-check in the browser, one question at a
// time, and some of them in the other language, or with -thorough all. The number of questions is
// that of the longest way on; each result names every criterion that isn't met on top, has no empty
// heading and leads to a person; and the outcome is that of Go's evaluation.
func TestCheckPaths(t *testing.T) {
	sets, findings, err := definition.Load(t.Context(), os.DirFS(root), []string{"nl", "en"})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings.All())
	}
	date := content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}
	set := criteria.InForce(sets, date)["collaboration"]
	s := portal(t, false)
	b := startBrowser(t)
	pages := s.each(func(p page) bool { return strings.Contains(string(s.content(t, p.artifact)), `id="Check"`) })
	if len(pages) != 2 {
		t.Fatalf("%d self-checks", len(pages))
	}
	for i, p := range pages {
		most := 0
		if i > 0 {
			// The script is the same, and each question, verdict and outcome is on some of the
			// paths.
			most = unless(3, 0)
		}
		t.Run(p.lang, func(t *testing.T) {
			t.Parallel()
			walkPaths(t, b, s, p, set, most)
		})
	}
}

// walkPaths walks every path of a set in the browser, and compares the outcomes with those of Go's
// evaluation. If most isn't 0, it is about the paths on which, after so many questions, the first
// answer is given to each.
func walkPaths(t *testing.T, b *browser, s *site, p page, set *criteria.Set, most int) {
	t.Helper()
	want := map[string]string{}
	pathsOf(set, criteria.Answers{}, nil, most, want)
	tab, closeTab, err := b.newTab(s)
	defer closeTab()
	j := &journeyer{T: t, tab: tab}
	j.do(err, tab.open(p), tab.touch())
	start := time.Now()
	got, err := probe[walked](tab, "paths", most)
	j.do(err)
	t.Logf("%s: %d paths in %.1f s", set.ID.V, len(got.Paths), time.Since(start).Seconds())
	for _, problem := range got.Problems {
		t.Error(problem)
	}
	outcomes := map[string]string{}
	for _, w := range got.Paths {
		outcomes[w.Path] = w.Outcome
	}
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if outcomes[path] != want[path] {
			t.Errorf("%s: outcome %q instead of %q", path, outcomes[path], want[path])
		}
	}
	if len(outcomes) != len(want) {
		t.Errorf("%d paths, where there are %d", len(outcomes), len(want))
	}
}

// pathsOf collects the outcomes of the paths through a set, all or those that [walkPaths] is about.
func pathsOf(set *criteria.Set, answers criteria.Answers, path []string, most int, out map[string]string) {
	r := set.Evaluate(answers)
	if r.Next < 0 {
		out[strings.Join(path, ",")] = set.Outcomes[r.Outcome].ID.V
		return
	}
	q := &set.Questions[r.Next]
	all := answersTo(q)
	if most > 0 && len(path) >= most {
		all = all[:1]
	}
	for _, options := range all {
		with := maps.Clone(answers)
		with[r.Next] = options
		var ids []string
		for _, o := range options {
			ids = append(ids, q.Options[o].ID.V)
		}
		pathsOf(set, with, append(path[:len(path):len(path)], q.ID.V+":"+strings.Join(ids, "+")), most, out)
	}
}

// answersTo returns all answers to a question, as lists of options.
func answersTo(q *criteria.Question) (out [][]int) {
	if !q.Many {
		for o := range q.Options {
			out = append(out, []int{o})
		}
		return out
	}
	out = [][]int{nil}
	for o := range q.Options {
		if q.Options[o].Exclusive {
			continue
		}
		for _, options := range out {
			out = append(out, append(options[:len(options):len(options)], o))
		}
	}
	out = out[1:]
	for o := range q.Options {
		if q.Options[o].Exclusive {
			out = append(out, []int{o})
		}
	}
	return out
}

// parts has outcomes that say what to do in items alone, in a body alone, and not at all: of the
// first, no item is part of what comes out for some readers.
const parts = `id: parts
valid_from: 2026-01-01
legal_basis:
  - {name: {nl: Wet, en: Act}, article: 1, identifier: 32022L2555}
questions:
  - id: where
    text: {nl: Waar?, en: Where?}
    options:
      - {id: here, label: {nl: Hier, en: Here}}
      - {id: there, label: {nl: Daar, en: There}}
      - {id: far, label: {nl: Ver, en: Far}}
      - {id: nowhere, label: {nl: Nergens, en: Nowhere}}
  - id: what
    type: many
    text: {nl: Wat?, en: What?}
    options:
      - {id: a, label: {nl: A, en: A}}
      - {id: b, label: {nl: B, en: B}}
      - {id: none, label: {nl: Niets, en: Nothing}, exclusive: true}
outcomes:
  - id: items
    title: {nl: Delen, en: Parts}
    when: where == "here"
    items:
      - {id: a, text: {nl: Doe a., en: Do a.}, when: '"a" in what'}
      - {id: b, text: {nl: Doe b., en: Do b.}, when: '"b" in what'}
  - id: grounds
    title: {nl: De wet, en: The law}
    when: where == "there"
    legal_basis:
      - {name: {nl: Wet, en: Act}, article: 2, identifier: 32022L2555}
  - id: silent
    title: {nl: Niets, en: Nothing}
    when: where == "far"
  - id: body
    title: {nl: Tekst, en: Text}
    body: {nl: Doe iets., en: Do something.}
    when: not ("a" in what)
  - id: both
    title: {nl: Beide, en: Both}
    body: {nl: Doe iets., en: Do something.}
    items:
      - {id: b, text: {nl: Doe b., en: Do b.}, when: '"b" in what'}
`

var allPaths = flag.Bool("paths", false, "walk every path of the larger sets too")

// TestFlowPaths walks every path of sets after public rules, typing what is typed, as
// [TestCheckPaths] does for the portal's own. Not all are walked by default: -paths.
func TestFlowPaths(t *testing.T) {
	sets := map[string]string{"parts": parts}
	for _, shape := range criteriatest.Shapes() {
		if shape.Name == "small-trader" || *allPaths && slices.Contains([]string{"rent-support", "taxi-licence", "street-trees", "market-stall", "moving-house"}, shape.Name) {
			sets[shape.Name] = shape.YAML
		}
	}
	made, err := makeChecksOf(sets)
	if err != nil {
		t.Fatal(err)
	}
	s := &checkSite{serve(t, listen(t), made.artifacts), made.sets}
	b := startBrowser(t)
	for _, set := range s.sets {
		t.Run(set.ID.V, func(t *testing.T) {
			t.Parallel()
			walkPaths(t, b, s.site, s.path(set), set, 0)
		})
	}
}

// TestCheckPathsFaults holds that the walk finds what it looks for.
func TestCheckPathsFaults(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	for name, fault := range map[string]struct{ old, new, problem string }{
		"a number too high":                 {`data-left="4`, `data-left="5`, "question 1 of at most 5, but it is 1 of 4"},
		"a number too low":                  {`data-left="2`, `data-left="1`, "but it is 3 of 4"},
		"no headline":                       {`data-headline`, `data-other`, "no headline"},
		"an unmet criterion without a name": {`data-criterion="local" href`, `data-criterion="other" href`, "the headline doesn't name local"},
		"an empty heading":                  {`<dl><div><dt></dt>`, `<h3> </h3><dl><div><dt></dt>`, "an empty heading"},
		"a heading alone":                   {`<dl><div><dt></dt>`, `<h3>Alone</h3><h3>Answers</h3><dl><div><dt></dt>`, "nothing below the heading Alone"},
		"nobody to ask":                     {`href="mailto:someone@`, `href="mailto:?`, "no way to a person"},
	} {
		t.Run(name, func(t *testing.T) {
			changed := false
			artifacts := slices.Clone(s.artifacts)
			for i, a := range artifacts {
				if a.Path != "en/early/index.html" {
					continue
				}
				artifacts[i].Append = func(b []byte) ([]byte, error) {
					text, err := a.Append(nil)
					out := bytes.ReplaceAll(text, []byte(fault.old), []byte(fault.new))
					changed = changed || !bytes.Equal(text, out)
					return append(b, out...), err
				}
			}
			faulty := serve(t, listen(t), artifacts)
			tab, closeTab, err := b.newTab(faulty)
			defer closeTab()
			j := &journeyer{T: t, tab: tab}
			j.do(err, tab.open(s.path(s.set(t, "early"))), tab.touch())
			got, err := probe[walked](tab, "paths", 0)
			j.do(err)
			found := slices.ContainsFunc(got.Problems, func(p string) bool { return strings.Contains(p, fault.problem) })
			if !changed || !found {
				t.Errorf("changed %v, found %q", changed, got.Problems)
			}
		})
	}
}
