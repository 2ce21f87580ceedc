package atoz_test

import (
	"fmt"
	"strings"
	"testing"

	"baken.example/baken/internal/search/atoz"
)

// entries returns those of pages, each a title with headings behind a colon, separated by commas.
func entries(pages ...string) (out []atoz.Entry) {
	for i, p := range pages {
		title, headings, _ := strings.Cut(p, ": ")
		url := fmt.Sprintf("/%d/", i)
		out = append(out, atoz.Entry{URL: url, Text: title})
		for j, h := range strings.Split(headings, ", ") {
			out = append(out, atoz.Entry{URL: fmt.Sprint(url, "#h", j), Text: h, Page: title})
		}
	}
	return out
}

func TestGroups(t *testing.T) {
	var got []string
	for _, g := range atoz.Groups(entries("Zorg: Éénmalig, zorg", "Afval: 24 uur, “Huis”, Contact", "école: Contact, →", "B: Contact", "A: Contact"), "nl") {
		line := g.Letter
		for _, e := range g.Entries {
			line += fmt.Sprintf(" [%s %s %s]", e.Text, e.URL, e.Page)
		}
		got = append(got, line)
	}
	want := `# [→ /2/#h1 école]
0–9 [24 uur /1/#h0 Afval]
A [A /4/ ] [Afval /1/ ]
B [B /3/ ]
E [école /2/ ] [Éénmalig /0/#h0 Zorg]
H [“Huis” /1/#h1 Afval]
Z [Zorg /0/ ] [zorg /0/#h1 Zorg]`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestNone(t *testing.T) {
	if got := atoz.Groups(nil, "nl"); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// TestLarge leaves headings out where there are too many entries.
func TestLarge(t *testing.T) {
	var pages []string
	for i := range 1000 {
		pages = append(pages, fmt.Sprintf("Page %d: A%[1]d, B%[1]d, C%[1]d, D%[1]d, E%[1]d", i))
	}
	groups := atoz.Groups(entries(pages...), "en")
	if len(groups) != 1 || len(groups[0].Entries) != 1000 {
		t.Errorf("%d groups", len(groups))
	}
}

// TestStart tells texts from those before them by whole words, which aren't long.
func TestStart(t *testing.T) {
	for _, c := range []struct{ before, text, want string }{
		{"How to appeal", "How to apply for a permit", "How to apply…"},
		{"How to", "How to apply for a permit", "How to apply…"},
		{"Haven", "How to apply for a permit", "How…"},
		{"haven", "Havens", "Havens"},
		{"Same", "Same", "Same"},
		{"“Huis”", "(Huizen) in de stad", "Huizen)…"},
		{"", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…"},
		{strings.Repeat("a ", 40) + "a", strings.Repeat("a ", 40) + "b", strings.Repeat("a ", 15) + "…"},
		{"", "", ""},
	} {
		if got := atoz.Start(c.before, c.text); got != c.want {
			t.Errorf("Start(%q, %q) = %q, want %q", c.before, c.text, got, c.want)
		}
	}
}
