package langdetect_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/langdetect"
	"baken.example/baken/internal/markdown"
	"baken.example/baken/internal/markdown/plaintext"
)

// TestMixedParagraphs checks that a sentence in another language is found between sentences in the
// page's own, at its place, and that pairs of sentences in one language aren't reported.
func TestMixedParagraphs(t *testing.T) {
	texts := map[string][]string{}
	for _, text := range labelled(t, "heldout.txt", languages) {
		if text.words >= 8 && text.words <= 14 && !strings.ContainsAny(text.markdown, "\"“*[`>|#?") && strings.HasSuffix(text.markdown, ".") && !strings.HasSuffix(text.label, " only") {
			texts[text.label] = append(texts[text.label], text.markdown)
		}
	}
	var places, right, wrong, missed int
	for _, page := range languages {
		d, err := langdetect.New(page, languages, nil)
		if err != nil {
			t.Fatal(err)
		}
		c := markdown.New(markdown.Options{Language: page, Linters: []plaintext.Linter{d.Lint}})
		own := texts[page]
		for i := range own {
			for _, lang := range languages {
				if len(texts[lang]) == 0 {
					t.Fatal("no texts in", lang)
				}
				places++
				between := texts[lang][i%len(texts[lang])]
				before, after := own[i], own[(i+1)%len(own)]
				_, findings := c.Convert(nil, "page.md", []byte(before+" "+between+" "+after), 1)
				at := len([]rune(before)) + 2
				switch all := findings.All(); {
				case len(all) == 0 && lang != page:
					missed++
				case len(all) == 0:
				case lang == page || len(all) != 1 || all[0].Column != at:
					wrong++
					t.Logf("false alarm: %v", all)
				default:
					right++
				}
			}
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
	t.Logf("sentences in paragraphs: %d places, precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", places, precision, recall, right, wrong, missed)
	if places < 50 || precision < 0.97 || recall < 0.7 {
		t.Errorf("%d places, precision %.3f, recall %.3f", places, precision, recall)
	}
}
