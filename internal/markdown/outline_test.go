package markdown

import (
	"fmt"
	"strings"
	"testing"

	"baken.example/baken/internal/markdown/outline"
)

func outlineOf(t *testing.T, src string) outline.Outline {
	t.Helper()
	body, _ := New(testOptions()).Convert(nil, "p.md", []byte(src), 1)
	return body.Outline
}

func fingerprints(o outline.Outline) string {
	var b strings.Builder
	for _, s := range o.Sections {
		fmt.Fprint(&b, s.Print, " ")
	}
	return b.String()
}

// TestFingerprintsOfOneText checks that texts that look the same to readers have the same
// fingerprint.
func TestFingerprintsOfOneText(t *testing.T) {
	for _, same := range [][]string{
		{"One two three.", "One two\nthree.", "  One   two three.  \n", "One two  \nthree.", "One two three.\r\n", "<!-- x -->\n\nOne two three."},
		{"## A b\n\nText", "A b\n---\nText", "##  A b ##\nText\n"},
		{"*so*", "_so_"},
		{"The NCSC", "The [NCSC]{term=ncsc}"},
		{"**so**", "__so__"},
		{"\"It's\" -- no...", "“It’s” – no…", "&ldquo;It&rsquo;s&rdquo; – no\\..."},
		{"- a\n- b", "* a\n* b", "- a\n\n- b\n"},
		{"1. a\n2. b", "1. a\n1. b", "5) a\n6) b"},
		{"[a](b.md)", "[a][x]\n\n[x]: b.md", "[a](c.md#d)"},
		{"[a](https://b.test)", "[a][x]\n\n[x]: https://b.test"},
		{"```\na\n```", "~~~ go\na  \n~~~", "    a\n"},
		{"| a | b |\n|---|---|\n| c | d |", "a|b\n:-|-:\nc|d"},
		{"a[^1]\n\n[^1]: b", "a[^x]\n\n[^x]:   b\n"},
		{"![a](b.png)", "![a](c.png)"},
		{"::contact\n\na", "a\n"},
		{"`a b`", "``a  b``"},
	} {
		want := fingerprints(outlineOf(t, same[0]))
		for _, src := range same[1:] {
			if got := fingerprints(outlineOf(t, src)); got != want {
				t.Errorf("%q has %s, %q has %s", same[0], want, src, got)
			}
		}
	}
}

// TestFingerprintsOfOtherTexts checks that texts that readers can tell apart have different
// fingerprints.
func TestFingerprintsOfOtherTexts(t *testing.T) {
	seen := map[string]string{}
	for _, src := range []string{
		"", "a", "b", "a b", "ab", "a\n\nb", "A", "a.", "*a*", "**a**", "~~a~~", "`a`", "    a", "## a", "### a", "- a", "1. a", "> a",
		"> [!NOTE]\n> a", "> [!TIP]\n> a", "- [ ] a", "- [x] a", "[a](b.md)", "[a](https://b.test)", "[a](https://c.test)", "[a](mailto:b@c.test)",
		"![a](b.png)", "[a]{lang=de}", "[a]{lang=fr}", "a\n: b", "a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: c", "| a |\n|---|", "| a |\n|---|\n| b |",
		"[a](b.md \"c\")", "<https://b.test>", "<b@c.test>", "a\n\nb\n\nc", "- a\n- b", "- a\n  - b", "\"a\"", "'a'", "a-b", "a--b", "é", "e",
	} {
		p := fingerprints(outlineOf(t, src))
		if other, found := seen[p]; found {
			t.Errorf("%q and %q both have %s", src, other, p)
		}
		seen[p] = src
	}
}

// TestFingerprintsLast checks that fingerprints don't change: they are recorded in editors' files.
func TestFingerprintsLast(t *testing.T) {
	src := "Opening with “quotes”, *stress* and a [link](https://a.test).\n\n" +
		"## Lists and more\n\n- one\n- two[^n]\n\n> [!NOTE]\n> Mind ~~this~~ `that`.\n\n| a | b |\n|---|---|\n| c | d |\n\n" +
		"### Term\n\nTerm\n: Means [dit]{lang=de}.\n\n```\ncode\n```\n\n![alt](a.png)\n\n[^n]: Note.\n"
	const want = "uulvlnxx wqmxzyun qyxzusqq kmtloswv "
	if got := fingerprints(outlineOf(t, src)); got != want {
		t.Errorf("prints are %q, and were %q", got, want)
	}
	if got := outline.Of("A  title: “so”\n").String(); got != outline.Of("A title: \"so\"").String() || got != "uvrzlupw" {
		t.Error(got)
	}
}

func TestParts(t *testing.T) {
	o := outlineOf(t, "a [b](https://c.test) <d@e.test> [f](tel:+31) [g](h.md) [i](mailto:j@k.test)\n\n"+
		"## l\n\n- m\n  1. n\n  2. o\n- p\n\n| q | r | s |\n|---|---|---|\n| t | u | v |\n\n```\nw\n```\n\n> x\n\n> [!TIP]\n> y[^1]\n\n"+
		"### z\n\na\n: b\n\nc\n: d\n\n[^1]: Note <https://e.test>\n")
	want := [][]outline.Part{
		{{Kind: outline.WebLink}, {Kind: outline.MailLink}, {Kind: outline.MailLink}, {Kind: outline.MailLink}},
		{
			{Kind: outline.List, Count: 2}, {Kind: outline.NumberedList, Count: 2}, {Kind: outline.Table, Count: 1, Columns: 3},
			{Kind: outline.Code}, {Kind: outline.Quote}, {Kind: outline.Tip}, {Kind: outline.FootnoteReference},
		},
		{{Kind: outline.Definitions, Count: 2}},
		{{Kind: outline.WebLink}},
	}
	if len(o.Sections) != len(want) {
		t.Fatal(o)
	}
	for i, w := range want {
		if got := o.Parts(i); fmt.Sprint(got) != fmt.Sprint(w) {
			t.Errorf("section %d has %v, want %v", i, got, w)
		}
	}
}

func TestFingerprintsAreRead(t *testing.T) {
	for _, p := range []outline.Fingerprint{0, 1, 0xffffffff, 0x12345678} {
		var got outline.Fingerprint
		if err := got.UnmarshalText([]byte(p.String())); err != nil || got != p {
			t.Error(p, got, err)
		}
	}
	for _, text := range []string{"", "k", "kkkkkkkkk", "aaaaaaaa", "KKKKKKKK", "kkkk kkk"} {
		if err := new(outline.Fingerprint).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is a print", text)
		}
	}
}
