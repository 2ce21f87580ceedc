package dialect

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// joinedLists joins lists that only comments divide. CommonMark has a comment that isn't indented
// end a list, so that the same item written with and without a comment before it would be in
// another list. An empty comment still divides two lists, as CommonMark proposes (section 5.3).
type joinedLists struct{}

func (j joinedLists) Transform(node *ast.Document, reader text.Reader, _ parser.Context) {
	if bytes.Contains(reader.Source(), []byte("<!--")) {
		j.blocks(node, reader.Source())
	}
}

// blocks joins the lists in a block. It recurses no deeper than [MaxNesting].
func (j joinedLists) blocks(parent ast.Node, src []byte) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Type() != ast.TypeBlock {
			return
		}
		if list, ok := n.(*ast.List); ok {
			for joined := false; join(list, joined, src); joined = true {
			}
		}
		j.blocks(n, src)
	}
}

// join moves the items of the next list to where they would be without the comments between it and
// a list, and reports whether that list has no item left. A list that has been joined may be
// followed by another without a comment between: the one after the comment was of another kind.
func join(list *ast.List, joined bool, src []byte) bool {
	first := list.NextSibling()
	next, blank := first, false
	for ; next != nil; next = next.NextSibling() {
		html, ok := next.(*ast.HTMLBlock)
		if !ok {
			break
		}
		if !isComment(html, src) {
			return false
		}
		blank = blank || html.HasBlankPreviousLines()
	}
	second, ok := next.(*ast.List)
	if !ok || next == first && !joined {
		return false
	}
	loose := blank || second.HasBlankPreviousLines() || !second.IsTight
	moved := false
	for item := second.FirstChild(); item != nil && graft(list, second, item, loose, src); item = second.FirstChild() {
		moved = true
	}
	if !moved {
		return false
	}
	parent := list.Parent()
	for n := first; n != next; n = first {
		first = n.NextSibling()
		parent.RemoveChild(parent, n)
	}
	if second.HasChildren() {
		return false
	}
	parent.RemoveChild(parent, second)
	return true
}

// graft moves an item of another list to the end of a list, or of one in its last item if it is
// indented as far as that item's text. It reports whether the item could be moved.
func graft(list, from *ast.List, item ast.Node, loose bool, src []byte) bool {
	if last := list.LastChild(); last != nil && column(item.Pos(), src) >= content(last.Pos(), src) {
		inner, ok := last.LastChild().(*ast.List)
		if !ok || !inner.CanContinue(from.Marker, from.IsOrdered()) {
			inner = ast.NewList(from.Marker)
			inner.Start, inner.IsTight = from.Start, !loose
			inner.SetPos(item.Pos())
			last.AppendChild(last, inner)
		}
		return graft(inner, from, item, loose, src)
	}
	if !list.CanContinue(from.Marker, from.IsOrdered()) {
		return false
	}
	if loose && list.IsTight {
		list.IsTight = false
		for other := list.FirstChild(); other != nil; other = other.NextSibling() {
			loosen(other)
		}
	}
	list.AppendChild(list, item)
	if !list.IsTight {
		loosen(item)
	}
	return true
}

// loosen makes paragraphs of the texts of an item.
func loosen(item ast.Node) {
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		tight, ok := n.(*ast.TextBlock)
		if !ok {
			continue
		}
		paragraph := ast.NewParagraph()
		paragraph.SetPos(tight.Pos())
		paragraph.SetLines(tight.Lines())
		for c := tight.FirstChild(); c != nil; c = tight.FirstChild() {
			tight.RemoveChild(tight, c)
			paragraph.AppendChild(paragraph, c)
		}
		item.ReplaceChild(item, tight, paragraph)
		n = paragraph
	}
}

// column returns the distance of an offset from the start of its line in the source.
func column(offset int, src []byte) int {
	return offset - 1 - bytes.LastIndexByte(src[:offset], '\n')
}

// content returns the column of an item's text, from the offset of its marker.
func content(marker int, src []byte) int {
	i := marker
	for i < len(src) && '0' <= src[i] && src[i] <= '9' {
		i++
	}
	i = min(i+1, len(src))
	spaces := 0
	for i+spaces < len(src) && src[i+spaces] == ' ' {
		spaces++
	}
	if spaces == 0 || spaces > 4 || i+spaces < len(src) && src[i+spaces] == '\n' {
		spaces = 1
	}
	return column(marker, src) + i - marker + spaces
}

// isComment reports whether a block of HTML consists of comments with a text.
func isComment(n *ast.HTMLBlock, src []byte) bool {
	html := bytes.TrimSpace(HTML(n, src))
	if n.HTMLBlockType != ast.HTMLBlockType2 || len(html) == 0 {
		return false
	}
	for len(html) > 0 {
		comment, rest, ended := bytes.Cut(html, []byte("-->"))
		comment, ok := bytes.CutPrefix(comment, []byte("<!--"))
		if !ok || !ended || len(bytes.TrimSpace(comment)) == 0 {
			return false
		}
		html = bytes.TrimSpace(rest)
	}
	return true
}

// HTML returns the source of a block of HTML.
func HTML(n *ast.HTMLBlock, src []byte) []byte {
	lines := n.Lines()
	start, stop := n.Pos(), n.Pos()
	if lines.Len() > 0 {
		start, stop = lines.At(0).Start, lines.At(lines.Len()-1).Stop
	}
	if n.HasClosure() {
		stop = max(stop, n.ClosureLine.Stop)
	}
	return src[start:stop]
}
