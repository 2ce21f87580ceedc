package tokens

import (
	"fmt"
	"strings"
	"testing"

	"github.com/expr-lang/expr/parser"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// checked returns a text that has been checked, with its findings.
func checked(text string) (t *Text, ok bool, findings *diag.List) {
	set, findings := &criteria.Set{File: "set.yaml", Source: []byte(text)}, new(diag.List)
	t = New(content.Text{V: text, Pos: diag.Pos{Line: 1, Column: 1}}, set, findings)
	ok = t.Check()
	return t, ok, findings
}

// TestCheck checks the column, the message and the hint of the only finding on each text, and
// whether it should be parsed.
func TestCheck(t *testing.T) {
	for _, test := range []struct {
		text   string
		column int
		want   string
		parse  bool
	}{
		{`a == "x" and not (b in ["y", "z"])`, 0, "", true},
		{`a == "x" && b == "y"`, 10, "write and", true},
		{`a = "x"`, 3, "write ==", false},
		{`a == "é" AND b == "y"`, 10, "write and", false},
		{`a == "x" // why`, 10, "no comments", false},
		{`a == "x" # why`, 10, "above the key", false},
		{`(a == "x"`, 1, "never closed", false},
		{`a == "x")`, 9, "no ( that this )", false},
		{`(a in ["x")]`, 11, "can't close the [", false},
		{`a == “x”`, 6, "isn't a quotation mark", false},
		{`a == "x`, 6, "at the end of the id", false},
		{`a == "x" and b == "y" or c == "z"`, 23, `it is read as (a == "x" and b == "y") or c == "z"`, true},
		{`(a == "x" and b == "y") or c == "z"`, 0, "", true},
		{`not not a`, 5, "take both out", false},
		{`answered(a) == false`, 16, "write not answered(a)", false},
		{`a + 1 > 2`, 3, "don't calculate", false},
		{strings.Repeat("(", maxBrackets+1), maxBrackets + 1, "flatter", false},
		{`a == "` + strings.Repeat("x", MaxID+1) + `"`, 6, "can't be an id", false},
		{strings.Repeat("a ", maxTokens+1), 1, "words and signs", false},
	} {
		_, ok, findings := checked(test.text)
		got, column := "", 0
		for _, f := range findings.All() {
			got, column = fmt.Sprint(f.Message, "; ", f.Hint), f.Column
		}
		if ok != test.parse || column != test.column || (got == "") != (test.want == "") || !strings.Contains(got, test.want) || findings.Len() > 1 {
			t.Errorf("%.40q: parsed %t, column %d, %q; want column %d, %q", test.text, ok, column, got, test.column, test.want)
		}
	}
}

// TestCalculates holds that a day without quotation marks is told from a difference.
func TestCalculates(t *testing.T) {
	for text, want := range map[string]string{`a >= 2026-03-01`: `6 write "2026-03-01"`, `aaaa >= b - 01`: "11 ask for the result"} {
		condition, _, findings := checked(text)
		condition.Calculates(strings.Index(text, "-"))
		if f := findings.All()[0]; !strings.HasPrefix(fmt.Sprint(f.Column, " ", f.Hint), want) {
			t.Errorf("%q: column %d, %q", text, f.Column, f.Hint)
		}
	}
}

// TestSyntaxError checks where an error of the parser is reported, and the remedy.
func TestSyntaxError(t *testing.T) {
	for _, test := range []struct {
		text   string
		column int
		want   string
	}{
		{`a == "x" and`, 13, "breaks off"},
		{`a not "x"`, 7, "write !="},
		{`a "x"`, 3, "put == or in between"},
		{`a > EUR 5`, 9, "leave EUR out"},
		{`a == "x", "y"`, 9, `["a", "b"]`},
		{`criteria. == "met"`, 11, "criteria.ID"},
	} {
		text, ok, findings := checked(test.text)
		_, err := parser.Parse(test.text)
		if !ok || err == nil {
			t.Fatalf("%q: %t, %v", test.text, ok, err)
		}
		text.SyntaxError(err)
		all := findings.All()
		if len(all) != 1 || all[0].Column != test.column || !strings.Contains(all[0].Message+all[0].Hint, test.want) {
			t.Errorf("%q: %+v, want column %d, %q", test.text, all, test.column, test.want)
		}
	}
}
