package excerpt

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFirstParagraph(t *testing.T) {
	for html, want := range map[string]string{
		"": "", "<p>Word</p>": "", "<h2>A title</h2><p>One  two.</p><p>Three four.</p>": "One two.",
		"<p>R&amp;D and <em>more</em>.</p>":                              "R&D and more.",
		"<p><a href=\"a\">Read on here</a></p><p>A text.</p>":            "A text.",
		"<p><a href=\"a\">Read on here</a></p>":                          "Read on here",
		"<blockquote><p>They said so.</p></blockquote><p>We say it.</p>": "We say it.",
		"<blockquote><p>They said so.</p></blockquote>":                  "They said so.",
		"<p>Footnote<sup id=\"x\"><a>1</a></sup> here.</p>":              "Footnote here.",
		"<ul><li>One item<ul><li>two items</li></ul></li></ul>":          "One item",
		"<p>A flag <img src=\"a\" alt=\"of ours\"> waves.</p>":           "A flag of ours waves.",
		"<p><img src=\"a\" alt=\"A flag of ours\"></p><p>It waves.</p>":  "It waves.",
	} {
		if got := FirstParagraph([]byte(html)); got != want {
			t.Errorf("%s: %q, want %q", html, got, want)
		}
	}
}

func TestShorten(t *testing.T) {
	if got := Shorten("A short text."); got != "A short text." {
		t.Errorf("got %q", got)
	}
	for _, word := range []string{"word ", "één, ", "x"} {
		got := Shorten(strings.Repeat(word, 100) + strings.Repeat(word, 200))
		if n := utf8.RuneCountInString(got); n > maxLength+1 || n < maxLength-10 || !strings.HasSuffix(got, "…") || strings.HasSuffix(got, " …") || strings.HasSuffix(got, ",…") {
			t.Errorf("%q: %d characters, %q", word, n, got)
		}
	}
}
