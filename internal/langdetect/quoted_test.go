package langdetect

import (
	"testing"

	"baken.example/baken/internal/markdown/plaintext"
)

// TestQuoted checks which marks open a quotation: not an apostrophe, also after a decomposed
// letter.
func TestQuoted(t *testing.T) {
	for text, want := range map[string]string{
		`He said "come in" and left.`:                `"come in"`,
		`'Come in', he said.`:                        `'Come in'`,
		"the café's tables in the dogs' house":       "",
		"the cafe\u0301's tables in the dogs' house": "",
		"snake_'s tables in the dogs' house":         "",
		`an inch is 1" or 2"`:                        "",
	} {
		got := ""
		for _, p := range quoted([]byte(text), plaintext.Passage{End: len(text)}) {
			got += text[p.Start:p.End]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
