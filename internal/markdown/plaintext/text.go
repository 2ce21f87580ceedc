// Package plaintext extracts the text of a page, without its markup, for checks of its words.
package plaintext

import (
	"sort"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/position"
)

// Omitted is a placeholder in a [Document] for words that linters aren't to read: code, an
// address, a passage in another language. It counts as a word, so that sentences stay whole.
const Omitted = '\uFFFC'

// Document is a text without markup, for linters. It is valid only during a call of a [Linter]. Its
// zero value is ready for [Document.Read].
type Document struct {
	File string
	// Title is the title of the text, with its description; it may be empty.
	Title string
	// Text is the text of all blocks, with a line feed behind each. Line breaks within a block are
	// spaces, quotation marks are as written, and pictures are left out.
	Text []byte
	// Blocks are in the order of the text.
	Blocks []Block
	// Links are in the order of the text.
	Links []Passage
	// Emphasised are the passages in *emphasis*, in the order of the text.
	Emphasised []Passage

	// sections are the offsets at which the sections of the outline but the first start, and
	// addresses the targets of links, in the order of the text.
	sections  []int
	addresses []facts.Link

	// size is the number of bytes of the source, and first the number of its first line in the file.
	size, first int
	positions   position.Finder
	// pieces map offsets of Text to offsets of the source, in ascending order.
	pieces []piece
}

// Passage is a range of [Document.Text].
type Passage struct{ Start, End int }

// Block is a paragraph, a heading, a cell of a table or another block of text.
type Block struct {
	Passage
	Kind BlockKind
	// Level is a heading's: 1 to 6.
	Level int
	// Row is the number of a cell's row, counted from 1 in the whole text; 0 for other blocks.
	Row int
	// Quoted reports whether the block is in a block quote, whose words aren't the writer's own.
	Quoted bool
}

// BlockKind is the kind of a block.
type BlockKind uint8

const (
	// ParagraphBlock is running text in a paragraph, a list item, a definition or a footnote.
	ParagraphBlock BlockKind = iota + 1
	HeadingBlock
	// CellBlock is a cell of a table. Those of a row follow each other, and [Block.Row] numbers it.
	CellBlock
	// TermBlock is a term in a definition list, the title of a callout or of a block that opens, or
	// the caption of a table.
	TermBlock
	// OtherBlock is a block with visible content but no text: code, a picture, a directive, HTML.
	OtherBlock
	// CaptionBlock is the caption of a picture, or the title of a video. It follows the OtherBlock
	// of the picture.
	CaptionBlock
)

// piece maps text from the offset at on to the source from the offset source on.
type piece struct{ at, source int }

// Pos returns the position in the file of an offset of Text.
func (d *Document) Pos(offset int) diag.Pos {
	i := sort.Search(len(d.pieces), func(i int) bool { return d.pieces[i].at > offset })
	if i == 0 {
		return diag.Pos{Line: d.first}
	}
	p := d.pieces[i-1]
	return d.positions.At(min(p.source+offset-p.at, d.size))
}

// Of returns the text of a passage.
func (d *Document) Of(p Passage) []byte { return d.Text[p.Start:p.End] }

// Source is a page in Markdown.
type Source struct {
	File string
	// Title is the title of the page, with its description.
	Title string
	Text  []byte
	// FirstLine is the number of the text's first line in the file.
	FirstLine int
	// Language is the language tag of the page. Passages in others are omitted.
	Language string
	// Starts are the starts of the sections of the outline but the first.
	Starts []outline.Start
	// Addresses reports whether the targets of links are read, for [Document.Facts].
	Addresses bool
	// Values are the constants that the text may use.
	Values constant.Values
}

// Read reads the plain text of a source, which has been parsed. It reuses the memory of d. The
// source must not change until [Document.Release] is called.
func (d *Document) Read(parsed ast.Node, s Source) {
	d.File, d.Title = s.File, s.Title
	d.Text, d.Blocks, d.Links, d.Emphasised, d.pieces = d.Text[:0], d.Blocks[:0], d.Links[:0], d.Emphasised[:0], d.pieces[:0]
	d.sections, d.addresses = d.sections[:0], d.addresses[:0]
	d.size, d.first, d.positions = len(s.Text), s.FirstLine, position.New(s.Text, s.FirstLine)
	c := writer{Document: d, src: s.Text, language: s.Language, starts: s.Starts, reads: s.Addresses, values: s.Values}
	c.blocks(parsed)
}

// Release ends the use of the source, so that memory can be reused that d still refers to.
func (d *Document) Release() { d.positions = position.Finder{} }

// Facts returns the facts of each section of the outline.
func (d *Document) Facts(r *facts.Reader) facts.List {
	return r.Read(facts.Text{Text: d.Text, Sections: d.sections, Links: d.addresses, Pos: d.Pos})
}

// Linter checks the words of a text and adds findings. It must be safe for concurrent use.
type Linter func(d *Document, findings *diag.List)
