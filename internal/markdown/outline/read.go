package outline

import (
	"bytes"
	"math"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/dialect/directive"
)

// Reader builds outlines. Its zero value is ready to use, and can be reused for several texts.
type Reader struct {
	writer
	src      []byte
	starts   []Start
	sections []Section
	parts    []Part
	depth    int
}

// Read returns the outline of a document. Starts are the starts of its sections except the first,
// in the order of the text. A heading that isn't among them is left out.
func (r *Reader) Read(document ast.Node, src []byte, starts []Start) Outline {
	r.reset()
	r.src, r.starts, r.depth = src, starts, 0
	r.sections, r.parts = append(r.sections[:0], Section{}), r.parts[:0]
	r.blocks(document)
	r.end()
	r.src, r.starts = nil, nil
	return Outline{Sections: exact(r.sections), parts: exact(r.parts)}
}

// exact returns a copy of a slice without spare capacity.
func exact[T any](s []T) []T { return append(make([]T, 0, len(s)), s...) }

// end completes the last section.
func (r *Reader) end() {
	last := &r.sections[len(r.sections)-1]
	last.Print, last.Size = r.fingerprint(), uint32(r.size)
	r.reset()
}

// startSection starts a section if one starts at a node, and reports whether it did.
func (r *Reader) startSection(n ast.Node) bool {
	if len(r.starts) == 0 || r.starts[0].Node != n {
		return false
	}
	r.end()
	r.sections = append(r.sections, Section{Slots: r.starts[0].Slots, parts: uint32(len(r.parts))})
	r.starts = r.starts[1:]
	return true
}

func (r *Reader) part(kind Kind, count, columns int) {
	r.parts = append(r.parts, Part{Kind: kind, Count: uint32(count), Columns: uint16(min(columns, math.MaxUint16))})
}

// callouts maps the names of callouts to their kinds.
var callouts = map[string]Kind{"NOTE": Note, "TIP": Tip, "IMPORTANT": Important, "WARNING": Warning, "CAUTION": Caution}

// blocks reads the blocks in a block. It recurses no deeper than [dialect.MaxNesting].
func (r *Reader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock, *extast.DefinitionTerm, *dialect.CalloutTitle:
			r.leaf(blockMark, n)
		case *extast.TableCell:
			r.leaf(cellMark, n)
		case *ast.Heading:
			if r.startSection(n) {
				r.block(headingMark)
				r.out = append(r.out, '0'+byte(n.Level))
				r.inlines(n)
			}
		case *ast.List:
			kind, m := List, listMark
			if n.IsOrdered() {
				kind, m = NumberedList, numberedMark
			}
			r.part(kind, n.ChildCount(), 0)
			r.container(m, n)
		case *ast.ListItem:
			r.container(itemMark, n)
		case *ast.Blockquote:
			kind := Quote
			if name, ok := dialect.Callout(n); ok {
				kind = callouts[name]
			}
			r.part(kind, 0, 0)
			r.block(quoteMark)
			r.out = append(r.out, '0'+byte(kind))
			r.blocks(n)
			r.block(endMark)
		case *extast.Table:
			columns := 0
			if header := n.FirstChild(); header != nil {
				columns = header.ChildCount()
			}
			r.part(Table, max(0, n.ChildCount()-1), columns)
			r.container(tableMark, n)
		case *extast.DefinitionList:
			r.definitions(n)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			r.code(n)
		case *extast.FootnoteList:
			r.startSection(n)
			r.blocks(n)
		case *component.Block:
			r.part(components[n.Name], 0, 0)
			r.block(componentMark)
			r.out = append(r.out, n.Name...)
			r.blocks(n)
			r.block(endMark)
		case *component.Title:
			r.leaf(blockMark, n)
		case *component.Caption:
			r.leaf(captionMark, n)
		case *directive.Node:
			r.video(n)
		case *ast.HTMLBlock, *ast.ThematicBreak:
		default:
			r.blocks(n)
		}
	}
}

// components maps the names of blocks to their kinds.
var components = map[string]Kind{
	component.Details: Details, component.Cards: Cards, component.Steps: Steps, component.Downloads: Downloads,
}

// video reads the title of a video: unlike the content of other directives it is part of the text.
func (r *Reader) video(d *directive.Node) {
	if !d.Is(directive.Video, r.src) {
		return
	}
	name, arguments, ok := d.Read(r.src, func(int, diag.Code, string, string) {})
	if !ok || name != directive.Video {
		return
	}
	r.part(Video, 0, 0)
	r.block(videoMark)
	for _, a := range arguments {
		if a.Name == "title" {
			r.text([]byte(a.Value))
		}
	}
}

