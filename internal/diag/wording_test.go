package diag_test

import (
	"strings"
	"testing"

	"baken.example/baken/internal/diag"
)

// TestQuoted adds findings that quote texts with characters that readers and %q take differently.
func TestQuoted(t *testing.T) {
	for text, want := range map[string]string{
		"€\u00a012,50":      "\"€\u00a012,50\"",
		"1\u202f250\u00a0€": "\"1\u202f250\u00a0€\"",
		"coûteux":           `"coûteux"`,
		`so "called"`:       `"so \"called\""`,
		`C:\u00a0`:          `"C:\\u00a0"`,
		"a\nb\x1b[1m":       `"a\nb\x1b[1m"`,
		"a\u202eb":          `"a\u202eb"`,
		"a\u200bb":          `"a\u200bb"`,
	} {
		var list diag.List
		list.Add("a.en.md", diag.Pos{Line: 1}, diag.LinkPage, "", "%q", text)
		if got := list.All()[0].Message; got != want {
			t.Errorf("%+q is quoted as %+q, want %+q", text, got, want)
		}
	}
	var list diag.List
	args := []any{"é", 3, "ab", []string{"c"}}
	list.Add("a.en.md", diag.Pos{}, diag.LinkPage, "", "%s %d %5s %q", args...)
	if got, want := list.All()[0].Message, `é 3    ab ["c"]`; got != want {
		t.Errorf("the message is %q, want %q", got, want)
	}
	if _, ok := args[0].(string); !ok {
		t.Errorf("Add changed its caller's argument to %T", args[0])
	}
}

// TestListNames lists as many names as a hint has, and one more.
func TestListNames(t *testing.T) {
	names := strings.Split("a b c d e f g h i j k l", " ")
	all := strings.Join(names, ", ")
	if got := diag.ListNames(names); got != all {
		t.Errorf("12 names are listed as %q", got)
	}
	if got, want := diag.ListNames(append(names, "m")), all+" and 1 more"; got != want {
		t.Errorf("13 names are listed as %q, want %q", got, want)
	}
}
