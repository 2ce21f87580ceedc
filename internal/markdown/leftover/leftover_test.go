package leftover_test

import (
	"slices"
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/leftover"
)

// TestCodeInCell holds that code which a | divides is reported once, and not as an apostrophe.
func TestCodeInCell(t *testing.T) {
	const src = "| a | b |\n|---|---|\n| `c|d` | e |\n| `f\\|g` | h |\n"
	document, _ := dialect.NewParser().Parse([]byte(src))
	var got []string
	leftover.Check(document, []byte(src), func(offset int, code diag.Code, _, message string) {
		if code == diag.MarkupBroken {
			got = append(got, src[offset:offset+2]+" "+message)
		}
	})
	if want := []string{"`c a backtick that nothing closes in its cell: a | begins the next one, also in code"}; !slices.Equal(got, want) {
		t.Errorf("got %s, want %s", strings.Join(got, "; "), want)
	}
}
