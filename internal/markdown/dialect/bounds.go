package dialect

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"baken.example/baken/internal/diag"
)

// Bound names something that a text may not have any number of. goldmark takes time that grows
// with the square of most of these, and what nobody can read isn't worth waiting for.
type Bound int

const (
	// Nesting is of quotes and lists, or of marks within a paragraph.
	Nesting Bound = iota
	// continued counts lines at each quote and list that they are in.
	continued
	// emphasis counts runs of *, _ and ~ in a paragraph.
	emphasis
	// bracketed counts [ and ![ in a paragraph, unlinked those that a ] makes no link of.
	bracketed
	unlinked
	// openCode counts runs of backticks in a paragraph for which there is no end.
	openCode
	// definitionLines is the lines in one paragraph of link definitions.
	definitionLines
	// tableColumns is the columns of a table, tableCells the cells of all.
	tableColumns
	tableCells
	footnoteCount
	// Referenced is the bytes of what links take from definitions, each time that they do.
	Referenced
	boundCount
)

// MaxNesting is how deep quotes and lists, and marks within a paragraph, may be nested.
const MaxNesting = 100

// limits are the bounds and what is said of a text that passes them.
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
	Referenced: {1 << 20, diag.FileTooLarge,
		"links through definitions come to more than a mebibyte", "shorten the addresses"},
}

// Bounds counts, in one text, what is bounded.
type Bounds struct {
	counts [boundCount]int
	// offsets is where each bound was first passed, or -1.
	offsets [boundCount]int
	// open are the brackets of the paragraph that may still become a link or span.
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

// Take counts n more at an offset and tells whether there may be so many.
func (b *Bounds) Take(what Bound, n, offset int) bool {
	if b.counts[what]+n > limits[what].max {
		b.Exceed(what, offset)
		return false
	}
	b.counts[what] += n
	return true
}

// Exceed notes that the text passes a bound at an offset.
func (b *Bounds) Exceed(what Bound, offset int) {
	if b.offsets[what] < 0 {
		b.offsets[what] = offset
	}
}

// nextParagraph forgets what was counted within one.
func (b *Bounds) nextParagraph() {
	for _, what := range []Bound{emphasis, bracketed, unlinked, openCode} {
		b.counts[what] = 0
	}
	b.open = b.open[:0]
}

// Excess is a bound that a text passed.
type Excess struct {
	Code          diag.Code
	Message, Hint string
	// Offset is where it first did.
	Offset int
}

// Exceeded returns the bounds that the text passed.
func (b *Bounds) Exceeded() []Excess {
	var all []Excess
	for what, offset := range b.offsets {
		if l := limits[what]; offset >= 0 {
			all = append(all, Excess{l.code, l.message, l.hint, offset})
		}
	}
	return all
}

// container bounds how deep quotes, lists and the like are nested, and how many lines they hold.
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

// depth counts levels: a list and its item are one.
func depth(open []parser.Block) int {
	n := 0
	for _, b := range open {
		switch b.Node.(type) {
		case *ast.Blockquote, *ast.List, *extast.DefinitionList, *extast.Footnote:
			n++
		}
	}
	return n
}

// footnotes bounds their number.
type footnotes struct{ container }

func (f footnotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, pos := reader.Position()
	line, _ := reader.PeekLine()
	if i := pc.BlockOffset(); i < 0 || i+1 >= len(line) || line[i+1] != '^' {
		return nil, parser.NoChildren
	}
	if !boundsOf(pc).Take(footnoteCount, 1, pos.Start) {
		return nil, parser.NoChildren
	}
	return f.container.Open(parent, reader, pc)
}
