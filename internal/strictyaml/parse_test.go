package strictyaml

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/diag"
)

// show returns a tree as kind:text with its position.
func show(n *Node) string {
	if n == nil {
		return ""
	}
	s := fmt.Sprintf("%d:%d ", n.Line, n.Column)
	switch n.Kind {
	case Mapping:
		var parts []string
		for _, e := range n.Entries {
			parts = append(parts, fmt.Sprintf("%s@%d:%d=%s", e.Key, e.Line, e.Column, show(e.Value)))
		}
		return s + "{" + strings.Join(parts, "; ") + "}"
	case Sequence:
		var parts []string
		for _, i := range n.Items {
			parts = append(parts, show(i))
		}
		return s + "[" + strings.Join(parts, "; ") + "]"
	default:
		return s + n.Kind.String() + " " + n.Text
	}
}

// reported returns findings as lines, without the file.
func reported(l diag.List) []string {
	var out []string
	for _, f := range l.All() {
		out = append(out, strings.TrimPrefix(f.String(), "f:")+" | "+f.Hint)
	}
	return out
}

func TestParseTrees(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", "1:1 nothing "},
		{"# a comment\n", "1:1 nothing "},
		{"a: x", "1:1 {a@1:1=1:4 text x}"},
		{"\"a\": 'it''s' # c", "1:1 {a@1:1=1:6 text it's}"},
		{`a: "b\u00e9\nd"`, "1:1 {a@1:1=1:4 text bé\nd}"},
		{"é: \"€\"\nb: [1, 2.5, true]", "1:1 {é@1:1=1:4 text €; b@2:1=2:4 [2:5 a whole number 1; 2:8 a number 2.5; 2:13 true or false true]}"},
		{"a: {nl: Waarom?, en: Why?}", "1:1 {a@1:1=1:5 {nl@1:5=1:9 text Waarom?; en@1:18=1:22 text Why?}}"},
		{"a: |\n  x\n  y\nb: >-\n  p\n  q\n", "1:1 {a@1:1=1:4 text x\ny\n; b@4:1=4:4 text p q}"},
		{"a: one\n  two\nb: 2026-11-23", "1:1 {a@1:1=1:4 text one two; b@3:1=3:4 text 2026-11-23}"},
		{"- a\n- - b\n  - c", "1:1 [1:3 text a; 2:3 [2:5 text b; 3:5 text c]]"},
		// Trailing spaces don't change positions.
		{"a: b  \nc: 1 \nd: x \n  y  \n", "1:1 {a@1:1=1:4 text b; c@2:1=2:4 a whole number 1; d@3:1=3:4 text x y}"},
		{"a: [x, x  \n , é  \n]\nb: ~ \n", "1:1 {a@1:1=1:4 [1:5 text x; 1:8 text x; 2:4 text é]; b@4:1=4:4 nothing ~}"},
		// An absent value has the position of its key or dash.
		{"a:\nb: ~", "1:1 {a@1:1=1:1 nothing ; b@2:1=2:4 nothing ~}"},
		{"- \n- x", "1:1 [1:1 nothing ; 2:3 text x]"},
		{"a: # text", "1:1 {a@1:1=1:1 nothing }"},
		{"a: yes\nb: 12:30\nc: x#y\nd: 5 %", "1:1 {a@1:1=1:4 text yes; b@2:1=2:4 text 12:30; c@3:1=3:4 text x#y; d@4:1=4:4 text 5 %}"},
	} {
		n, list := Parse("f", []byte(c.src), 1)
		if diff := cmp.Diff(c.want, show(n)); diff != "" || list.Len() > 0 {
			t.Errorf("%q: %v\n%s", c.src, reported(list), diff)
		}
	}
}

