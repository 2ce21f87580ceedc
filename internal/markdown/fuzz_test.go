package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/target"
)

func FuzzConvert(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, block := range strings.Split(string(text), caseLine) {
			if parts := strings.Split(block, partLine); len(parts) > 1 {
				f.Add([]byte(unescape.Replace(strings.Trim(parts[1], "\n"))))
			}
		}
	}
	page, err := os.ReadFile("testdata/page.md")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(page)
	converter := New(testOptions())
	f.Fuzz(func(t *testing.T, src []byte) {
		if utf8.Valid(src) && len(src) <= 1<<16 {
			checkConvert(t, converter, src)
		}
	})
}

// checkConvert checks the properties of every conversion.
func checkConvert(t *testing.T, converter *Converter, src []byte) {
	t.Helper()
	const firstLine = 7
	original := bytes.Clone(src)
	defer func() {
		if t.Failed() {
			t.Logf("source: %q", original)
		}
	}()
	body, findings := converter.Convert(nil, "p.md", src, firstLine)
	if !bytes.Equal(original, src) {
		t.Fatal("the source was changed")
	}
	for i := range src {
		src[i] = '!' // the body must not refer to src
	}
	again, findingsAgain := New(testOptions()).Convert(nil, "p.md", original, firstLine)
	if diff := cmp.Diff(body, again, cmp.AllowUnexported(hypertext.Slot{}, outline.Outline{}, outline.Section{}, facts.List{})) + cmp.Diff(findings.All(), findingsAgain.All()); diff != "" {
		t.Fatalf("not the same twice: %s", diff)
	}
	if n := len(body.Outline.Sections) - 1 - len(body.Headings); findings.Len() == 0 && n != 0 && n != 1 {
		t.Fatalf("%d sections and %d headings", len(body.Outline.Sections), len(body.Headings))
	}
	lines := strings.Split(string(unixLines(original)), "\n")
	checkPos := func(what any, pos diag.Pos) {
		t.Helper()
		i := pos.Line - firstLine
		if i < 0 || i >= len(lines) || pos.Column < 1 || pos.Column > utf8.RuneCountInString(lines[i])+1 {
			t.Fatalf("%v is at %v", what, pos)
		}
	}
	for _, finding := range findings.All() {
		if finding.Code == diag.FileUnreadable {
			t.Fatal(finding)
		}
		checkPos(finding, finding.Pos)
		if strings.ContainsAny(finding.Message, "\n\r") {
			t.Fatalf("%q is more than a line", finding.Message)
		}
	}
	checkBody(t, body, checkPos)
}

// TestFragments converts random sequences of fragments of Markdown, which reach more code than
// random bytes.
func TestFragments(t *testing.T) {
	converter := New(testOptions())
	random := rand.New(rand.NewPCG(1, 2))
	for range *fragments {
		var src []byte
		for range 1 + random.IntN(30) {
			src = append(src, fragment[random.IntN(len(fragment))]...)
		}
		checkConvert(t, converter, src)
	}
}

var fragments = flag.Int("fragments", 3000, "how many random sequences of fragments to convert")

var fragment = []string{
	"a", "b c", "é", " ", " ", "  ", "\t", "\n", "\n", "\n", "\n\n", "\r\n", "\\", "&", "&amp;", "&#34;", "*", "**", "_", "~~", "~",
	"`", "``", "```\n", "[", "]", "![", "](", "](b.md)", "](#a)", "(", ")", "]{lang=nl}", "]{", "}", "{", "[^1]", "[^1]: ", "[^2]",
	"[a]: b\n", "[a]", "<", ">", "<b>", "</b>", "<!--", "-->", "<div>", "<a@b.c>", "<http://a.b>", "http://a.b/", "www.a.b", "a@b.c",
	"> ", "- ", "1. ", "- [ ] ", "    ", "# ", "## ", "###", "=== ", "---\n", "--", "...", "|", "|a|\n|-|\n", "|`\\|`|", ":", ": ", "\n: ",
	"> [!NOTE]\n", "::contact", "\n::contact{a=b}\n", "\"", "'", " 's ", "NCSC", "national CSIRT", "computer emergency", "response team",
	"::: details ", "\n::: details a\n", "\n::: cards\n", "\n::: steps\n", "\n::: downloads\n", "\n:::\n", ":::", "   ", "{.button}", "Table: ",
	"\nTable: a\n", "::video{file=a.mp4 captions=a.vtt title=\"a\"}\n", "::video{url=https://a.b poster=a.png title=b}\n",
	"AVG's", "CSIRT\u2019s", "\u00a0", "\u201c", "%zz", "javascript:", "//", "\x00",
}

func checkBody(t *testing.T, body *hypertext.Body, checkPos func(any, diag.Pos)) {
	t.Helper()
	if !slices.IsSortedFunc(body.Slots, func(a, b hypertext.Slot) int { return int(a.Offset) - int(b.Offset) }) {
		t.Fatalf("slots are out of order: %+v", body.Slots)
	}
	terms := 0
	for _, s := range body.Slots {
		if int(s.Offset) > len(body.HTML) {
			t.Fatalf("slot %+v is outside %d bytes", s, len(body.HTML))
		}
		checkPos(s, s.Pos())
		switch s.Kind {
		case hypertext.SlotTermOpen:
			terms++
		case hypertext.SlotTermClose:
			terms--
		}
		if terms < 0 || terms > 1 {
			t.Fatal("terms in one another")
		}
	}
	if terms != 0 {
		t.Fatal("a term that isn't closed")
	}
	if !slices.IsSorted(body.Anchors) || len(slices.Compact(slices.Clone(body.Anchors))) != len(body.Anchors) {
		t.Fatalf("anchors %q", body.Anchors)
	}
	for _, h := range body.Headings {
		checkPos(h, h.Pos)
		if _, ok := slices.BinarySearch(body.Anchors, h.ID); !ok || h.Text == "" || h.Level < 2 || h.Level > 6 {
			t.Fatalf("heading %+v", h)
		}
	}
	checkHTML(t, body)
}

