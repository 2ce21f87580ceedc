package content_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown"
)

// A term that is too long to be found in a text is reported where it stands, a form likewise.
func TestLongTerms(t *testing.T) {
	longest := strings.Repeat("a", markdown.MaxForm)
	fsys := fstest.MapFS{
		content.GlossaryFile: {Data: []byte("terms:\n  - id: a\n    term: {en: " + longest + "}\n    definition: {en: A}\n" +
			"    forms: {en: [" + longest + "b]}\n  - id: b\n    term: {en: " + strings.Repeat("c ", 20_000) + "}\n    definition: {en: B}\n")},
	}
	_, list, err := content.LoadGlossary(fsys, []string{"en"})
	if err != nil {
		t.Fatal(err)
	}
	var at []int
	for _, f := range list.All() {
		if f.Code != diag.YAMLValue || !strings.Contains(f.Message, "isn't found in texts") || len(f.Message) > 200 {
			t.Error(f)
		}
		at = append(at, f.Line)
	}
	if len(at) != 2 || at[0] != 5 || at[1] != 7 {
		t.Errorf("found on lines %v", at)
	}
}