func TestParseFindings(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"title: Foo: bar", `7:8: not YAML: ": " stands in a value that isn't between quotes [yaml-syntax] | put the value between quotes: "Foo: bar"`},
		{`title: Say "yes": no`, `7:8: not YAML: ": " stands in a value that isn't between quotes [yaml-syntax] | put the value between quotes: "Say \"yes\": no"`},
		{"title: a\n  b: c\n", "7:8: not YAML: this value goes on in the line below, which looks like a key [yaml-syntax] | start that line in the same column as this key"},
		{"title: \"a\nb: c", `7:8: not YAML: the quotation mark " that opens here is never closed [yaml-syntax] | put " at the end of the text`},
		{"a: b\nb: 'c", "8:4: not YAML: the quotation mark ' that opens here is never closed [yaml-syntax] | put ' at the end of the text; for an apostrophe in it, write ''"},
		{"title: 'It's'", "7:12: not YAML: text goes on after the closing quotation mark ' [yaml-syntax] | for an apostrophe in the text, write ''"},
		{`title: "a" b`, `7:12: not YAML: text goes on after the closing quotation mark " [yaml-syntax] | put the whole value between ' and ', or write \" for a quotation mark in the text`},
		{`title: "\q"`, `7:10: not YAML: \ means something between quotation marks [yaml-syntax] | write \\ for a backslash, or put the text between ' and '`},
		{"title: @a", "7:8: not YAML: text can't begin with @ [yaml-syntax] | put it between quotes"},
		{"title: %a", "7:8: not YAML: text can't begin with % [yaml-syntax] | put it between quotes"},
		{"title: & a", "7:8: not YAML: text can't begin with & [yaml-syntax] | put it between quotes"},
		{"title: *a* b", "7:12: not YAML: text can't begin with * [yaml-syntax] | put it between quotes"},
		{"title: > a\n", "7:8: not YAML: text after > or |, which announce text on the lines below [yaml-syntax] | put the text on the lines below, or the whole value between quotes"},
		{"title: - a", `7:8: not YAML: a value can't begin with "- " [yaml-syntax] | begin a list on the next line, or put the text between quotes`},
		{"title a\nb: c", `7:1: not YAML: this line isn't "key: value" [yaml-syntax] | write a colon and a space after the key`},
		{"a:\n\tb: c", "8:1: not YAML: a tab where spaces should be [yaml-syntax] | indent with spaces"},
		{"a: [b, c\nd: e", "8:1: not YAML: the list before this place isn't closed [yaml-syntax] | put , between items and ] after the last one"},
		{"é: [", "7:4: not YAML: the [ that opens here is never closed [yaml-syntax] | put , between items and ] after the last one"},
		{"a: {b: c", "7:4: not YAML: the { that opens here is never closed [yaml-syntax] | put , between key: value pairs and } after the last one"},
		{"  a: b\nc: d", "8:1: not YAML: this key doesn't start in the column of the keys above it [yaml-syntax] | start the keys of one level in one column"},
		{"a: b\n---\nc: d", "9: a second YAML document in one file [yaml-syntax] | take out the line --- or ... above this one"},
		{"a: !!str b", `7:4: YAML tags such as "!!str" aren't read here [yaml-syntax] | put text that begins with ! between quotes; leave a tag out`},
		{"!!str a: b", `7:1: YAML tags such as "!!str" aren't read here [yaml-syntax] | put text that begins with ! between quotes; leave a tag out`},
		{"a: 1\nb: 2\na: 3", `9:1: "a" stands here twice; first on line 7 [yaml-duplicate-key] | keep one of the two`},
		{`a: "b\u0001"`, "7:4: the control character U+0001 in the text [yaml-value] | take its escape out"},
		{`a: ["\0"]`, "7:5: the control character U+0000 in the text [yaml-value] | take its escape out"},
		{`a: "\r"`, "7:4: the control character U+000D in the text [yaml-value] | take its escape out"},
		{`a: "\x7F"`, "7:4: the control character U+007F in the text [yaml-value] | take its escape out"},
		{`"a\e": b`, "7:1: the control character U+001B in the text [yaml-value] | take its escape out"},
		{"a: *b", "7:4: YAML anchors (&), aliases (*) and merge keys (<<) aren't read here [yaml-alias] | put text that begins with & or * between quotes; write what an alias stands for out where it is needed"},
		{"title: Rule:", `7:8: not YAML: a value that isn't between quotes can't end with a colon [yaml-syntax] | put the value between quotes: "Rule:"`},
		{"title: ? a", `7:8: not YAML: text can't begin with "? " [yaml-syntax] | put it between quotes`},
		{"title: ] a", "7:8: not YAML: text can't begin with ] [yaml-syntax] | put it between quotes"},
		{"title: [Draft] Rules", `7:16: not YAML: text goes on after ]: a value that begins with [ is a list or a mapping [yaml-syntax] | put the value between quotes: "[Draft] Rules"`},
		{"title: {Draft} Rules", `7:16: not YAML: text goes on after }: a value that begins with { is a list or a mapping [yaml-syntax] | put the value between quotes: "{Draft} Rules"`},
		{"a: {b: c # d}", "7:4: not YAML: a # behind a space begins a comment, so this { is never closed [yaml-syntax] | put the text with # in it between quotes"},
		{"a: [b, c #d]", "7:4: not YAML: a # behind a space begins a comment, so this [ is never closed [yaml-syntax] | put the text with # in it between quotes"},
		{"a:\n - b\n- c", "9:1: not YAML: this item doesn't start in the column of the items above it [yaml-syntax] | put the hyphens of a list in one column"},
		{"a: b\n...\nc: d", "9: a second YAML document in one file [yaml-syntax] | take out the line --- or ... above this one"},
	} {
		_, list := Parse("f", []byte(c.src), 7)
		if diff := cmp.Diff([]string{c.want}, reported(list)); diff != "" {
			t.Errorf("%q:\n%s", c.src, diff)
		}
	}
}

