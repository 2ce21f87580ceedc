package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/anchor"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/hypertext"
	"baken.example/baken/internal/markdown/origin"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/position"
	"baken.example/baken/internal/markdown/typography"
)

// rendering renders one text. It writes HTML in the order of the text and records the offset of
// each slot.
type rendering struct {
	*Converter
	hypertext.Writer
	positions position.Finder
	// first is the number of the text's first line in the file.
	first     int
	origins   origin.List
	file      string
	pageTitle string
	// front is the title and the description, for linters.
	front  string
	src    []byte
	bounds *dialect.Bounds

	headings []Heading
	// starts are the starts of the sections of the outline.
	starts   []outline.Start
	outline  outline.Outline
	read     facts.List
	anchors  []string
	findings diag.List
	// plain is a buffer for text that isn't HTML.
	plain []byte
	ids   anchor.Anchors

	// depth counts the inline nodes around the current one.
	depth     int
	addresses []Address
	values    []ValueUse
	// inLink, inForeign, inHeading and inTerm report whether the current node is in a link, a span
	// of another language, a heading or a span that marks a term.
	inLink, inForeign, inHeading, inTerm bool
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

	prose prose
	used  termUse
	// reported holds the HTML elements that were reported. Their closing tags aren't.
	reported map[string]bool
	// footnotes counts the rendered references by the number of the footnote.
	footnotes []int
	backlinks []backlinks
	speller   diag.Speller
	tasks     int
	// unknown is the first node that the rendering has no case for; see unsupported.
	unknown ast.Node
}

// unsupported records a node that isn't one of the dialect's where it stands. Goldmark or an
// extension made it, so that it holds text of the editor's which would silently be left out:
// [Converter.Convert] returns a finding in the place of the body.
func (r *rendering) unsupported(n ast.Node) {
	if r.unknown == nil {
		r.unknown = n
	}
}

// at returns the position of an offset in the file.
func (r *rendering) at(offset int) diag.Pos { return r.positions.At(offset) }

// report adds a finding at an offset.
func (r *rendering) report(offset int, code diag.Code, hint, message string) {
	r.findings.Add(r.file, r.at(offset), code, hint, "%s", message)
}

// section starts a section of the outline at a node.
func (r *rendering) section(n ast.Node) {
	r.starts = append(r.starts, outline.Start{Node: n, Slots: uint32(len(r.Slots))})
}

// blocks renders the blocks in a block. It recurses no deeper than [dialect.MaxNesting].
func (r *rendering) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

func (r *rendering) block(n ast.Node) {
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
		r.htmlBlock(n)
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
		r.unsupported(n)
	}
}

// paragraph renders a paragraph, unless it has no content, such as one that is only a comment.
func (r *rendering) paragraph(n ast.Node) {
	if r.figure(n) {
		return
	}
	start := len(r.HTML)
	r.Write("<p>")
	r.leaf(n)
	if n := len(r.backlinks); len(r.HTML) == start+len("<p>") && (n == 0 || r.backlinks[n-1].offset <= start) {
		r.HTML = r.HTML[:start]
		return
	}
	r.Write("</p>")
}

// leaf renders the inline content of a block.
func (r *rendering) leaf(n ast.Node) {
	r.prose = prose{State: typography.State{Src: r.src, End: dialect.End(n)}}
	r.used.end = 0
	r.inlines(n)
}

// listOf renders a list with a class, which may be empty.
func (r *rendering) listOf(n *ast.List, class string) {
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
			r.unsupported(item)
			break
		}
		if isTask(item) {
			r.Write(`<li class="task">`)
		} else {
			r.Write("<li>")
		}
		r.blocks(item)
		r.Write("</li>")
	}
	r.Write("</", tag, ">")
}

// isTask reports whether a list item starts with a check box.
func isTask(item ast.Node) bool {
	if first := item.FirstChild(); first != nil && first.Type() == ast.TypeBlock {
		_, ok := first.FirstChild().(*extast.TaskCheckBox)
		return ok
	}
	return false
}

// taskBox renders a check box, which is labelled by the rest of its paragraph.
func (r *rendering) taskBox(n *extast.TaskCheckBox) {
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

func (r *rendering) fence(n *ast.FencedCodeBlock) {
	r.rare = true
	r.Write("<pre")
	r.leftToRight()
	r.Write("><code")
	if language := n.Language(r.src); len(language) > 0 {
		r.Write(` class="language-`)
		r.HTML = escape.Attribute(r.HTML, escape.Decoded(r.plain[:0], language))
		r.Write(`"`)
	}
	r.Write(">")
	r.code(n)
	r.Write("</code></pre>")
}

// code renders the lines of a code block.
func (r *rendering) code(n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		r.HTML = escape.Text(r.HTML, line.Value(r.src))
	}
}

func (r *rendering) definitionList(n *extast.DefinitionList) {
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
			r.unsupported(c)
		}
	}
	r.Write("</dl>")
}
