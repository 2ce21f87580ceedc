package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

var hostile = []string{
	"plain text", "# heading", "- list", "1. list", "2) list", "+ more", "=== under", "a | b | c", "*bold* _it_ ~~gone~~", "`code`", "<b>html</b>",
	"<!-- comment", "[a](https://guide.test)", "![x](y.png)", "https://guide.test/a", "www.guide.test", "@somebody", "see #12", "$x$", "&amp; &lt;",
	"line\nbreak\r\nand | pipe", "\\*", "a\\", "---", "> quote", "a@guide.test", "http://x.test @a #1 |", "https://a.test/?q=<x>|y", "\t code",
}

// TestEscape renders hostile texts as GitHub does, in a paragraph, a list and a table: each reads
// as it is written and becomes no element.
func TestEscape(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	for _, text := range hostile {
		for _, frame := range [][2]string{{"", "\n"}, {"- ", "\n"}, {"| A | B |\n| --- | --- |\n| x | ", " |\n"}, {"**", "**\n"}} {
			var out bytes.Buffer
			if err := md.Convert([]byte(frame[0]+escape(text)+frame[1]), &out); err != nil {
				t.Fatal(err)
			}
			got, elements := read(t, out.String())
			want := strings.Join(strings.Fields(text), " ")
			if !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
				t.Errorf("%q reads %q in %q", want, got, frame[0])
			}
			for _, e := range elements {
				if !strings.Contains(" html head body p ul li table thead tbody tr th td strong ", " "+e+" ") {
					t.Errorf("%q becomes <%s> in %q: %s", text, e, frame[0], out.String())
				}
			}
		}
	}
}

// read returns the text and the elements of HTML.
func read(t *testing.T, text string) (out string, elements []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			out += n.Data
		case html.ElementNode:
			elements = append(elements, n.Data)
		}
	}
	return out, elements
}

func TestFence(t *testing.T) {
	for text, want := range map[string]string{"a": "```", "a ``` b": "````", "`````": "``````", "`` `` ``": "```"} {
		if got := fenceFor(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
