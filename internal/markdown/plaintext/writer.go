package plaintext

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/facts"
	"baken.example/baken/internal/markdown/constant"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/escape"
	"baken.example/baken/internal/markdown/outline"
	"baken.example/baken/internal/markdown/video"
)

// writer writes the plain text of a document.
type writer struct {
	*Document
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

func (c *writer) blocks(parent ast.Node) {
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
		case *ast.CodeBlock, *ast.FencedCodeBlock, *directive.Node:
			c.Blocks = append(c.Blocks, Block{Passage: Passage{len(c.Text), len(c.Text)}, Kind: OtherBlock, Quoted: c.quoted})
			if d, ok := n.(*directive.Node); ok {
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

func (c *writer) block(n ast.Node, kind BlockKind, level int) {
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
func (c *writer) caption(block ast.Node) {
	image := dialect.Figure(block)
	if image == nil {
		return
	}
	at := max(image.Pos(), 0)
	if i := bytes.LastIndex(c.src[at:max(at, dialect.End(block))], image.Title); i >= 0 {
		at += i // It has no escapes and references.
	}
	start := len(c.Text)
	c.put(at, string(bytes.Join(bytes.Fields(image.Title), []byte(" "))))
	c.Blocks = append(c.Blocks, Block{Passage: Passage{start, len(c.Text)}, Kind: CaptionBlock, Quoted: c.quoted})
	c.Text = append(c.Text, '\n')
}

func (c *writer) inlines(parent ast.Node) {
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

func (c *writer) omit(n ast.Node) {
	c.put(max(n.Pos(), 0), string(Omitted))
}

func (c *writer) put(source int, text string) {
	c.pieces = append(c.pieces, piece{len(c.Text), source})
	c.Text = append(c.Text, text...)
}

// segment appends a range of the source, with escapes and references resolved.
func (c *writer) segment(from, to int) {
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

// videoOf returns the video that a directive shows, and whether it shows one.
func videoOf(d *directive.Node, src []byte, lang string) (v video.Video, ok bool) {
	if !d.Is(directive.Video, src) {
		return v, false
	}
	silent := func(int, diag.Code, string, string) {}
	name, arguments, ok := d.Read(src, silent)
	if !ok || name != directive.Video {
		return v, false
	}
	return video.Read(d.Start(), arguments, lang, silent)
}

// videoTitle adds the title of a video.
func (c *writer) videoTitle(d *directive.Node) {
	v, ok := videoOf(d, c.src, c.language)
	if !ok {
		return
	}
	start := len(c.Text)
	c.put(v.At, v.Title)
	c.Blocks = append(c.Blocks, Block{Passage: Passage{start, len(c.Text)}, Kind: CaptionBlock, Quoted: c.quoted})
	c.Text = append(c.Text, '\n')
}
