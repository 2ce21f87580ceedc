package browsertest

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/definition"
)

// walked is what the probe of all paths found.
type walked struct {
	Paths    []struct{ Path, Outcome string }
	Problems []string
}

// TestCheckPaths walks every path of the portal's self-check in the browser, in each language, one
// question at a time. The number of questions is that of the longest way on; each result names
// every criterion that isn't met on top, has no empty heading and leads to a person; and the
// outcome is that of Go's evaluation.
func TestCheckPaths(t *testing.T) {
	sets, findings, err := definition.Load(t.Context(), os.DirFS(root), []string{"nl", "en"})
	if err != nil || findings.HasErrors() {
		t.Fatal(err, findings.All())
	}
	date := content.Date{Time: time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)}
	set := criteria.InForce(sets, date)["collaboration"]
	want := map[string]string{}
	pathsOf(set, criteria.Answers{}, nil, want)

	s := portal(t, false)
	b := startBrowser(t)
	pages := s.each(func(p page) bool { return strings.Contains(string(s.content(t, p.artifact)), `id="Check"`) })
	if len(pages) != 2 {
		t.Fatalf("%d self-checks", len(pages))
	}
	for _, p := range pages {
		t.Run(p.lang, func(t *testing.T) {
			t.Parallel()
			tab, closeTab, err := b.newTab(s)
			defer closeTab()
			j := &journeyer{T: t, tab: tab}
			j.do(err, tab.open(p), tab.touch())
			start := time.Now()
			got, err := probe[walked](tab, "paths")
			j.do(err)
			t.Logf("%d paths in %.1f s", len(got.Paths), time.Since(start).Seconds())
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
		})
	}
}

// pathsOf collects the outcomes of all paths through a set of questions of type one.
func pathsOf(set *criteria.Set, answers criteria.Answers, path []string, out map[string]string) {
	r := set.Evaluate(answers)
	if r.Next < 0 {
		out[strings.Join(path, ",")] = set.Outcomes[r.Outcome].ID.V
		return
	}
	q := &set.Questions[r.Next]
	for o := range q.Options {
		with := maps.Clone(answers)
		with[r.Next] = []int{o}
		pathsOf(set, with, append(path[:len(path):len(path)], q.ID.V+":"+q.Options[o].ID.V), out)
	}
}

// TestCheckPathsFaults holds that the walk finds what it looks for.
func TestCheckPathsFaults(t *testing.T) {
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
			got, err := probe[walked](tab, "paths")
			j.do(err)
			found := slices.ContainsFunc(got.Problems, func(p string) bool { return strings.Contains(p, fault.problem) })
			if !changed || !found {
				t.Errorf("changed %v, found %q", changed, got.Problems)
			}
		})
	}
}