// checkHTML checks that the HTML, with its slots filled, has only the elements and attributes that
// this package writes, is well nested, and links only to allowed schemes.
func checkHTML(t *testing.T, body *hypertext.Body) {
	t.Helper()
	text := filled(body)
	fatal := func(format string, args ...any) {
		t.Helper()
		t.Fatalf("%s\n%s", fmt.Sprintf(format, args...), text)
	}
	var open []string
	ids := map[string]bool{}
	targets := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				fatal("not closed: %q", open)
			}
			for target := range targets {
				if !ids[target] {
					fatal("link to %q, which isn't there", target)
				}
			}
			return
		case html.CommentToken, html.DoctypeToken:
			fatal("%s", z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			attributes, known := written[tag.Data]
			if !known {
				fatal("element %s", tag)
			}
			seen := map[string]bool{}
			for _, a := range tag.Attr {
				if !slices.Contains(attributes, a.Key) || seen[a.Key] {
					fatal("attribute %s of %s", a.Key, tag)
				}
				seen[a.Key] = true
				switch a.Key {
				case "id":
					if a.Val == "" || ids[a.Val] || strings.ContainsAny(a.Val, " \t\n") {
						fatal("id %q", a.Val)
					}
					ids[a.Val] = true
				case "aria-labelledby":
					targets[a.Val] = true
				case "href":
					scheme, rest := target.CutScheme(a.Val)
					if !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, scheme) || strings.HasPrefix(a.Val, "//") {
						fatal("link to %q", a.Val)
					}
					if fragment, ok := strings.CutPrefix(rest, "#"); ok {
						targets[fragment] = true
					}
				}
			}
			if tag.Data == "a" && slices.Contains(open, "a") {
				fatal("a link in a link")
			}
			if slices.Contains(open, "p") && !phrasing[tag.Data] {
				fatal("%s in a paragraph", tag)
			}
			if !void[tag.Data] {
				open = append(open, tag.Data)
			}
		case html.EndTagToken:
			tag := z.Token()
			if len(open) == 0 || open[len(open)-1] != tag.Data {
				fatal("%s ends %q", tag, open)
			}
			open = open[:len(open)-1]
		}
	}
}

// filled returns the HTML of a body with sample content in its slots.
func filled(body *hypertext.Body) []byte {
	var b []byte
	last := uint32(0)
	for i, s := range body.Slots {
		b = append(b, body.HTML[last:s.Offset]...)
		last = s.Offset
		switch s.Kind {
		case hypertext.SlotHref:
			b = append(b, "/page/"...)
		case hypertext.SlotVideo, hypertext.SlotCaptions, hypertext.SlotPoster, hypertext.SlotFileURL:
			b = append(b, "/files/a"...)
		case hypertext.SlotFile, hypertext.SlotSave:
			b = append(b, `href="/files/a.pdf" download="A.pdf"`...)
		case hypertext.SlotFileNote:
			b = append(b, " (PDF, 1 kB)"...)
		case hypertext.SlotImage:
			b = append(b, `src="a.png" width="1" height="1"`...)
		case hypertext.SlotDirective:
			b = append(b, "<div></div>"...)
		case hypertext.SlotTermOpen:
			b = append(b, `<button>`...)
		case hypertext.SlotTermClose:
			b = fmt.Appendf(b, `</button><span id="term-text:%d"></span>`, i)
		}
	}
	return append(b, body.HTML[last:]...)
}

// written maps the elements that the package writes to their attributes.
var written = map[string][]string{
	"b": nil, "bdi": nil, "caption": {"id"}, "details": {"class"}, "summary": nil, "source": {"src", "type"},
	"track": {"kind", "default", "srclang", "label", "src"}, "video": {"controls", "playsinline", "preload", "poster", "aria-labelledby"},
	"a": {"class", "data-url", "download", "dir", "href", "title", "role", "aria-label"}, "blockquote": nil, "br": nil, "button": nil, "code": {"class", "dir"}, "figcaption": nil, "figure": {"class"},
	"dd": nil, "del": nil, "div": {"class", "role", "tabindex", "aria-label", "aria-labelledby"}, "dl": nil, "dt": nil, "em": nil,
	"h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"}, "hr": nil,
	"img": {"src", "width", "height", "alt", "title"}, "input": {"type", "disabled", "checked", "aria-labelledby"},
	"li": {"class", "id"}, "ol": {"class", "start"}, "p": {"class"}, "pre": {"dir"}, "section": {"class", "role", "aria-label"},
	"span": {"lang", "dir", "id", "class"}, "strong": nil, "sup": {"id"}, "table": nil, "tbody": nil, "td": {"class", "data-label"},
	"th": {"scope", "class"}, "thead": nil, "tr": nil, "ul": {"class"},
}

var (
	void     = map[string]bool{"br": true, "hr": true, "img": true, "input": true, "source": true, "track": true}
	phrasing = map[string]bool{
		"a": true, "br": true, "button": true, "code": true, "del": true, "em": true, "img": true, "input": true,
		"span": true, "strong": true, "sup": true,
	}
)
