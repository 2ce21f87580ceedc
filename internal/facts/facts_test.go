package facts_test

import (
	"bufio"
	"os"
	"regexp"
	"strings"
	"testing"

	"baken.example/baken/internal/facts"
)

var link = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)

// read returns the facts of a text with links in Markdown.
func read(t *testing.T, lang, text string) facts.List {
	t.Helper()
	r, err := facts.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	var links []facts.Link
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		links = append(links, facts.Link{At: 1 << 20, Target: m[2]})
	}
	return r.Read(facts.Text{Text: []byte(link.ReplaceAllString(text, "$1")), Links: links})
}

func differences(t *testing.T, languages, a, b string) []string {
	t.Helper()
	x, y, _ := strings.Cut(languages, "-")
	original, translated := read(t, x, a), read(t, y, b)
	var out []string
	for _, d := range facts.Compare(&original, &translated, 0, 0, true) {
		s := ""
		if d.There != nil {
			s = d.There.Text
		}
		s += " / "
		if d.Here != nil {
			s += d.Here.Text
		}
		out = append(out, s)
	}
	return out
}

// measure prints precision and recall on a file of labelled pairs.
func measure(t *testing.T, file string, least int, precision, recall float64) {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	pairs, right, wrong, missed := map[string]int{}, 0, 0, 0
	n := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		if s.Text() == "" || strings.HasPrefix(s.Text(), "#") {
			continue
		}
		parts := strings.Split(s.Text(), " | ")
		label, languages, ok := strings.Cut(parts[0], " ")
		if len(parts) != 3 || !ok || label != "=" && label != "!" {
			t.Fatalf("%q has no label", s.Text())
		}
		n++
		pairs[languages]++
		got := differences(t, languages, parts[1], parts[2])
		switch {
		case len(got) > 0 && label == "=":
			wrong++
			t.Logf("false alarm: %s: %q", s.Text(), got)
		case len(got) > 0:
			right++
		case label == "!":
			missed++
			t.Logf("missed: %s", s.Text())
		}
	}
	p, q := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
	t.Logf("%s: %d pairs %v, precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", file, n, pairs, p, q, right, wrong, missed)
	if n < least || p < precision || q < recall {
		t.Errorf("%s: %d pairs, precision %.3f, recall %.3f; at least %d, %.2f and %.2f are asked", file, n, p, q, least, precision, recall)
	}
}

// TestLabelledPairs measures how well differences in facts are found.
func TestLabelledPairs(t *testing.T) { measure(t, "testdata/pairs.txt", 200, 0.98, 0.95) }

// TestIberianPairs measures the same with Spanish and Portuguese.
func TestIberianPairs(t *testing.T) { measure(t, "testdata/iberian.txt", 75, 0.98, 0.95) }

// TestHeldOutPairs measures the same on pairs that no rule was made for.
func TestHeldOutPairs(t *testing.T) { measure(t, "testdata/heldout.txt", 40, 0.98, 0.85) }

// TestDecades checks that a decade is the same in digits and in words, and no number of seconds.
func TestDecades(t *testing.T) {
	for _, c := range []struct{ languages, a, b string }{
		{"nl-en", "In de jaren negentig.", "In the 1990s."},
		{"nl-en", "In de jaren '90.", "In the '90s."},
		{"en-fr", "In the 1980's.", "Dans les années quatre-vingt."},
		{"en-de", "In the 1990s.", "In den 1990er Jahren."},
	} {
		if got := differences(t, c.languages, c.a, c.b); len(got) > 0 {
			t.Errorf("%q, %q: %q", c.a, c.b, got)
		}
	}
	if got := differences(t, "nl-en", "In de jaren 90 en in 1985.", "In the 1980s and in 1985."); len(got) != 1 {
		t.Errorf("two decades: %q", got)
	}
}
