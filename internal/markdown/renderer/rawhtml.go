package renderer

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/htmltext"
)

// markdownFor maps HTML elements to their equivalents in Markdown, for hints.
var markdownFor = map[string]string{
	"a": "[text](target)", "b": "**text**", "blockquote": "> in front of each line",
	"br": `\ at the end of the line`, "code": "`code`", "del": "~~text~~", "details": "a heading",
	"dl": "a term and, on the next line, : and what it means",
	"em": "*text*", "figure": "![alternative text](picture.png)", "h1": "## and the heading",
	"h2": "## and the heading", "h3": "### and the heading", "h4": "#### and the heading",
	"h5": "##### and the heading", "h6": "###### and the heading", "hr": "---", "i": "*text*",
	"img": "![alternative text](picture.png)", "li": "- and the item", "ol": "1. and the item",
	"p": "blank lines between paragraphs", "pre": "``` on the lines before and after", "s": "~~text~~",
	"span": "[text]{lang=code} for another language", "strike": "~~text~~",
	"strong": "**text**", "table": "a table of | and -", "tt": "`code`", "ul": "- and the item",
}

// htmlBlock reports a block of HTML, unless it consists of complete comments. Its text is
// published, since a site may lower the severity of the finding and publish the page.
func (r *Rendering) htmlBlock(n *ast.HTMLBlock) {
	html := dialect.HTML(n, r.Src)
	start := n.Lines().At(0).Start
	stop := start + len(html)
	start += len(html) - len(bytes.TrimLeft(html, " \t"))
	html = r.Src[start:stop]
	for n.HTMLBlockType == ast.HTMLBlockType2 && bytes.HasPrefix(html, []byte("<!--")) {
		end := bytes.Index(html, []byte("-->"))
		if end < 0 {
			r.Findings.Add(r.Findings.At(start), diag.RawHTML, "end it with -->", "a comment that doesn't end%s", r.reach(start, html))
			return
		}
		html = bytes.TrimLeft(html[end+len("-->"):], " \t\n")
		start = stop - len(html)
	}
	for _, paragraph := range htmltext.Paragraphs(r.linesFrom(n, start)) {
		r.Write("<p>")
		r.HTML = escape.Text(r.HTML, paragraph)
		r.Write("</p>")
	}
	if len(html) == 0 {
		return
	}
	if n.HTMLBlockType == ast.HTMLBlockType2 && html[0] != '<' {
		r.Findings.Add(r.Findings.At(start), diag.RawHTML, "put the comment on a line of its own",
			"text after a comment on the same line, which Markdown takes for HTML")
		return
	}
	// Skip closing tags of reported elements at the start of the block.
	for {
		name, closing := tagName(html)
		if !closing || !r.reported[name] {
			r.reportHTML(html, start, r.reach(start, html))
			return
		}
		next := bytes.IndexByte(html[1:], '<')
		if next < 0 {
			return
		}
		html = html[1+next:]
		start = stop - len(html)
	}
}

// linesFrom returns the lines of a block of HTML from an offset on, without the marks of the quotes
// and lists around it.
func (r *Rendering) linesFrom(n *ast.HTMLBlock, offset int) (html []byte) {
	add := func(line text.Segment) {
		if line.Stop > offset {
			html = append(html, r.Src[max(line.Start, offset):line.Stop]...)
		}
	}
	lines := n.Lines()
	for i := range lines.Len() {
		add(lines.At(i))
	}
	if n.HasClosure() {
		add(n.ClosureLine)
	}
	return html
}

// rawHTML reports an inline tag, unless it closes an element that was reported.
func (r *Rendering) rawHTML(n *ast.RawHTML) {
	first := n.Segments.At(0)
	html := r.Src[first.Start:n.Segments.At(n.Segments.Len()-1).Stop]
	if bytes.HasPrefix(html, []byte("<!--")) {
		return
	}
	name, closing := tagName(html)
	switch {
	case name == "br" && r.In.Heading:
		r.LineBreak(false)
	case name == "br":
		r.LineBreak(true) // for a site that lowers the severity: words don't run into each other
	case closing && r.reported[name]:
		return
	}
	r.reportHTML(html, first.Start, "")
}

// reach returns the end of a message on a block of HTML at an offset: the line down to which the
// block reaches, if that isn't the end of the paragraph. Such a block, as of a script, may hold the
// whole rest of a page, and what a browser doesn't show of it isn't published.
func (r *Rendering) reach(start int, html []byte) string {
	html = bytes.TrimRight(html, " \t\n")
	if !blankLine.Match(html) {
		return ""
	}
	return fmt.Sprintf("; it reaches down to line %d", r.Findings.At(start+len(html)-1).Line)
}

var blankLine = regexp.MustCompile(`\n[ \t>]*\n`)

// reportHTML reports a tag at an offset, with its equivalent in Markdown as the hint. The message
// ends with reach.
func (r *Rendering) reportHTML(html []byte, offset int, reach string) {
	name, closing := tagName(html)
	hint := "leave it out, or put it between backticks to show it"
	tag := "<" + name + ">"
	switch {
	case name == "":
		tag, _, _ = strings.Cut(string(html), "\n")
	case closing && name != "br":
		tag = "</" + name + ">"
	case name == "br" && r.In.Heading:
		hint = "leave it out: a heading is one line"
	case name == "div" || name == "section" || name == "center" || name == "font":
		hint = "leave out the tag and the one that ends it: their text can do without; a box is > [!NOTE]"
	case markdownFor[name] != "":
		hint = "write " + markdownFor[name] + ", or put it between backticks to show it"
	}
	r.Findings.Add(r.Findings.At(offset), diag.RawHTML, hint, "HTML in Markdown: %.80q%s", tag, reach)
	if name != "" && !closing {
		if r.reported == nil {
			r.reported = make(map[string]bool)
		}
		r.reported[name] = true
	}
}

// tagName returns the name of the tag at the start of html, in lower case, and whether it is a
// closing tag. The name is empty for anything but a tag of an element.
func tagName(html []byte) (name string, closing bool) {
	html, closing = bytes.CutPrefix(bytes.TrimPrefix(html, []byte("<")), []byte("/"))
	html = bytes.TrimLeft(html, " ")
	n := 0
	for n < len(html) && (isLetter(html[n]) || n > 0 && ('0' <= html[n] && html[n] <= '9' || html[n] == '-')) {
		n++
	}
	return strings.ToLower(string(html[:n])), closing
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