// TestDuplicateAmongMany has enough keys for the map of seen keys.
func TestDuplicateAmongMany(t *testing.T) {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	b.WriteString("k7: v\n")
	_, list := Parse("f", []byte(b.String()), 1)
	want := []string{`41:1: "k7" stands here twice; first on line 8 [yaml-duplicate-key] | keep one of the two`}
	if diff := cmp.Diff(want, reported(list)); diff != "" {
		t.Error(diff)
	}
}

// TestHostileDocuments has documents that would take the parser minutes or exhaust memory.
func TestHostileDocuments(t *testing.T) {
	var indented, keys strings.Builder
	for i := range 1400 {
		indented.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	for i := range 100_000 {
		fmt.Fprintf(&keys, "k%d: v\n", i)
	}
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'z'; c++ {
		p := string(c - 1)
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+p+", ", 8) + "*" + p + "]\n"
	}
	for name, c := range map[string]struct {
		src  string
		code diag.Code
	}{
		"brackets":   {strings.Repeat("[", 10_000), diag.NestingTooDeep},
		"braces":     {strings.Repeat("{a: ", 10_000), diag.NestingTooDeep},
		"dashes":     {strings.Repeat("- ", 10_000) + "x", diag.NestingTooDeep},
		"questions":  {strings.Repeat("? ", 10_000) + "x", diag.NestingTooDeep},
		"indents":    {indented.String(), diag.NestingTooDeep},
		"keys":       {keys.String(), diag.FileTooLarge},
		"items":      {"a: [" + strings.Repeat("x, ", 300_000) + "]", diag.FileTooLarge},
		"documents":  {strings.Repeat("---\na: b\n", 100_000), diag.FileTooLarge},
		"merges":     {strings.Repeat("<<: *a\n", 100_000), diag.FileTooLarge},
		"percents":   {strings.Repeat("%", 1_000_000), diag.FileTooLarge},
		"alias bomb": {bomb, diag.YAMLAlias},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, list := Parse("f", []byte(c.src), 1)
			if all := list.All(); len(all) == 0 || all[0].Code != c.code {
				t.Errorf("found %v, want %s", all, c.code)
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// FuzzParse checks that any text is parsed or reported in bounded time, without a panic, and that
// the positions of all findings are within the file.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "a: b\n", "- a\n- b: [c, {d: e}]\n", "a: |\n  x\n", "a: \"\\u00e9\"", "a: 'x''y'", "? a\n: b", "<<: *a", "&a b",
		"a: !!binary aGk=", "%YAML 1.2\n---\na: b\n...\n", "é: €\n\tx", "a:\n  - b\n -c", "{a: [}", "\"a", "a: #\nb:", "- -\n-", "a: >-\n\n  b\n c",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if !utf8.Valid(src) || bytes.ContainsAny(src, "\r\x00") {
			t.Skip("package source lets no such text through")
		}
		const first = 5
		n, list := Parse("f", src, first)
		if n == nil && !list.HasErrors() {
			t.Error("no tree and no finding about it")
		}
		lines := strings.Split(string(src), "\n")
		at := func(what any, p diag.Pos) {
			if p.Line < first || p.Line >= first+len(lines) {
				t.Errorf("%v: line %d of %d", what, p.Line, len(lines))
			} else if width := len([]rune(lines[p.Line-first])); p.Column < 0 || p.Column > width+1 {
				t.Errorf("%v: column %d of %d", what, p.Column, width)
			}
		}
		for _, finding := range list.All() {
			if finding.Hint == flawHint {
				t.Error(finding)
			}
			at(finding, finding.Pos)
		}
		var walk func(n *Node)
		walk = func(n *Node) {
			at(n.Kind, n.Pos)
			for _, i := range n.Items {
				walk(i)
			}
			for _, e := range n.Entries {
				at(e.Key, e.Pos)
				walk(e.Value)
			}
		}
		if n != nil {
			walk(n)
		}
	})
}
