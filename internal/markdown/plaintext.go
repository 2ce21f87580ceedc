package markdown

import (
	"bytes"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/position"
)

// Omitted is a placeholder in a [PlainText] for words that linters aren't to read: code, an
// address, a passage in another language. It counts as a word, so that sentences stay whole.
const Omitted = '\uFFFC'

// PlainText is a text without markup, for linters. It is valid only during a call of a [Linter].
type PlainText struct {
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

// Passage is a range of [PlainText.Text].
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
func (w *PlainText) Pos(offset int) diag.Pos {
	i := sort.Search(len(w.pieces), func(i int) bool { return w.pieces[i].at > offset })
	if i == 0 {
		return diag.Pos{Line: w.first}
	}
	p := w.pieces[i-1]
	return w.positions.At(min(p.source+offset-p.at, w.size))
}

// Of returns the text of a passage.
func (w *PlainText) Of(p Passage) []byte { return w.Text[p.Start:p.End] }

// plainTextWriter writes the plain text of a document.
type plainTextWriter struct {
	*PlainText
	src      []byte
	language string
	quoted   bool
	depth    int
	// row is the number of the current row of a table, or 0, and rows that of the last one.
	row, rows int
	// starts are the starts of the sections that are still to come.
	starts []outline.Start
	// reads reports whether addresses are wanted.
	reads  bool
	values constant.Values
}

func (c *plainTextWriter) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if len(c.starts) > 0 && n == c.starts[0].Node {
			c.sections, c.starts = append(c.sections, len(c.Text)), c.starts[1:]
		}
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			c.block(n, ParagraphBlock, 0)
		case *ast.Heading:
			c.block(n, HeadingBlock, n.Level)
		case *extast.TableRow, *extast.TableHeader:
			c.rows++
			c.row = c.rows
			c.blocks(n)
			c.row = 0
		case *extast.TableCell:
			c.block(n, CellBlock, 0)
		case *extast.DefinitionTerm, *dialect.CalloutTitle, *component.Title, *component.Caption:
			c.block(n, TermBlock, 0)
		case *ast.Blockquote:
			outer := c.quoted
			if _, callout := dialect.Callout(n); !callout {
				c.quoted = true
			}
			c.blocks(n)
			c.quoted = outer
		case *ast.CodeBlock, *ast.FencedCodeBlock, *dialect.Directive:
			c.Blocks = append(c.Blocks, Block{Passage: Passage{len(c.Text), len(c.Text)}, Kind: OtherBlock, Quoted: c.quoted})
			if d, ok := n.(*dialect.Directive); ok {
				c.videoTitle(d)
			}
		case *ast.HTMLBlock:
			if len(bytes.TrimSpace(comments.ReplaceAll(dialect.HTML(n, c.src), nil))) > 0 {
				c.Blocks = append(c.Blocks, Block{Passage: Passage{len(c.Text), len(c.Text)}, Kind: OtherBlock, Quoted: c.quoted})
			}
		case *ast.ThematicBreak:
		default:
			c.blocks(n)
		}
	}
}

// comments matches the comments of HTML.
var comments = regexp.MustCompile(`(?s)<!--.*?-->`)

func (c *plainTextWriter) block(n ast.Node, kind BlockKind, level int) {
	start := len(c.Text)
	c.inlines(n)
	passage := Passage{start, len(c.Text)}
	paragraph := kind == ParagraphBlock
	if len(bytes.TrimSpace(c.Of(passage))) == 0 && kind != HeadingBlock {
		if n.FirstChild() == nil {
			return
		}
		kind = OtherBlock // such as a picture
	}
	c.Blocks = append(c.Blocks, Block{Passage: passage, Kind: kind, Level: level, Row: c.row, Quoted: c.quoted})
	c.Text = append(c.Text, '\n')
	if paragraph && kind == OtherBlock {
		c.caption(n)
	}
}

// caption adds the caption of the picture that is all of a block.
func (c *plainTextWriter) caption(block ast.Node) {
	image := captioned(block)
	if image == nil {
		return
	}
	at := max(image.Pos(), 0)
	if i := bytes.LastIndex(c.src[at:max(at, leafEnd(block))], image.Title); i >= 0 {
		at += i // It has no escapes and references.
	}
	start := len(c.Text)
	c.put(at, string(bytes.Join(bytes.Fields(image.Title), []byte(" "))))
	c.Blocks = append(c.Blocks, Block{Passage: Passage{start, len(c.Text)}, Kind: CaptionBlock, Quoted: c.quoted})
	c.Text = append(c.Text, '\n')
}

