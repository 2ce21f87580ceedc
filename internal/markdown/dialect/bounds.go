package dialect

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect/component"
)

// Bound is a construct whose number in a text is bounded, since goldmark takes quadratic time in
// most of them.
type Bound int

const (
	// Nesting is the depth of quotes and lists, or of inline markup.
	Nesting Bound = iota
	// continued counts lines, once for each quote and list that they are in.
	continued
	// emphasis counts runs of *, _ and ~ in a paragraph.
	emphasis
	// bracketed counts [ and ![ in a paragraph, unlinked the ones that don't become a link.
	bracketed
	unlinked
	// openCode counts runs of backticks in a paragraph without a closing run.
	openCode
	// definitionLines counts the lines in one paragraph of link definitions.
	definitionLines
	// tableColumns counts the columns of a table, tableCells the cells of all tables.
	tableColumns
	tableCells
	footnoteCount
	// headingCount counts headings, of which each keeps its text, its anchor and the place of its
	// section for as long as the site is loaded.
	headingCount
	// Referenced counts the bytes of targets and titles of link definitions, once for each link
	// that uses them.
	Referenced
	// boundCount is the number of bounds.
	boundCount
)

// MaxNesting is the maximum depth of quotes and lists, and of inline markup.
const MaxNesting = 100

// limits holds the maximum for each bound, and the finding about a text that exceeds it.
var limits = [boundCount]struct {
	max           int
	code          diag.Code
	message, hint string
}{
	Nesting: {MaxNesting, diag.NestingTooDeep,
		"quotes, lists or marks are nested more than 100 deep", "take levels out"},
	continued: {500_000, diag.FileTooLarge,
		"quotes and lists go on for more lines than Baken reads", "divide the text"},
	emphasis: {1000, diag.NestingTooDeep,
		"more than 1000 of *, _ and ~ in one paragraph", "divide the paragraph, or put what isn't markup between backticks"},
	bracketed: {1000, diag.NestingTooDeep,
		"more than 1000 brackets in one paragraph", "divide the paragraph, or put what isn't a link between backticks"},
	unlinked: {100, diag.NestingTooDeep,
		"more than 100 brackets in one paragraph that make no link", `write \ before a bracket that isn't a link's`},
	openCode: {100, diag.NestingTooDeep,
		"more than 100 backticks in one paragraph that nothing closes", `write \ before a backtick that isn't code`},
	definitionLines: {1000, diag.FileTooLarge,
		"more than 1000 lines of link definitions in one paragraph", "put blank lines between them"},
	tableColumns: {100, diag.FileTooLarge,
		"a table of more than 100 columns", "make it smaller, or offer it as a file"},
	tableCells: {50_000, diag.FileTooLarge,
		"tables of more than 50000 cells", "make them smaller, or offer them as a file"},
	footnoteCount: {500, diag.FileTooLarge,
		"more than 500 footnotes", "divide the text"},
	headingCount: {1000, diag.FileTooLarge,
		"more than 1000 headings", "divide the text"},
	Referenced: {1 << 20, diag.FileTooLarge,
		"links through definitions come to more than a mebibyte", "shorten the addresses"},
}

// Bounds counts the bounded constructs of one text.
type Bounds struct {
	counts [boundCount]int
	// offsets are the offsets at which each bound was first exceeded, or -1.
	offsets [boundCount]int
	// open are the brackets of the paragraph that aren't closed yet.
	open []openBracket
}

var boundsKey = parser.NewContextKey()

func boundsOf(pc parser.Context) *Bounds { return pc.Get(boundsKey).(*Bounds) }

func newBounds() *Bounds {
	b := new(Bounds)
	for i := range b.offsets {
		b.offsets[i] = -1
	}
	return b
}

// Take adds n to a count, and reports whether it stays within the bound. Otherwise it leaves the
// count and records the offset.
func (b *Bounds) Take(bound Bound, n, offset int) bool {
	if b.counts[bound]+n > limits[bound].max {
		b.Exceed(bound, offset)
		return false
	}
	b.counts[bound] += n
	return true
}

// Exceed records that the text exceeds a bound at an offset.
func (b *Bounds) Exceed(bound Bound, offset int) {
	if b.offsets[bound] < 0 {
		b.offsets[bound] = offset
	}
}

// nextParagraph resets the counts within a paragraph.
func (b *Bounds) nextParagraph() {
	for _, bound := range []Bound{emphasis, bracketed, unlinked, openCode} {
		b.counts[bound] = 0
	}
	b.open = b.open[:0]
}

// Excess is a bound that a text exceeds.
type Excess struct {
	Code          diag.Code
	Message, Hint string
	// Offset is the offset of the first excess.
	Offset int
}

// Exceeded returns the bounds that the text exceeds.
func (b *Bounds) Exceeded() []Excess {
	var all []Excess
	for bound, offset := range b.offsets {
		if l := limits[bound]; offset >= 0 {
			all = append(all, Excess{l.code, l.message, l.hint, offset})
		}
	}
	return all
}

// container bounds the depth of quotes, lists and other containers, and the number of their lines.
type container struct{ parser.BlockParser }

func (c container) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	b := boundsOf(pc)
	if b.offsets[continued] >= 0 {
		return nil, parser.NoChildren
	}
	line, pos := reader.Position()
	node, state := c.BlockParser.Open(parent, reader, pc)
	if open := pc.OpenedBlocks(); node != nil && len(open) >= MaxNesting && depth(open) >= MaxNesting {
		b.Exceed(Nesting, pos.Start)
		reader.SetPosition(line, pos)
		return nil, parser.NoChildren
	}
	return node, state
}

func (c container) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, pos := reader.Position()
	if !boundsOf(pc).Take(continued, 1, pos.Start) {
		return parser.Close
	}
	return c.BlockParser.Continue(node, reader, pc)
}

// depth returns the number of nested containers. A list and its item are one level.
func depth(open []parser.Block) int {
	n := 0
	for _, b := range open {
		switch b.Node.(type) {
		case *ast.Blockquote, *ast.List, *extast.DefinitionList, *extast.Footnote, *component.Block:
			n++
		}
	}
	return n
}

// footnotes bounds the number of footnotes. None begins within another: goldmark would lose both.
type footnotes struct{ container }

func (f footnotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, pos := reader.Position()
	line, _ := reader.PeekLine()
	if i := pc.BlockOffset(); i < 0 || i+1 >= len(line) || line[i+1] != '^' {
		return nil, parser.NoChildren
	}
	for n := parent; n != nil; n = n.Parent() {
		if _, within := n.(*extast.Footnote); within {
			return nil, parser.NoChildren
		}
	}
	if !boundsOf(pc).Take(footnoteCount, 1, pos.Start) {
		return nil, parser.NoChildren
	}
	return f.container.Open(parent, reader, pc)
}
