package browsertest

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"baken.example/baken/internal/artifact"
	"baken.example/baken/internal/criteria"
)

var integrity = regexp.MustCompile(` integrity="[^"]*"`)

// withoutHas makes of a site one that is as it would be in a browser that doesn't know :has(): what
// asks whether the browser knows it gets no for an answer.
func withoutHas(artifacts []artifact.Artifact) []artifact.Artifact {
	out := make([]artifact.Artifact, len(artifacts))
	for i, a := range artifacts {
		out[i] = a
		out[i].Append = func(b []byte) ([]byte, error) {
			content, err := a.Append(nil)
			content = bytes.ReplaceAll(content, []byte("selector(form:has("), []byte("selector(form:never("))
			return append(b, integrity.ReplaceAll(content, nil)...), err
		}
	}
	return out
}

// TestCheckWithoutHas holds that in a browser without :has() every question, verdict and outcome
// stands there, with its condition in words, whether or not there is script.
func TestCheckWithoutHas(t *testing.T) {
	t.Parallel()
	s := checks(t)
	old := &checkSite{serveThrough(t, listen(t), withoutHas(s.artifacts), func(h http.Handler) http.Handler { return h }), s.sets}
	b := startBrowser(t)
	for _, scripted := range []bool{true, false} {
		for i, set := range s.sets {
			if !*thorough && (i%2 == 0) == scripted {
				continue // Each set with script or without.
			}
			tab, closeTab, err := b.newTab(old.site)
			if err != nil {
				t.Fatal(err)
			}
			j := &journeyer{T: t, tab: tab}
			j.do(tab.disableScripts(!scripted), tab.open(old.path(set)))
			missing, err := probe[[]string](tab, "conditions", alwaysAsked(set))
			j.do(err)
			if len(missing) > 0 {
				t.Errorf("%s, script %v:\n%s", set.ID.V, scripted, strings.Join(missing, "\n"))
			}
			closeTab()
		}
	}
	// Where :has() is known, the same look finds that most of it is hidden.
	tab, closeTab, err := b.newTab(s.site)
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	j := &journeyer{T: t, tab: tab}
	j.do(tab.disableScripts(true), tab.open(s.path(s.sets[0])))
	if missing, err := probe[[]string](tab, "conditions", alwaysAsked(s.sets[0])); err != nil || len(missing) == 0 {
		t.Errorf("nothing is hidden with :has() either: %v", err)
	}
}

// alwaysAsked are the questions without a condition.
func alwaysAsked(set *criteria.Set) []string {
	out := []string{}
	for i := range set.Questions {
		if set.Questions[i].Ask == nil {
			out = append(out, set.Questions[i].ID.V)
		}
	}
	return out
}
