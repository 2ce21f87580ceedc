package renderer

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/target"
)

// component renders a block with a name, and reports content that it doesn't take. Such content is
// rendered all the same.
func (r *Rendering) component(b *component.Block) {
	r.components = true
	if !b.Closed {
		r.Findings.Report(b.Pos(), diag.ComponentUnclosed, "write ::: on a line of its own behind it, as far to the right as here",
			fmt.Sprintf("the block ::: %s that begins here never ends: what follows belongs to it", b.Name))
	}
	outer := r.within
	if b.Name != component.Steps {
		r.within = b.Name
	}
	switch b.Name {
	case component.Details:
		r.details(b)
	case component.Steps:
		r.untitled(b)
		r.steps(b)
	default:
		r.untitled(b)
		r.linkLists(b)
	}
	r.within = outer
}

// misplaced reports content of a block at an offset.
func (r *Rendering) misplaced(at int, hint, format string, args ...any) {
	r.Findings.Report(at, diag.ComponentContent, hint, fmt.Sprintf(format, args...))
}

// details renders text that opens from its title.
func (r *Rendering) details(b *component.Block) {
	r.Write(`<details class="more"><summary>`)
	title := b.Title()
	if title == nil {
		r.misplaced(b.Pos(), "write behind it what it is about: ::: details Title", "::: details without a title: readers can't see what opens")
	} else {
		if invalid := dialect.Interactive(title); invalid != "" {
			r.misplaced(title.Pos(), "put it into the text below", "the title of ::: details can't hold %s", invalid)
		}
		r.In.Heading = true
		r.leaf(title)
		r.In.Heading = false
	}
	r.Write(`</summary><div>`)
	if last := b.LastChild(); last == nil || last == ast.Node(title) {
		r.misplaced(b.Pos(), "write the text that opens between its two lines, or take it out", "::: details without a text")
	}
	r.blocks(b)
	r.Write("</div></details>")
}

// untitled reports and renders the title of a block that takes none.
func (r *Rendering) untitled(b *component.Block) {
	title := b.Title()
	if title == nil {
		return
	}
	r.misplaced(title.Pos(), "put a heading above it, or take the words out", "::: %s takes no title", b.Name)
	r.Write("<p>")
	r.leaf(title)
	r.Write("</p>")
}

// steps renders a numbered list as it is, or headings and their texts as the items of one. The
// numbers are those of the list, so that they are read out.
func (r *Rendering) steps(b *component.Block) {
	first := dialect.Content(b.FirstChild())
	switch n := first.(type) {
	case *ast.List:
		if n.IsOrdered() && dialect.Content(n.NextSibling()) == nil {
			r.listOf(n, "steps")
			return
		}
	case *ast.Heading:
		r.headedSteps(first, n.Level)
		return
	}
	at := b.Pos()
	if first != nil {
		at = max(first.Pos(), 0)
	}
	r.misplaced(at, "write the steps as a list, 1. 2. 3., or each as a heading with its text below it",
		"::: steps holds one numbered list and nothing else, or begins with a heading")
	r.blocks(b)
}

func (r *Rendering) headedSteps(first ast.Node, level int) {
	r.Write(`<ol class="steps">`)
	for n := first; n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level <= level {
			if n != first {
				r.Write("</li>")
			}
			r.Write("<li>")
		}
		r.block(n)
	}
	r.Write("</li></ol>")
}

// linkLists renders the lists of links in a block.
func (r *Rendering) linkLists(b *component.Block) {
	list, ok := dialect.Content(b.FirstChild()).(*ast.List)
	if !ok || list.IsOrdered() || dialect.Content(list.NextSibling()) != nil {
		at := b.Pos()
		if wrong := dialect.Content(b.FirstChild()); wrong != nil && !ok {
			at = max(wrong.Pos(), 0)
		} else if ok && !list.IsOrdered() {
			at = max(dialect.Content(list.NextSibling()).Pos(), 0)
		}
		r.misplaced(at, "write one list in it, with - before each link, and put all else above or below it",
			"::: %s holds one list of links and nothing else", b.Name)
		r.blocks(b)
		return
	}
	class := "entries grid"
	if b.Name == component.Downloads {
		class = "files"
	}
	r.Write(`<ul class="`, class, `">`)
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if _, ok := item.(*ast.ListItem); !ok {
			r.Unsupported(item)
			break
		}
		r.Write("<li>")
		r.linkItem(b, item)
		r.Write("</li>")
	}
	r.Write("</ul>")
}

// linkItem renders an item that begins with a link. What follows on the same line or the next says
// what it leads to, and is a paragraph without the sign that divides the two.
func (r *Rendering) linkItem(b *component.Block, item ast.Node) {
	var link *ast.Link
	first := item.FirstChild()
	if first != nil && first.Type() == ast.TypeBlock {
		link, _ = first.FirstChild().(*ast.Link)
	}
	if link == nil {
		r.misplaced(max(item.Pos(), 0), "begin it with the link: - [text](page.md): what is there", "an item of ::: %s doesn't begin with a link", b.Name)
		r.blocks(item)
		return
	}
	if b.Name == component.Downloads {
		t, problem := target.Parse(string(escape.Decoded(nil, link.Destination)))
		if problem == nil && !t.IsFile() {
			r.misplaced(link.Pos(), "link to a file beside the page, or put the link elsewhere", "link to %.80q in ::: downloads: it isn't a file of the site", t.Written)
		}
	}
	r.Begin(dialect.End(first))
	r.inline(link)
	r.behind(link)
	for n := first.NextSibling(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

// behind renders the inline content behind a link as a paragraph, if there is any.
func (r *Rendering) behind(link ast.Node) {
	start := len(r.HTML)
	r.Write("<p>")
	empty := len(r.HTML)
	for n := link.NextSibling(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok && len(r.HTML) == empty {
			value := t.Segment.Value(r.Src)
			rest := bytes.TrimLeft(value, " \t\n:–—-")
			if len(rest) == 0 {
				continue
			}
			text := *t
			text.Segment = t.Segment.WithStart(t.Segment.Start + len(value) - len(rest))
			r.Follow(0)
			r.Text(&text)
			continue
		}
		if r.inline(n) {
			break
		}
	}
	if len(r.HTML) == empty {
		r.HTML = r.HTML[:start]
		return
	}
	r.Write("</p>")
}

// tableName returns the attribute that names a table by its caption, or else by the UI string, and
// the caption.
func (r *Rendering) tableName(n *extast.Table) (attribute string, caption *component.Caption) {
	caption = component.CaptionOf(n)
	if caption == nil {
		return `aria-label="` + r.strings["TableLabel"] + `"`, nil
	}
	r.captions++
	return `aria-labelledby="` + r.captionID() + `"`, caption
}

// captionID returns the id of the last caption. It has a colon, so that it differs from those of
// headings.
func (r *Rendering) captionID() string { return "table:" + strconv.Itoa(r.captions) }

func (r *Rendering) tableCaption(c *component.Caption) {
	if c == nil {
		return
	}
	r.Write(`<caption id="`, r.captionID(), `">`)
	r.In.Heading = true
	r.leaf(c)
	r.In.Heading = false
	r.Write("</caption>")
}
