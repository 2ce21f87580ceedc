// Package rawhtml reports HTML in a text, which a page can't have, with its equivalent in Markdown.
// It finds the text that is published in its place.
package rawhtml

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/htmltext"
	"baken.example/baken/internal/markdown/position"
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

// Checker reports the HTML of one text.
type Checker struct {
	Src      []byte
	Findings *position.Findings
	// reported holds the elements that were reported. Their closing tags aren't.
	reported map[string]bool
}

// Block reports a block of HTML, unless it consists of complete comments, and returns the
// paragraphs of its text. They are published, since a site may lower the severity of the finding
// and publish the page.
func (c *Checker) Block(n *ast.HTMLBlock) (paragraphs [][]byte) {
	html := dialect.HTML(n, c.Src)
	start := n.Lines().At(0).Start
	stop := start + len(html)
	start += len(html) - len(bytes.TrimLeft(html, " \t"))
	html = c.Src[start:stop]
	for n.HTMLBlockType == ast.HTMLBlockType2 && bytes.HasPrefix(html, []byte("<!--")) {
		end := bytes.Index(html, []byte("-->"))
		if end < 0 {
			c.Findings.Add(c.Findings.At(start), diag.RawHTML, "end it with -->", "a comment that doesn't end%s", c.reach(start, html))
			return nil
		}
		html = bytes.TrimLeft(html[end+len("-->"):], " \t\n")
		start = stop - len(html)
	}
	paragraphs = htmltext.Paragraphs(c.linesFrom(n, start))
	if len(html) == 0 {
		return paragraphs
	}
	if n.HTMLBlockType == ast.HTMLBlockType2 && html[0] != '<' {
		c.Findings.Add(c.Findings.At(start), diag.RawHTML, "put the comment on a line of its own",
			"text after a comment on the same line, which Markdown takes for HTML")
		return paragraphs
	}
	// Skip closing tags of reported elements at the start of the block.
	for {
		name, closing := tagName(html)
		if !closing || !c.reported[name] {
			c.report(html, start, c.reach(start, html), false)
			return paragraphs
		}
		next := bytes.IndexByte(html[1:], '<')
		if next < 0 {
			return paragraphs
		}
		html = html[1+next:]
		start = stop - len(html)
	}
}

// linesFrom returns the lines of a block of HTML from an offset on, without the marks of the quotes
// and lists around it.
func (c *Checker) linesFrom(n *ast.HTMLBlock, offset int) (html []byte) {
	add := func(line text.Segment) {
		if line.Stop > offset {
			html = append(html, c.Src[max(line.Start, offset):line.Stop]...)
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

// Tag reports an inline tag, unless it closes an element that was reported. It returns whether the
// tag breaks the line, which is published too: words don't run into each other then.
func (c *Checker) Tag(n *ast.RawHTML, inHeading bool) (breaks bool) {
	first := n.Segments.At(0)
	html := c.Src[first.Start:n.Segments.At(n.Segments.Len()-1).Stop]
	if bytes.HasPrefix(html, []byte("<!--")) {
		return false
	}
	name, closing := tagName(html)
	breaks = name == "br"
	if breaks || !closing || !c.reported[name] {
		c.report(html, first.Start, "", inHeading)
	}
	return breaks
}

// reach returns the end of a message on a block of HTML at an offset: the line down to which the
// block reaches, if that isn't the end of the paragraph. Such a block, as of a script, may hold the
// whole rest of a page, and what a browser doesn't show of it isn't published.
func (c *Checker) reach(start int, html []byte) string {
	html = bytes.TrimRight(html, " \t\n")
	if !blankLine.Match(html) {
		return ""
	}
	return fmt.Sprintf("; it reaches down to line %d", c.Findings.At(start+len(html)-1).Line)
}

var blankLine = regexp.MustCompile(`\n[ \t>]*\n`)

// report reports a tag at an offset, with its equivalent in Markdown as the hint. The message ends
// with reach.
func (c *Checker) report(html []byte, offset int, reach string, inHeading bool) {
	name, closing := tagName(html)
	hint := "leave it out, or put it between backticks to show it"
	tag := "<" + name + ">"
	switch {
	case name == "":
		tag, _, _ = strings.Cut(string(html), "\n")
	case closing && name != "br":
		tag = "</" + name + ">"
	case name == "br" && inHeading:
		hint = "leave it out: a heading is one line"
	case name == "div" || name == "section" || name == "center" || name == "font":
		hint = "leave out the tag and the one that ends it: their text can do without; a box is > [!NOTE]"
	case markdownFor[name] != "":
		hint = "write " + markdownFor[name] + ", or put it between backticks to show it"
	}
	c.Findings.Add(c.Findings.At(offset), diag.RawHTML, hint, "HTML in Markdown: %.80q%s", tag, reach)
	if name != "" && !closing {
		if c.reported == nil {
			c.reported = make(map[string]bool)
		}
		c.reported[name] = true
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
