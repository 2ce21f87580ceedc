package markdown

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/diag"
)

// TestFindings checks each kind of finding, with its position in a file whose text begins at line
// 10 and its hint. The cases in testdata have more of each.
func TestFindings(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"a <b>b</b>", []string{`10:3: HTML in Markdown: "<b>" [raw-html] write **text**, or put it between backticks to show it`}},
		{"a\n\n- <details>\n  b\n  </details>", []string{`12:3: HTML in Markdown: "<details>" [raw-html] write a heading, or put it between backticks to show it`}},
		{"> <x-y>", []string{`10:3: HTML in Markdown: "<x-y>" [raw-html] leave it out, or put it between backticks to show it`}},
		{"a\n\n<!-- b\n\nc", []string{`12:1: a comment that doesn't end; it reaches down to line 14 [raw-html] end it with -->`}},
		{"<script>\na\n\nb\n\n", []string{`10:1: HTML in Markdown: "<script>"; it reaches down to line 13 [raw-html] leave it out, or put it between backticks to show it`}},
		{"> <pre>\n> a\n>\n> b\n\nc", []string{`10:3: HTML in Markdown: "<pre>"; it reaches down to line 13 [raw-html] write ` + "```" + ` on the lines before and after, or put it between backticks to show it`}},
		{"<!-- a --> b", []string{`10:12: text after a comment on the same line, which Markdown takes for HTML [raw-html] put the comment on a line of its own`}},
		{"é [a](javascript:b)", []string{`10:3: link to "javascript:b": the scheme "javascript:" can't be linked to [link-scheme] link to https:, http:, mailto: or tel:, or to a file of the site`}},
		{"[a](//b.example)", []string{`10:1: link to "//b.example": an address without its scheme [link-scheme] write https://b.example`}},
		{"<data:a>", []string{`10:1: link to "data:a": the scheme "data:" can't be linked to [link-scheme] link to https:, http:, mailto: or tel:, or to a file of the site`}},
		{"1. a\n2. b [c](/d/)", []string{`11:6: link to "/d/" leads to a path of the site instead of a file [link-root] link to the file, relative to this one`}},
		{"[a]()", []string{`10:1: link to "": there is no target [link-empty] write a target between the parentheses`}},
		{"[](a.md)", []string{`10:1: link to "a.md": there is no text between the brackets [link-empty] say there where it leads`}},
		{"[a](https://)", []string{`10:1: link to "https://": the address has no host [link-empty] write the whole address, https://host/path`}},
		{"[a](b%.md)", []string{`10:1: link to "b%.md": "%.m" isn't a character [link-page] write %25 for a percent sign`}},
		{"[a][b]\n\n[b]: c%%", []string{`10:1: link to "c%%": "%%" isn't a character [link-page] write %25 for a percent sign`}},
		{"![](a.png)", []string{`10:1: picture "a.png" has no alternative text [image-alt] say between the brackets what the picture shows, for those who can't see it`}},
		{"|a|\n|-|\n|![b](https://c.example/d)|", []string{`12:2: picture "https://c.example/d": it is on another host [image-foreign] put the picture beside the page`}},
		{"![a](b%.png)", []string{`10:1: picture "b%.png": "%.p" isn't a character [image-missing] write %25 for a percent sign`}},
		{"![a](data:b)", []string{`10:1: picture "data:b": it isn't a file [link-scheme] put the picture beside the page`}},
		{"![a](/b.png)", []string{`10:1: picture "/b.png" is a path of the site instead of a file [link-root] put the picture beside the page`}},
		{"![a](#b)", []string{`10:1: picture "#b": there is no file [link-empty] put the picture beside the page`}},
		{"\n# A", []string{`11:1: a second h1, "A" [heading-first] the page's title is its only h1: start headings in the text with ##`}},
		{"A\n===", []string{`10:1: a second h1, "A" [heading-first] the page's title is its only h1: start headings in the text with ##`}},
		{"### A", []string{`10:1: the first heading, "A", is an h3 [heading-jump] start it with ##`}},
		{"## A\n\n> ##### B", []string{`12:3: heading "B" jumps from h2 to h5 [heading-jump] start it with ###, or put the heading in between`}},
		{"##\n", []string{`10:1: a heading without text [heading-empty] write its text, or take the line out`}},
		{"- ::nosuch", []string{`10:3: no directive "::nosuch" [directive-unknown] there are ::contact, ::authority, ::glossary, ::criteria, ::criterion, ::check, ::legal-basis, ::text, ::version, ::decision-table, ::decision-diagram, ::data, ::periods, ::conditions, ::changes, ::include, ::sitemap, ::video`}},
		{"::glosary", []string{`10:1: no directive "::glosary"; did you mean "::glossary"? [directive-unknown] there are ::contact, ::authority, ::glossary, ::criteria, ::criterion, ::check, ::legal-basis, ::text, ::version, ::decision-table, ::decision-diagram, ::data, ::periods, ::conditions, ::changes, ::include, ::sitemap, ::video`}},
		{"::contact{a=b}", []string{`10:11: ::contact takes no argument "a" [directive-argument] write ::contact`}},
		{"::contact us", []string{`10:10: ::contact is followed by " us" [directive-argument] a directive stands alone on its line, with its arguments in braces`}},
		{"é\té [a]{lang=é}", []string{`10:8: "é" isn't the code of a language (BCP 47) [attribute-invalid] write [text]{lang=code}, or \{ for a brace`}},
		{"> - [a]{b}", []string{`10:8: a span takes its language, or a term, and nothing else, not "b" [attribute-invalid] write [text]{lang=code}, or \{ for a brace`}},
		{"a\r\n\r\n[b]()\r\n", []string{`12:1: link to "": there is no target [link-empty] write a target between the parentheses`}},
		{
			"[a](b:c) <i>d</i>\n\n# E\n\n![](f:g)\n",
			[]string{
				`10:1: link to "b:c": the scheme "b:" can't be linked to [link-scheme] link to https:, http:, mailto: or tel:, or to a file of the site`,
				`10:10: HTML in Markdown: "<i>" [raw-html] write *text*, or put it between backticks to show it`,
				`12:1: a second h1, "E" [heading-first] the page's title is its only h1: start headings in the text with ##`,
				`14:1: picture "f:g": it isn't a file [link-scheme] put the picture beside the page`,
				`14:1: picture "f:g" has no alternative text [image-alt] say between the brackets what the picture shows, for those who can't see it`,
			},
		},
	} {
		_, findings := New(testOptions()).Convert(nil, "p.md", []byte(c.src), 10)
		var got []string
		for _, f := range findings.All() {
			if f.Severity != f.Code.Severity() || !f.Code.Known() {
				t.Errorf("%q: %+v", c.src, f)
			}
			got = append(got, strings.TrimPrefix(f.String(), "p.md:")+" "+f.Hint)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: want -, got +\n%s", c.src, diff)
		}
	}
}

