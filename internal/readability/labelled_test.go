package readability_test

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/readability"
)

// found returns the findings with a code on a text.
func found(t *testing.T, lang, title, text string, levels readability.Levels, code diag.Code) []diag.Finding {
	t.Helper()
	lint, err := readability.New(readability.Options{Language: lang, Levels: levels})
	if err != nil {
		t.Fatal(err)
	}
	c := markdown.New(markdown.Options{Language: lang, Linters: []markdown.Linter{lint}})
	_, findings := c.ConvertPage(nil, "page.md", title, []byte(text), 1)
	var out []diag.Finding
	for _, f := range findings.All() {
		if f.Code == code {
			out = append(out, f)
		}
	}
	return out
}

var (
	quotedName = regexp.MustCompile(`"(.+)"`)
	inCapitals = regexp.MustCompile(`\b\p{Lu}{2,6}\b`)
)

// TestLabelledAbbreviations measures the precision and recall of abbreviation-undefined.
func TestLabelledAbbreviations(t *testing.T) {
	f, err := os.Open("testdata/abbreviations.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var places, right, wrong, missed int
	for s := bufio.NewScanner(f); s.Scan(); {
		line := strings.ReplaceAll(s.Text(), `\|`, "\x00")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.SplitN(line, " | ", 4)
		if len(parts) != 4 {
			t.Fatalf("%q", s.Text())
		}
		text := strings.NewReplacer(`\n`, "\n", "\x00", "|").Replace(parts[3])
		var want []string
		if parts[1] != "-" {
			want = strings.Split(parts[1], ", ")
		}
		names := inCapitals.FindAllString(text, -1)
		slices.Sort(names)
		places += len(slices.Compact(names))
		for _, f := range found(t, parts[0], parts[2], text, readability.Levels{}, diag.AbbreviationUndefined) {
			name := quotedName.FindStringSubmatch(f.Message)[1]
			i := slices.Index(want, name)
			if i < 0 {
				wrong++
				t.Logf("false alarm: %s: %s", name, s.Text())
				continue
			}
			right++
			want = slices.Delete(want, i, i+1)
		}
		missed += len(want)
		for _, name := range want {
			t.Logf("missed: %s: %s", name, s.Text())
		}
	}
	check(t, "abbreviation-undefined", places, right, wrong, missed)
}

// check prints precision and recall, and fails if they are too low.
func check(t *testing.T, code string, places, right, wrong, missed int) {
	t.Helper()
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
	t.Logf("%s: %d places, precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", code, places, precision, recall, right, wrong, missed)
	if places < 50 || precision < 0.95 || recall < 0.85 {
		t.Errorf("%s: %d places, precision %.3f, recall %.3f; 50, 0.95 and 0.85 are asked", code, places, precision, recall)
	}
}
