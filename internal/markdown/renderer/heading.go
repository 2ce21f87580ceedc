package renderer

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/prose"
	"baken.example/baken/internal/markdown/word"
)

// heading renders a heading with its anchor. An h1 becomes an h2, since the h1 of a page is its
// title.
func (r *Rendering) heading(n *ast.Heading) {
	pos := r.Findings.At(max(n.Pos(), 0))
	text := string(bytes.TrimSpace(r.Plain(prose.Bare, n, dialect.End(n))))
	if text == "" {
		r.Findings.Add(pos, diag.HeadingEmpty, "write its text, or take the line out", "a heading without text")
		return
	}
	if r.within != "" {
		r.Findings.Add(pos, diag.ComponentContent, "put it above the block, or write it as bold text",
			"heading %.80q in ::: %s, where readers and the contents don't find it", text, r.within)
	}
	r.section(n)
	r.checkLevel(n.Level, text, pos)
	level := max(n.Level, 2)
	digit := string(rune('0' + level))
	r.Write("<h", digit, ` id="`)
	id := r.anchor(n)
	r.HTML = escape.Attribute(r.HTML, []byte(id))
	r.Write(`">`)
	r.In.Heading = true
	r.leaf(n)
	r.In.Heading = false
	r.Write("</h", digit, ">")
	r.headings = append(r.headings, hypertext.Heading{Level: level, ID: id, Text: text, Pos: pos})
	r.anchors = append(r.anchors, id)
}

// anchor returns the anchor of a heading: the one that it has been given, or one for its text.
func (r *Rendering) anchor(n *ast.Heading) string {
	if own, ok := dialect.IDOf(n); ok {
		if r.ids.Take(own.ID) {
			return own.ID
		}
		r.Findings.Report(own.Offset, diag.AttributeInvalid, "choose another one, or take it out",
			fmt.Sprintf("another heading has the anchor %.80q", own.ID))
	}
	return r.ids.For(r.Plain(prose.Raw, n, dialect.End(n)))
}

// checkLevel reports a heading whose level is 1, or more than one below that of the heading before
// it.
func (r *Rendering) checkLevel(level int, text string, pos diag.Pos) {
	last := 1
	if n := len(r.headings); n > 0 {
		last = r.headings[n-1].Level
	}
	switch {
	case level == 1 && sameWords(text, r.pageTitle):
		r.Findings.Add(pos, diag.HeadingFirst, "take the line out: the page begins with its title by itself",
			"the h1 %.80q repeats the title", text)
	case level == 1:
		r.Findings.Add(pos, diag.HeadingFirst, "the page's title is its only h1: start headings in the text with ##",
			"a second h1, %.80q", text)
	case level > last+1 && last == 1:
		r.Findings.Add(pos, diag.HeadingJump, "start it with ##",
			"the first heading, %.80q, is an h%d", text, level)
	case level > last+1:
		r.Findings.Add(pos, diag.HeadingJump, "start it with "+strings.Repeat("#", last+1)+", or put the heading in between",
			"heading %.80q jumps from h%d to h%d", text, last, level)
	}
}

// sameWords reports whether two texts have the same letters and digits, in any case.
func sameWords(a, b string) bool {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if !word.IsChar(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, s)
	}
	return letters(a) == letters(b)
}
