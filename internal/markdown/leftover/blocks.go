package leftover

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/dialect/directive"
)

// lineAt returns the rest of a line of the source from an offset.
func (c *checker) lineAt(offset int) []byte {
	line := c.src[offset:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	return line
}

// cells returns the offsets at which the cells of a row begin, as goldmark divides it: \| doesn't
// end a cell.
func cells(row []byte) (starts []int) {
	left := len(row) - len(bytes.TrimLeft(row, " \t"))
	limit := len(bytes.TrimRight(row, " \t\r"))
	if left >= limit {
		return nil
	}
	at := left
	if row[at] == '|' {
		at++
	}
	if row[limit-1] == '|' {
		limit--
	}
	for at < limit {
		starts = append(starts, at)
		for at < limit && (row[at] != '|' || at > 0 && row[at-1] == '\\') {
			at++
		}
		at++
	}
	return starts
}

// table reports the rows of a table whose cells have no column, and the lines that became a row
// because no blank line is before them.
func (c *checker) table(n *extast.Table) {
	columns := len(n.Alignments)
	if head := n.FirstChild(); head != nil && head.Pos() >= 0 && head.Pos() <= len(c.src) {
		if have := len(cells(c.lineAt(head.Pos()))); have > 0 && have < columns {
			c.report(head.Pos(), diag.TableShape, "give both the same number of cells",
				fmt.Sprintf("the heading has %d %s, the line of dashes below it %d: a column without a heading", have, plural(have), columns))
		}
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, ok := row.(*extast.TableRow); !ok || row.Pos() < 0 || row.Pos() > len(c.src) {
			continue
		}
		text := c.lineAt(row.Pos())
		starts := cells(text)
		switch {
		case len(starts) == 1 && container().Match(bytes.TrimSpace(text)):
			c.isContainer(row.Pos(), bytes.TrimSpace(text))
		case len(starts) > columns && len(bytes.Trim(text[starts[columns]:], " \t|")) > 0:
			c.report(row.Pos()+starts[columns], diag.TableShape,
				`write \| for a | that doesn't begin a cell, or give the heading as many cells`,
				fmt.Sprintf("a row of %d cells below a heading of %d: %.60q isn't published",
					len(starts), columns, strings.Trim(string(text[starts[columns]:]), " \t|")))
		case columns > 1 && len(starts) == 1 && bytes.IndexByte(text, '|') < 0 && !bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")):
			c.report(row.Pos(), diag.TableShape, "put a blank line before it",
				fmt.Sprintf("%.60q became a row of the table above it", strings.TrimSpace(string(text))))
		}
	}
}

var dashes = lazyregexp.New(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)

// pipes reports a paragraph that was meant as a table, and reports whether it was.
func (c *checker) pipes(n ast.Node) bool {
	lines := n.Lines()
	rows := 0
	for i := range lines.Len() {
		segment := lines.At(i)
		text := bytes.TrimSpace(c.src[segment.Start:segment.Stop])
		if len(text) < 3 || bytes.IndexByte(text, '|') < 0 {
			continue
		}
		if i > 0 && dashes().Match(text) && bytes.IndexByte(text, '-') >= 0 {
			previous := lines.At(i - 1)
			above := bytes.TrimSpace(c.src[previous.Start:previous.Stop])
			have, want := len(cells(above)), len(cells(text))
			if have == want || bytes.IndexByte(above, '|') < 0 && want > 1 && have != 1 {
				continue
			}
			c.report(previous.Start, diag.TableShape, `give both the same number of cells, and write \| for a | that doesn't begin one`,
				fmt.Sprintf("this is no table: the heading has %d %s, the line of dashes below it %d", have, plural(have), want))
			return true
		}
		if text[0] == '|' && text[len(text)-1] == '|' && len(text) > 1 {
			rows++
			if wide := text[1] == ' ' && text[len(text)-2] == ' ' && bytes.Count(text, []byte("|")) > 2; rows > 1 || wide && lines.Len() == 1 {
				c.report(lines.At(0).Start, diag.TableShape,
					"begin a table with its heading and a line of dashes, | --- | --- |, and let nothing stand between its rows",
					"rows of a table without a heading and a line of dashes: readers see the signs")
				return true
			}
		}
	}
	return false
}

func plural(n int) string {
	if n == 1 {
		return "cell"
	}
	return "cells"
}

var (
	directiveInfo = lazyregexp.New(`^\{[ \t]*[a-zA-Z][\w:-]*[^}]*\}`)
	diagramInfo   = lazyregexp.New(`^\{?\.?(?:mermaid|plantuml|puml|graphviz)\b`)
)

// fence reports code that no fence ends, and code that another tool makes something else of.
func (c *checker) fence(n *ast.FencedCodeBlock) {
	at := max(n.Pos(), 0)
	opening := bytes.TrimLeft(c.lineAt(at), " \t")
	fence := string(opening[:len(opening)-len(bytes.TrimLeft(opening, string(opening[:min(1, len(opening))])))])
	if !dialect.Closed(n) {
		c.report(at, diag.FenceUnclosed, fmt.Sprintf("write %s on a line of its own behind the code, as far to the right as here", fence),
			"the code that begins here never ends: what follows is shown as code")
	}
	if n.Info == nil {
		return
	}
	info := n.Info.Segment.Value(c.src)
	switch {
	case diagramInfo().Match(info):
		c.report(at, diag.MarkupForeign, "put a picture of it beside the page: ![alternative text](picture.svg)",
			fmt.Sprintf("%.60q: other tools draw this, Baken shows the source", string(opening)))
	case directiveInfo().Match(info):
		c.report(at, diag.MarkupForeign, calloutHint+"; write only the name of the language behind the fence of code",
			fmt.Sprintf("%.60q: MyST and other tools run this, Baken shows it as code", string(opening)))
	}
}

// boldHeading reports a paragraph that is nothing but bold text, without the punctuation of a
// sentence, above other text.
func (c *checker) boldHeading(n *ast.Paragraph) {
	if n.Parent().Kind() != ast.KindDocument || n.Lines().Len() != 1 {
		return
	}
	if !isBold(n) {
		return
	}
	switch next := n.NextSibling().(type) {
	case *ast.Paragraph:
		// Two bold lines are a notice or an address.
		if isBold(next) {
			return
		}
	case *ast.List, *extast.Table, *extast.DefinitionList, *directive.Node, *ast.Blockquote, *ast.FencedCodeBlock, *component.Block:
	default:
		return
	}
	if again, ok := n.PreviousSibling().(*ast.Paragraph); ok && isBold(again) || continues(n.NextSibling(), c.src) {
		return
	}
	segment := n.Lines().At(0)
	text := strings.Trim(string(bytes.TrimSpace(c.src[segment.Start:segment.Stop])), "*_")
	last, _ := utf8.DecodeLastRuneInString(text)
	if utf8.RuneCountInString(text) > 80 || !strings.ContainsFunc(text, unicode.IsLetter) || strings.ContainsRune(".!:;,…”\"'’)", last) || isLabel(text) {
		return
	}
	c.report(max(n.Pos(), 0), diag.HeadingBold, "write it as a heading: ## or ### before it, and no signs for bold",
		fmt.Sprintf("%.60q is only bold: readers can't go to it as to a heading", text))
}

// isBold reports whether a paragraph is nothing but bold text.
func isBold(n *ast.Paragraph) bool {
	bold, ok := n.FirstChild().(*ast.Emphasis)
	return ok && bold.Level == 2 && bold.NextSibling() == nil
}

// continues reports whether a block goes on with a sentence: it begins with a small letter.
func continues(n ast.Node, src []byte) bool {
	p, ok := n.(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return false
	}
	segment := p.Lines().At(0)
	r, _ := utf8.DecodeRune(bytes.TrimLeft(segment.Value(src), " \t"))
	return unicode.IsLower(r)
}

// dated matches a date: a day, a month and a year, perhaps behind the name of the day.
var dated = lazyregexp.New(`^(?:\p{L}+\.?,? )?(?:\d{1,2}(?:\.|st|nd|rd|th|er)? (?:\p{L}+ )?\p{L}+\.?,?|\p{L}+ \d{1,2},?) \d{4}$|^\d[\d./-]+\d$`)

// isLabel reports whether a bold text isn't a heading, though it ends like one: a date, a word or
// two letters between alternatives (OR), or the owner of a copyright.
func isLabel(text string) bool {
	return dated().MatchString(text) || strings.HasPrefix(text, "©") || utf8.RuneCountInString(text) <= 2
}

// footnotes reports the footnotes that aren't published.
func (c *checker) footnotes(document ast.Node) {
	for _, n := range dialect.UnusedFootnotes(document) {
		label := string(n.Ref)
		if c.labels[label] {
			c.report(max(n.Pos(), 0), diag.FootnoteUnused, "give it another label, and refer to that",
				fmt.Sprintf("a second footnote %.60q: only the first is published", label))
			continue
		}
		c.report(max(n.Pos(), 0), diag.FootnoteUnused, "write [^"+label+"] where it belongs, or take it out",
			fmt.Sprintf("nothing refers to footnote %.60q: its text isn't published", label))
	}
}

// definitions reports the definitions of links that nothing uses. One that leads to # is a comment,
// as other tools write it.
func (c *checker) definitions() {
	seen := make(map[string]bool, len(c.defined))
	for _, d := range c.defined {
		label := util.ToLinkReference(d.Label)
		again := seen[label]
		seen[label] = true
		if to := string(d.Destination); to == "" || to == "#" || c.used[label] && !again {
			continue
		}
		if again {
			c.report(max(d.Pos(), 0), diag.LinkUnused, "take one of the two out",
				fmt.Sprintf("a second definition of [%.60s]: links lead to the first", d.Label))
			continue
		}
		c.report(max(d.Pos(), 0), diag.LinkUnused, "write ["+string(d.Label)+"] where it belongs, a backslash before it to show it, or take it out",
			fmt.Sprintf("no link uses the definition of [%.60s]: this line isn't published", d.Label))
	}
}
