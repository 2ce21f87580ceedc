package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/diag"
)

// markdownFor maps HTML elements to their equivalents in Markdown, for hints.
var markdownFor = map[string]string{
	"a": "[text](target)", "b": "**text**", "blockquote": "> in front of each line",
	"br": `\ at the end of the line`, "code": "`code`", "del": "~~text~~", "details": "a heading",
	"div": "blank lines between paragraphs", "dl": "a term and, on the next line, : and what it means",
	"em": "*text*", "figure": "![alternative text](picture.png)", "h1": "## and the heading",
	"h2": "## and the heading", "h3": "### and the heading", "h4": "#### and the heading",
	"h5": "##### and the heading", "h6": "###### and the heading", "hr": "---", "i": "*text*",
	"img": "![alternative text](picture.png)", "li": "- and the item", "ol": "1. and the item",
	"p": "blank lines between paragraphs", "pre": "``` on the lines before and after", "s": "~~text~~",
	"section": "a heading", "span": "[text]{lang=code} for another language", "strike": "~~text~~",
	"strong": "**text**", "table": "a table of | and -", "tt": "`code`", "ul": "- and the item",
}

// htmlBlock reports a block of HTML, unless it consists of complete comments.
func (r *rendering) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	start := lines.At(0).Start
	stop := lines.At(lines.Len() - 1).Stop
	if n.HasClosure() {
		stop = n.ClosureLine.Stop
	}
	html := r.src[start:stop]
	start += len(html) - len(bytes.TrimLeft(html, " \t"))
	html = r.src[start:stop]
	for n.HTMLBlockType == ast.HTMLBlockType2 && bytes.HasPrefix(html, []byte("<!--")) {
		end := bytes.Index(html, []byte("-->"))
		if end < 0 {
			r.findings.Add(r.file, r.at(start), diag.RawHTML, "end it with -->", "a comment that doesn't end")
			return
		}
		html = bytes.TrimLeft(html[end+len("-->"):], " \t\n")
		start = stop - len(html)
	}
	if len(html) == 0 {
		return
	}
	if n.HTMLBlockType == ast.HTMLBlockType2 && html[0] != '<' {
		r.findings.Add(r.file, r.at(start), diag.RawHTML, "put the comment on a line of its own",
			"text after a comment on the same line, which Markdown takes for HTML")
		return
	}
	// Skip closing tags of reported elements at the start of the block.
	for {
		name, closing := tagName(html)
		if !closing || !r.reported[name] {
			r.reportHTML(html, start)
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

// rawHTML reports an inline tag, unless it closes an element that was reported.
func (r *rendering) rawHTML(n *ast.RawHTML) {
	first := n.Segments.At(0)
	html := r.src[first.Start:n.Segments.At(n.Segments.Len()-1).Stop]
	if bytes.HasPrefix(html, []byte("<!--")) {
		return
	}
	if name, closing := tagName(html); closing && r.reported[name] {
		return
	}
	r.reportHTML(html, first.Start)
}

// reportHTML reports a tag at an offset, with its equivalent in Markdown as the hint.
func (r *rendering) reportHTML(html []byte, offset int) {
	name, closing := tagName(html)
	hint := "leave it out, or put it between backticks to show it"
	tag := "<" + name + ">"
	switch {
	case name == "":
		tag, _, _ = strings.Cut(string(html), "\n")
	case closing:
		tag = "</" + name + ">"
	case markdownFor[name] != "":
		hint = "write " + markdownFor[name] + ", or put it between backticks to show it"
	}
	r.findings.Add(r.file, r.at(offset), diag.RawHTML, hint, "HTML in Markdown: %.80q", tag)
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
