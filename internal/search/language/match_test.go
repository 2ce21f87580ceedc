package language

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestRules holds the expressions of every language to the syntax that RE2 and ECMAScript read
// alike, and matches to those of package regexp.
func TestRules(t *testing.T) {
	syntax := regexp.MustCompile(`^\^?(?:[a-z=]|\((?:\?:)?|\)|\||\[\^?[a-z]+(?:-[a-z])?\]|\[a-z\]|[*+?]|\{[0-9],?\}|\^|\$)*$`)
	to := regexp.MustCompile(`^(?:[a-z]|\$[1-9])*=?$`)
	entries, err := files.ReadDir("languages")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		code := strings.TrimSuffix(e.Name(), ".yaml")
		l, err := Of(code)
		if err != nil {
			t.Fatal(err)
		}
		words := strings.Fields(l.rules.Stop + " a ij étude 漢字 naïef en ing s xxings =en aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaing")
		for _, name := range []string{code + ".together", code + ".apart"} {
			b, err := os.ReadFile("testdata/" + name)
			if err != nil {
				t.Fatal(err)
			}
			words = append(words, strings.Fields(string(b))...)
		}
		for _, pair := range l.rules.Stem {
			if !syntax.MatchString(pair[0]) || !to.MatchString(pair[1]) {
				t.Errorf("%s: %q has other syntax than expressions of all evaluators", code, pair)
			}
			re := regexp.MustCompile(pair[0])
			r, err := newRule(pair[0], pair[1])
			if err != nil {
				t.Fatal(err)
			}
			braced := regexp.MustCompile(`\$(\d)`).ReplaceAllString(pair[1], "$${$1}")
			for _, w := range words {
				want := w
				if m := re.FindStringSubmatchIndex(w); m != nil {
					want = w[:m[0]] + string(re.ExpandString(nil, braced, w, m)) + w[m[1]:]
				}
				if got, ok := r.apply(w); got != want || ok != re.MatchString(w) {
					t.Errorf("%s: %q of %s is %q, %v; want %q", code, pair, w, got, ok, want)
				}
			}
		}
	}
}
