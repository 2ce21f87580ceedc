package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/anchor"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/typography"
)

// rendering is one text on its way to a [Body]. It writes HTML in the order of the text and notes
// the offset of each slot as it comes to it.
type rendering struct {
	*Converter
	places
	file   string
	src    []byte
	bounds *dialect.Bounds

	out      []byte
	slots    []Slot
	headings []Heading
	// starts are where sections of the outline begin.
	starts   []outline.Start
	outline  outline.Outline
	anchors  []string
	findings diag.List
	// plain is room for text that isn't HTML.
	plain []byte
	ids   anchor.Anchors

	// depth counts the inline marks around the current place.
	depth     int
	addresses []Address
	// linked, foreign, titled and termed tell that it is in a link, a span of another language, a
	// heading, a span that is a term.
	linked, foreign, titled, termed bool

	prose prose
	used  termUse
	// opened are the HTML elements that were reported: their closing tags aren't.
	opened    map[string]bool
	footnotes []int
	speller   diag.Speller
	tasks     int
}

// write appends HTML.
func (r *rendering) write(parts ...string) {
	for _, s := range parts {
		r.out = append(r.out, s...)
	}
}

// report adds a finding about what stands at an offset.
func (r *rendering) report(offset int, code diag.Code, hint, message string) {
	r.findings.Add(r.file, r.at(offset), code, hint, "%s", message)
}

// section starts a section of the outline.
func (r *rendering) section(n ast.Node) {
	r.starts = append(r.starts, outline.Start{Node: n, Slots: uint32(len(r.slots))})
}

// slot leaves a slot, to be completed by the caller.
func (r *rendering) slot(kind SlotKind, target string, pos diag.Pos) *Slot {
	r.slots = append(r.slots, Slot{
		Target: target, Offset: uint32(len(r.out)), Line: uint32(pos.Line), Column: uint32(pos.Column), Kind: kind,
	})
	return &r.slots[len(r.slots)-1]
}

// blocks renders the blocks in a block. It recurs no deeper than [dialect.MaxNesting].
func (r *rendering) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph:
			r.paragraph(n)
		case *ast.TextBlock:
			r.leaf(n)
		case *ast.Heading:
			r.heading(n)
		case *ast.List:
			r.list(n)
		case *ast.Blockquote:
			r.quote(n)
		case *ast.CodeBlock:
			r.write("<pre><code>")
			r.code(n)
			r.write("</code></pre>")
		case *ast.FencedCodeBlock:
			r.fence(n)
		case *ast.ThematicBreak:
			r.write("<hr>")
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
		case *dialect.Directive:
			r.directive(n)
		}
	}
}

// paragraph renders a paragraph; one in which nothing is left, such as a comment, goes.
func (r *rendering) paragraph(n ast.Node) {
	start := len(r.out)
	r.write("<p>")
	r.leaf(n)
	if len(r.out) == start+len("<p>") {
		r.out = r.out[:start]
		return
	}
	r.write("</p>")
}

// leaf renders the inline content of a block.
func (r *rendering) leaf(n ast.Node) {
	r.prose = prose{State: typography.State{Src: r.src, End: leafEnd(n)}}
	r.used.end = 0
	r.inlines(n)
}

// leafEnd is where the inline content of a block ends in the source.
func leafEnd(n ast.Node) int {
	lines := n.Lines()
	if lines.Len() == 0 {
		return 0
	}
	return lines.At(lines.Len() - 1).Stop
}

func (r *rendering) list(n *ast.List) {
	tag := "ul>"
	if n.IsOrdered() {
		tag = "ol>"
	}
	if n.IsOrdered() && n.Start != 1 {
		r.write(`<ol start="`, strconv.Itoa(n.Start), `">`)
	} else {
		r.write("<", tag)
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if isTask(item) {
			r.write(`<li class="task">`)
		} else {
			r.write("<li>")
		}
		r.blocks(item)
		r.write("</li>")
	}
	r.write("</", tag)
}

// isTask tells whether a list item starts with a check box.
func isTask(item ast.Node) bool {
	if first := item.FirstChild(); first != nil && first.Type() == ast.TypeBlock {
		_, ok := first.FirstChild().(*extast.TaskCheckBox)
		return ok
	}
	return false
}

// taskBox renders a check box, which is named by the rest of its paragraph.
func (r *rendering) taskBox(n *extast.TaskCheckBox) {
	r.tasks++
	id := "task:" + strconv.Itoa(r.tasks)
	r.write(`<input type="checkbox" disabled aria-labelledby="`, id, `"`)
	if n.IsChecked {
		r.write(" checked")
	}
	r.write(`> <span id="`, id, `">`)
	for rest := n.NextSibling(); rest != nil; rest = rest.NextSibling() {
		r.inline(rest)
	}
	r.write("</span>")
}

func (r *rendering) fence(n *ast.FencedCodeBlock) {
	r.write("<pre><code")
	if language := n.Language(r.src); len(language) > 0 {
		r.write(` class="language-`)
		r.out = escape.Attribute(r.out, escape.Decoded(r.plain[:0], language))
		r.write(`"`)
	}
	r.write(">")
	r.code(n)
	r.write("</code></pre>")
}

// code renders the lines of a code block as they are.
func (r *rendering) code(n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		r.out = escape.Text(r.out, line.Value(r.src))
	}
}

func (r *rendering) definitionList(n *extast.DefinitionList) {
	r.write("<dl>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *extast.DefinitionTerm:
			r.write("<dt>")
			r.leaf(c)
			r.write("</dt>")
		case *extast.DefinitionDescription:
			r.write("<dd>")
			r.blocks(c)
			r.write("</dd>")
		}
	}
	r.write("</dl>")
}
