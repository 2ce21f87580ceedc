package changes

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	for _, c := range []struct{ old, new, wantOld, wantNew string }{
		{"<p>The act names teams.</p>", "<p>The act named teams.</p>", "<p>The act <del>names</del> teams.</p>", "<p>The act <ins>named</ins> teams.</p>"},
		{"a b c", "a b c d", "a b c", "a b c <ins>d</ins>"},
		{"<ul><li>a b</li><li>c</li></ul>", "<ul><li>a b</li></ul>", "<ul><li>a b</li><li><del>c</del></li></ul>", "<ul><li>a b</li></ul>"},
		{"a b c d e <strong>f g</strong> h i", "a b c d e h i", "a b c d e <strong><del>f g</del></strong> h i", "a b c d e h i"},
		{"nothing of this", "is in the other text", "nothing of this", "is in the other text"},
		{"", "new", "", "new"},
		{"", "", "", ""},
		{"a &lt;b&gt; c d", "a &lt;x&gt; c d", "a <del>&lt;b&gt;</del> c d", "a <ins>&lt;x&gt;</ins> c d"},
	} {
		if old, new := mark(c.old, c.new); old != c.wantOld || new != c.wantNew {
			t.Errorf("%q, %q: got %q, %q", c.old, c.new, old, new)
		}
	}
}

// TestMarkKeepsTexts marks random texts: without the marks they are what they were, no mark spans
// a tag, and the words outside of marks are the same on both sides.
func TestMarkKeepsTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		var b strings.Builder
		for range r.IntN(40) {
			switch r.IntN(6) {
			case 0:
				b.WriteString("<b>")
			case 1:
				b.WriteString("</b>\n")
			default:
				fmt.Fprintf(&b, "w%d ", r.IntN(5))
			}
		}
		return b.String()
	}
	remove := strings.NewReplacer("<del>", "", "</del>", "", "<ins>", "", "</ins>", "")
	marks := 0
	for range 2000 {
		old, new := text(), text()
		markedOld, markedNew := mark(old, new)
		if remove.Replace(markedOld) != old || remove.Replace(markedNew) != new {
			t.Fatalf("%q, %q became %q, %q", old, new, markedOld, markedNew)
		}
		if markedOld == old && markedNew == new {
			continue
		}
		marks++
		if a, b := outside(t, markedOld, "del"), outside(t, markedNew, "ins"); a != b {
			t.Fatalf("%q and %q keep %q and %q", markedOld, markedNew, a, b)
		}
	}
	if marks < 1000 {
		t.Errorf("only %d pairs have marks", marks)
	}
}

// outside returns the words outside of marks.
func outside(t *testing.T, s, element string) string {
	t.Helper()
	var out []string
	for i, part := range strings.Split(s, "<"+element+">") {
		if i > 0 {
			inside, after, ok := strings.Cut(part, "</"+element+">")
			if !ok || strings.Contains(inside, "<") {
				t.Fatalf("a mark isn't closed or spans a tag: %q", s)
			}
			part = after
		}
		out = append(out, strings.Fields(stripped(part))...)
	}
	return strings.Join(out, " ")
}

func TestStripped(t *testing.T) {
	for s, want := range map[string]string{
		"<p>a <strong>b</strong>c</p><ul><li>d &amp; e</li></ul>": "a bc  d & e",
		"plain":                       "plain",
		`<a href="/x">y</a>`:          "y",
		"broken <":                    "broken",
		`x<img src="a.png" alt="b">y`: "x y",
	} {
		if got := stripped(s); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%q: %q", s, got)
		}
	}
	if got := unlinked(`<p>a <a href="/x">b</a> <abbr>c</abbr><img src="d"></p>`); got != "<p>a b <abbr>c</abbr></p>" {
		t.Error(got)
	}
}
