package renderer

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/anchor"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/footnote"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/origin"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/prose"
	"baken.example/baken/internal/markdown/rawhtml"
)

// Rendering renders one text after another, and reuses its memory. Its zero value is ready to use.
// It writes the HTML in the order of the text.
type Rendering struct {
	*Renderer
	prose.Writer
	origins   origin.List
	pageTitle string
	bounds    *dialect.Bounds

	headings []hypertext.Heading
	// starts are the starts of the sections of the outline.
	starts  []outline.Start
	anchors []string
	ids     anchor.Anchors

	// depth counts the inline nodes around the current one.
	depth     int
	addresses []hypertext.Address
	// rightToLeft reports whether the current node is in a text that is written from right to left.
	rightToLeft bool
	// captioned reports whether the title of the current picture is the caption of its figure.
	captioned bool
	// tables and figures report whether the text has any.
	tables, figures bool
	// components reports whether the text has a block with a name, a button or a video. captions
	// and videos count the captions of tables and the videos of the site, for their ids.
	components       bool
	captions, videos int
	// within is the name of the block around the current node that takes no headings; it may be
	// empty.
	within string
	// rare reports whether the text has a quotation, a block of code, a task or a footnote.
	rare bool

	html    rawhtml.Checker
	notes   footnote.Links
	speller diag.Speller
	tasks   int
}

// section starts a section of the outline at a node.
func (r *Rendering) section(n ast.Node) {
	r.starts = append(r.starts, outline.Start{Node: n, Slots: uint32(len(r.Slots))})
}

// blocks renders the blocks in a block. It recurses no deeper than [dialect.MaxNesting].
func (r *Rendering) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

func (r *Rendering) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		if !r.figure(n) {
			r.leaf(n)
		}
	case *ast.Heading:
		r.heading(n)
	case *ast.List:
		r.listOf(n, "")
	case *ast.Blockquote:
		r.quote(n)
	case *ast.CodeBlock:
		r.rare = true
		r.Write("<pre")
		r.leftToRight()
		r.Write("><code>")
		r.code(n)
		r.Write("</code></pre>")
	case *ast.FencedCodeBlock:
		r.fence(n)
	case *ast.ThematicBreak:
		r.Write("<hr>")
	case *ast.HTMLBlock:
		for _, paragraph := range r.html.Block(n) {
			r.Write("<p>")
			r.HTML = escape.Text(r.HTML, paragraph)
			r.Write("</p>")
		}
	case *extast.Table:
		r.table(n)
	case *extast.DefinitionList:
		r.definitionList(n)
	case *extast.FootnoteList:
		r.footnoteList(n)
	case *extast.FootnoteBacklink:
		r.footnoteBacklinks(n)
	case *directive.Node:
		r.directive(n)
	case *component.Block:
		r.component(n)
	case *ast.LinkReferenceDefinition:
	case *dialect.CalloutTitle, *component.Title, *component.Caption: // Rendered by what they belong to.
	default:
		r.Unsupported(n)
	}
}

// paragraph renders a paragraph, unless it has no content, such as one that is only a comment.
func (r *Rendering) paragraph(n ast.Node) {
	if r.figure(n) {
		return
	}
	start := len(r.HTML)
	r.Write("<p>")
	r.leaf(n)
	if len(r.HTML) == start+len("<p>") && !r.notes.PlacedAfter(start) {
		r.HTML = r.HTML[:start]
		return
	}
	r.Write("</p>")
}

// leaf renders the inline content of a block.
func (r *Rendering) leaf(n ast.Node) {
	r.Begin(dialect.End(n))
	r.inlines(n)
}

// listOf renders a list with a class, which may be empty.
func (r *Rendering) listOf(n *ast.List, class string) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	r.Write("<", tag)
	if class != "" {
		r.Write(` class="`, class, `"`)
	}
	if n.IsOrdered() && n.Start != 1 {
		r.Write(` start="`, strconv.Itoa(n.Start), `"`)
	}
	r.Write(">")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if _, ok := item.(*ast.ListItem); !ok {
			r.Unsupported(item)
			break
		}
		if dialect.IsTask(item) {
			r.Write(`<li class="task">`)
		} else {
			r.Write("<li>")
		}
		r.blocks(item)
		r.Write("</li>")
	}
	r.Write("</", tag, ">")
}

// taskBox renders a check box, which is labelled by the rest of its paragraph.
func (r *Rendering) taskBox(n *extast.TaskCheckBox) {
	r.tasks++
	r.rare = true
	id := "task:" + strconv.Itoa(r.tasks)
	r.Write(`<input type="checkbox" disabled aria-labelledby="`, id, `"`)
	if n.IsChecked {
		r.Write(" checked")
	}
	r.Write(`> <span id="`, id, `">`)
	for rest := n.NextSibling(); rest != nil; rest = rest.NextSibling() {
		r.inline(rest)
	}
	r.Write("</span>")
}

func (r *Rendering) fence(n *ast.FencedCodeBlock) {
	r.rare = true
	r.Write("<pre")
	r.leftToRight()
	r.Write("><code")
	if language := n.Language(r.Src); len(language) > 0 {
		r.Write(` class="language-`)
		r.HTML = escape.Attribute(r.HTML, escape.Decoded(r.Scratch[:0], language))
		r.Write(`"`)
	}
	r.Write(">")
	r.code(n)
	r.Write("</code></pre>")
}

// code renders the lines of a code block.
func (r *Rendering) code(n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		r.HTML = escape.Text(r.HTML, line.Value(r.Src))
	}
}

func (r *Rendering) definitionList(n *extast.DefinitionList) {
	r.Write("<dl>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *extast.DefinitionTerm:
			r.Write("<dt>")
			r.leaf(c)
			r.Write("</dt>")
		case *extast.DefinitionDescription:
			r.Write("<dd>")
			r.blocks(c)
			r.Write("</dd>")
		default:
			r.Unsupported(c)
		}
	}
	r.Write("</dl>")
}