// TestNoFindings checks that valid texts have no findings.
func TestNoFindings(t *testing.T) {
	for _, src := range []string{
		"", "\n", "\ufeff", "a", "a < b & c > d", "C++ `<b>` \\<b>", "::", ":: a", "a::b", "[a] [b] [c] {d}", "[a\\]{b}", "![a] b",
		"<!-- a -->", "a <!-- b --> c", "[a](b.md#c 'd')", "![a](b.png)", "## a\n\n## b\n\n### c", "https://a.example",
		"[x]{lang=zh-Hant-TW}", "- [ ] a", "|a|\n|-|", "a[^1]\n\n[^1]: b", "1) a\n2) b",
	} {
		if _, findings := New(testOptions()).Convert(nil, "p.md", []byte(src), 1); findings.Len() > 0 {
			t.Errorf("%q: %v", src, findings.All())
		}
	}
}

func TestFindingsAreInOrder(t *testing.T) {
	_, findings := New(testOptions()).Convert(nil, "p.md", []byte("[a]() [b]() <i>\n\n# c [d]()\n\n| [e]() |\n|---|\n| <b> |\n"), 1)
	if all := findings.All(); len(all) != 7 || !slices.IsSortedFunc(all, func(a, b diag.Finding) int {
		return (a.Line-b.Line)*1000 + a.Column - b.Column
	}) {
		t.Errorf("%v", all)
	}
}

// TestRootLinksUnderPath holds that a link to a path of the site stays one where the site stands
// under a path.
func TestRootLinksUnderPath(t *testing.T) {
	c := New(Options{Language: "en", Base: baseurl.URL{Origin: "https://a.test", Path: "/guide"}})
	for src, want := range map[string]string{
		"[a](/b/?c#d)":           `href="/guide/b/?c#d"`,
		"[a](/guide/b/)":         `href="/guide/b/"`,
		"[a](/guides/)":          `href="/guide/guides/"`,
		"[a](\\b/)":              `href="/guide/b/"`,
		"![a](/b.png)":           `src="/guide/b.png"`,
		"[a](https://x.test/b/)": `href="https://x.test/b/"`,
	} {
		body, _ := c.Convert(nil, "p.md", []byte(src), 1)
		if html := string(body.HTML); !strings.Contains(html, want) {
			t.Errorf("%s: %s, want %s", src, html, want)
		}
	}
}
