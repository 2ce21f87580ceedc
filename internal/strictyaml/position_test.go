package strictyaml

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"baken.example/baken/internal/diag"
)

// mark is the character that the tests look for in a file and in its texts.
const mark = "§"

// texts calls f with every text of a tree.
func texts(n *Node, f func(Text)) {
	if n == nil {
		return
	}
	if n.Kind == String {
		f(Text{n.Text, n.Pos})
	}
	for _, i := range n.Items {
		texts(i, f)
	}
	for _, e := range n.Entries {
		texts(e.Value, f)
	}
}

// markPos returns the position of the first mark in a file.
func markPos(src []byte) diag.Pos {
	before, _, _ := bytes.Cut(src, []byte(mark))
	line := bytes.LastIndexByte(before, '\n') + 1
	return diag.Pos{Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[line:]) + 1}
}

func TestPosIn(t *testing.T) {
	for _, src := range []string{
		"a: §",
		"a: x == §",
		"é: ë §",
		"a: x\n   y\n\n   z §\nb: c",
		"a: x  y\n \n\n  §",
		"- a: x\n  b: §\n",
		"{a: x, b: [y, z §]}",
		"{a: x\n  y §, b: z}",
		`a: "§"`,
		`a: "x \" \\ \t \x41 \u00e9 \U0001F600 §"`,
		`a: "\uD83D\uDE00 \U00110000 \u00zz §"`,
		"a: \"x\n  y\n\n  z §\"",
		"a: \"x \\\n  y\\\n  \\ z §\"",
		"a: \"\\n\\n\n\n  §\"",
		"a: 'x ''y'' \"§\"'",
		"a: 'x\n\n\n  ''§'''",
		"a: |\n  x\n    y\n\n  §\n",
		"a: |2-\n    x\n  §\n",
		"a: >\n  x\n  y\n\n  z\n    §\n\n  p\n",
		"a: >- # x\n\n  x §\n",
		"a: >+\n  x\n  §\n\n",
		"a:\n  b: >-\n    x == \"y\" and\n    (z or\n     §)\n",
		"a: |-\n\tx",
		"# §\na: b",
	} {
		n, list := Parse("f", []byte(src), 1)
		found := false
		texts(n, func(text Text) {
			i := strings.Index(text.V, mark)
			if i < 0 {
				return
			}
			found = true
			if got, want := PosIn([]byte(src), text, i), markPos([]byte(src)); got != want {
				t.Errorf("%q: %q at %v, want %v", src, text.V, got, want)
			}
		})
		if !found && !strings.HasPrefix(src, "#") && list.Len() == 0 {
			t.Errorf("%q: no mark in %s", src, show(n))
		}
	}
}

// TestPosInEdges has offsets of white space and beyond the text.
func TestPosInEdges(t *testing.T) {
	at := func(line, column int) diag.Pos { return diag.Pos{Line: line, Column: column} }
	for _, c := range []struct {
		src    string
		offset int
		want   diag.Pos
	}{
		{"a: bc", 2, at(1, 6)},  // behind the end
		{"a: bc", 99, at(1, 6)}, // clamped to the end
		{"a: bc", -1, at(1, 4)},
		{"a: 'bc'", 2, at(1, 7)},
		{"a: b\n  c", 1, at(1, 5)}, // a folded line break
		{"a: |\n  b\n", 1, at(2, 4)},
		{"a: ''", 0, at(1, 5)},
	} {
		n, _ := Parse("f", []byte(c.src), 1)
		text := Text{n.Entries[0].Value.Text, n.Entries[0].Value.Pos}
		if got := PosIn([]byte(c.src), text, c.offset); got != c.want {
			t.Errorf("%q, %d: %v, want %v", c.src, c.offset, got, c.want)
		}
	}
	// A text with a position that isn't in the file.
	for _, text := range []Text{{"bc", at(1, 1)}, {"bc", at(7, 1)}, {"bc", at(1, 70)}, {"bc", at(0, 0)}} {
		if got := PosIn([]byte("a: bc\n"), text, 1); got != text.Pos {
			t.Errorf("%v: %v", text, got)
		}
	}
}

// FuzzPosIn checks that PosIn returns the position of a mark in the file or, if it can't, that of
// the text, in every kind of scalar, and that the positions of all offsets are within the file.
func FuzzPosIn(f *testing.F) {
	for _, s := range []string{
		"a: x §", "a: \"x\\ty \\\n z §\"", "a: 'it''s\n\n  §'", "a: |2-\n    x\n  §\n", "a: >-\n  x\n    y\n\n  §", "- {a: [x\n y §]}",
		"a: x # c\nb: >+ # c\n\n\n  §\n\n", "- - |\n    §", "? a\n: §", "a: \"\\u00a7 §\"", "§: §", "\t§",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if !utf8.Valid(src) || bytes.ContainsAny(src, "\r\x00") || len(src) > 500 {
			t.Skip("package source lets no such text through")
		}
		n, list := Parse("f", src, 1)
		lines := strings.Split(string(src), "\n")
		texts(n, func(text Text) {
			for offset := range len(text.V) + 1 {
				p := PosIn(src, text, offset)
				if p.Line < 1 || p.Line > len(lines)+1 || p.Line <= len(lines) && p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
					t.Errorf("%q, %d: %v", text.V, offset, p)
				}
			}
			if i := strings.Index(text.V, mark); list.Len() == 0 && strings.Count(text.V, mark) == 1 && bytes.Count(src, []byte(mark)) == 1 {
				// The parser miscounts columns in unusual YAML, such as after a tab in a key.
				if got, want := PosIn(src, text, i), markPos(src); got != want && got != text.Pos {
					t.Errorf("%q at %v: mark at %v, want %v", text.V, text.Pos, got, want)
				}
			}
		})
	})
}