func (c *plainTextWriter) inlines(parent ast.Node) {
	if c.depth > dialect.MaxNesting {
		return
	}
	c.depth++
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			c.segment(n.Segment.Start, n.Segment.Stop)
			if n.SoftLineBreak() || n.HardLineBreak() {
				c.put(n.Segment.Stop, " ")
			}
		case *ast.CodeSpan:
			c.omit(n)
		case *ast.AutoLink:
			if c.reads {
				c.addresses = append(c.addresses, facts.Link{At: len(c.Text), Target: autoLinkTarget(n, c.src)})
			}
			c.omit(n)
		case *ast.Image, *ast.RawHTML, *extast.FootnoteLink, *extast.FootnoteBacklink, *extast.TaskCheckBox:
		case *ast.Link:
			start := len(c.Text)
			if c.reads {
				c.addresses = append(c.addresses, facts.Link{At: start, Target: string(n.Destination)})
			}
			c.inlines(n)
			c.Links = append(c.Links, Passage{start, len(c.Text)})
		case *ast.Emphasis:
			start := len(c.Text)
			c.inlines(n)
			if n.Level == 1 {
				c.Emphasised = append(c.Emphasised, Passage{start, len(c.Text)})
			}
		case *dialect.Value:
			if text, ok := c.values.Text(n.Reference); ok && n.Problem == nil {
				c.put(n.Segment.Start, text)
			} else {
				c.omit(n)
			}
		case *dialect.Span:
			if _, term := n.Term(c.src); term {
				c.inlines(n)
			} else if lang, problem := n.Language(c.src); problem != "" || sameLanguage(lang, c.language) {
				c.inlines(n)
			} else {
				c.omit(n)
			}
		default:
			c.inlines(n)
		}
	}
	c.depth--
}

// autoLinkTarget returns the target of an address in the text, with the scheme of mail addresses.
func autoLinkTarget(n *ast.AutoLink, src []byte) string {
	target := string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
		return "mailto:" + target
	}
	return target
}

// sameLanguage reports whether one of two language tags is the other, or the other with more
// subtags.
func sameLanguage(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) <= len(b) && bytes.EqualFold([]byte(a), []byte(b[:len(a)])) && (len(a) == len(b) || b[len(a)] == '-')
}

func (c *plainTextWriter) omit(n ast.Node) {
	c.put(max(n.Pos(), 0), string(Omitted))
}

func (c *plainTextWriter) put(source int, text string) {
	c.pieces = append(c.pieces, piece{len(c.Text), source})
	c.Text = append(c.Text, text...)
}

// segment appends a range of the source, with escapes and references resolved.
func (c *plainTextWriter) segment(from, to int) {
	if from >= to {
		return
	}
	c.pieces = append(c.pieces, piece{len(c.Text), from})
	if s := c.src[from:to]; bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 { // Most have none.
		c.Text = append(c.Text, s...)
		return
	}
	for from < to {
		special := bytes.IndexAny(c.src[from:to], `\&`)
		if special < 0 {
			c.Text = append(c.Text, c.src[from:to]...)
			return
		}
		at := from + special
		c.Text = append(c.Text, c.src[from:at]...)
		var buf [8]byte
		switch decoded, n := escape.Reference(buf[:0], c.src[at:to]); {
		case n > 0:
			c.Text = append(c.Text, decoded...)
			from = at + n
		case c.src[at] == '\\' && at+1 < to && util.IsPunct(c.src[at+1]):
			c.Text = append(c.Text, c.src[at+1])
			from = at + 2
		default:
			c.Text = append(c.Text, c.src[at])
			from = at + 1
		}
		c.pieces = append(c.pieces, piece{len(c.Text), from})
	}
}

// lint calls the linters with the plain text of a document.
func (r *rendering) lint(document ast.Node, w *PlainText) {
	w.File, w.Title = r.file, r.front
	w.Text, w.Blocks, w.Links, w.Emphasised, w.pieces = w.Text[:0], w.Blocks[:0], w.Links[:0], w.Emphasised[:0], w.pieces[:0]
	w.sections, w.addresses = w.sections[:0], w.addresses[:0]
	w.size, w.first, w.positions = len(r.src), r.first, position.New(r.src, r.first)
	c := plainTextWriter{PlainText: w, src: r.src, language: r.language, starts: r.starts, reads: r.Converter.facts != nil, values: r.Converter.values}
	c.blocks(document)
	if c.reads {
		r.read = r.Converter.facts.Read(facts.Text{Text: w.Text, Sections: w.sections, Links: w.addresses, Pos: w.Pos})
	}
	for _, lint := range r.linters {
		lint(w, &r.findings)
	}
	w.positions = position.Finder{}
}

// Linter checks the words of a text and adds findings. It must be safe for concurrent use.
type Linter func(w *PlainText, findings *diag.List)

// Words calls f with each word of a passage. A word consists of letters, marks, digits and
// [Omitted], and of punctuation that joins them.
func (w *PlainText) Words(p Passage, f func(word Passage)) {
	start := -1
	for i := p.Start; i < p.End; {
		c, size := rune(w.Text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRune(w.Text[i:p.End])
		}
		switch {
		case startsWord(c):
			if start < 0 {
				start = i
			}
		case start >= 0 && joins(c) && i+size < p.End && w.wordAt(i+size, p.End):
		case start >= 0:
			f(Passage{start, i})
			start = -1
		}
		i += size
	}
	if start >= 0 {
		f(Passage{start, p.End})
	}
}

func (w *PlainText) wordAt(i, end int) bool {
	c, _ := utf8.DecodeRune(w.Text[i:end])
	return startsWord(c)
}
