package langdetect_test

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/langdetect"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/plaintext"
)

var languages = []string{"nl", "en", "fr"}

// text is one of the labelled texts.
type text struct {
	// label is a language, optionally followed by "only", or "any".
	label, markdown string
	words           int
}

func labelled(t *testing.T, file string, langs []string) []text {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var texts []text
	for s := bufio.NewScanner(f); s.Scan(); {
		if s.Text() == "" || strings.HasPrefix(s.Text(), "#") {
			continue
		}
		label, markdown, ok := strings.Cut(s.Text(), ": ")
		if lang, _ := strings.CutSuffix(label, " only"); !ok || label != "any" && !slices.Contains(langs, lang) {
			t.Fatalf("%s: %q has no label", file, s.Text())
		}
		markdown = strings.ReplaceAll(markdown, `\n`, "\n")
		texts = append(texts, text{label, markdown, len(strings.Fields(markdown))})
	}
	return texts
}

// detect returns the language in which a text is reported on a page in a language, and whether it
// is.
func detect(t *testing.T, page string, codes []string, terms []markdown.Term, text string) (string, bool) {
	t.Helper()
	d, err := langdetect.New(page, codes, terms)
	if err != nil {
		t.Fatal(err)
	}
	if d == nil {
		return "", false
	}
	c := markdown.New(markdown.Options{Language: page, Linters: []plaintext.Linter{d.Lint}})
	_, findings := c.Convert(nil, "page.md", []byte(text), 1)
	for _, f := range findings.All() {
		_, rest, _ := strings.Cut(f.Message, ` seems to be in "`)
		lang, _, _ := strings.Cut(rest, `"`)
		return lang, true
	}
	return "", false
}

// TestLabelled measures the precision and recall of the findings, with each text on a page in each
// language. The held-out texts weren't used to choose words or thresholds.
func TestLabelled(t *testing.T) {
	for _, set := range []struct {
		file              string
		languages         []string
		least             int
		precision, recall float64
	}{
		{"labelled.txt", languages, 200, 0.99, 0.90},
		{"heldout.txt", languages, 100, 0.99, 0.90},
		{"romance.txt", []string{"es", "fr", "it", "pt"}, 60, 0.99, 0.85},
		{"neighbours.txt", []string{"de", "en", "it", "nl", "pl"}, 60, 0.99, 0.90},
	} {
		texts := labelled(t, set.file, set.languages)
		if len(texts) < set.least {
			t.Errorf("%s has %d texts, which is too few to measure by", set.file, len(texts))
		}
		var right, wrong, missed int
		for _, text := range texts {
			for _, page := range set.languages {
				lang, only := strings.CutSuffix(text.label, " only")
				may := lang == "any" || lang == page || text.words < 8
				if only && lang != page {
					continue
				}
				got, found := detect(t, page, set.languages, nil, text.markdown)
				switch {
				case found && (may || got != lang):
					wrong++
					t.Logf("%s: false alarm: on %s as %s: %s", set.file, page, got, text.markdown)
				case found:
					right++
				case !may:
					missed++
					t.Logf("%s: missed: on %s: %s", set.file, page, text.markdown)
				}
			}
		}
		precision := float64(right) / float64(right+wrong)
		recall := float64(right) / float64(right+missed)
		t.Logf("%s: %d texts, precision %.3f, recall %.3f (%d right, %d wrong, %d missed)",
			set.file, len(texts), precision, recall, right, wrong, missed)
		if precision < set.precision || recall < set.recall {
			t.Errorf("%s: precision %.3f is to be %.2f, recall %.3f is to be %.2f", set.file, precision, set.precision, recall, set.recall)
		}
	}
}