// container reads a block that contains blocks.
func (r *Reader) container(m mark, n ast.Node) {
	r.block(m)
	r.blocks(n)
	r.block(endMark)
}

// leaf reads a block of text. It leaves out a paragraph without content, such as one that is only a
// comment.
func (r *Reader) leaf(m mark, n ast.Node) {
	before := len(r.out)
	r.block(m)
	r.inlines(n)
	if len(r.out) == before+len("\x01p") && m == blockMark {
		r.out = r.out[:before]
	}
}

func (r *Reader) definitions(n *extast.DefinitionList) {
	terms := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*extast.DefinitionTerm); ok {
			terms++
		}
	}
	r.part(Definitions, terms, 0)
	r.container(definitionsMark, n)
}

func (r *Reader) code(n ast.Node) {
	r.part(Code, 0, 0)
	r.block(codeMark)
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		r.line(line.Value(r.src))
	}
	r.block(endMark)
}

func (r *Reader) inlines(parent ast.Node) {
	if r.depth > dialect.MaxNesting {
		return
	}
	r.depth++
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.inline(n)
	}
	r.depth--
}

func (r *Reader) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.text(n.Segment.Value(r.src))
		if n.SoftLineBreak() || n.HardLineBreak() {
			r.space = true
		}
	case *ast.Emphasis:
		m := emphasisMark
		if n.Level == 2 {
			m = strongMark
		}
		r.marked(m, n)
	case *extast.Strikethrough:
		r.marked(strikeMark, n)
	case *ast.Link:
		if component.IsButton(n) {
			r.part(Button, 0, 0)
		}
		r.mark(linkMark)
		if kind := externalKind(n.Destination); kind != 0 {
			r.part(kind, 0, 0)
			r.out = append(r.out, prefix(n.Destination)...)
		}
		r.text(prefix(n.Title))
		r.marked(linkMark, n)
	case *ast.AutoLink:
		kind := WebLink
		if n.AutoLinkType == ast.AutoLinkEmail {
			kind = MailLink
		}
		r.part(kind, 0, 0)
		r.mark(linkMark)
		r.words(n.Label(r.src))
	case *ast.Image:
		r.marked(imageMark, n)
	case *ast.CodeSpan:
		r.mark(codeSpanMark)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				r.words(t.Segment.Value(r.src))
			}
		}
		r.mark(endMark)
	case *dialect.Value:
		// A constant with another value makes no translation stale: it is in both.
		r.words(n.Segment.Value(r.src))
	case *dialect.Span:
		if _, ok := n.Term(r.src); ok {
			r.inlines(n)
			return
		}
		lang, _ := n.Language(r.src)
		r.mark(spanMark)
		r.out = append(r.out, lang...)
		r.inlines(n)
		r.mark(endMark)
	case *extast.FootnoteLink:
		r.part(FootnoteReference, 0, 0)
		r.mark(footnoteMark)
	case *extast.TaskCheckBox:
		if n.IsChecked {
			r.mark(tickedMark)
		} else {
			r.mark(untickedMark)
		}
	case *ast.RawHTML, *extast.FootnoteBacklink:
	default:
		r.inlines(n)
	}
}

// words writes text in which only white space is special.
func (r *Reader) words(src []byte) {
	for word := range bytes.FieldsSeq(src) {
		r.put(word)
		r.space = true
	}
	if n := len(src); n > 0 && src[n-1] != ' ' && src[n-1] != '\n' {
		r.space = false
	}
}

func (r *Reader) marked(m mark, n ast.Node) {
	r.mark(m)
	r.inlines(n)
	r.mark(endMark)
}

// prefix returns the part of an address or a title that is fingerprinted. It is bounded, since many
// links may use the same definition.
func prefix(s []byte) []byte { return s[:min(len(s), 200)] }

// externalKind returns the kind of a link with a target outside the site, or 0.
func externalKind(target []byte) Kind {
	target = prefix(target)
	scheme, _, found := bytes.Cut(target, []byte(":"))
	switch {
	case bytes.HasPrefix(target, []byte("//")):
		return WebLink
	case !found, bytes.ContainsAny(scheme, "/?#"):
		return 0
	case bytes.EqualFold(scheme, []byte("mailto")), bytes.EqualFold(scheme, []byte("tel")):
		return MailLink
	default:
		return WebLink
	}
}
