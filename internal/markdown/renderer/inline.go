package renderer

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/direction"
	"baken.example/baken/internal/markdown/escape"
)

// inlines renders the inline content of a node.
func (r *Rendering) inlines(parent ast.Node) {
	if r.depth > dialect.MaxNesting {
		r.bounds.Exceed(dialect.Nesting, max(parent.Pos(), 0))
		return
	}
	r.depth++
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if r.inline(n) {
			break
		}
	}
	r.depth--
}

// inline renders one node, and reports whether it has rendered its following siblings too.
func (r *Rendering) inline(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		r.Text(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			r.Write("<strong>")
			r.inlines(n)
			r.Write("</strong>")
		} else {
			r.Write("<em>")
			r.inlines(n)
			r.Write("</em>")
		}
	case *ast.Link:
		r.link(n)
	case *ast.CodeSpan:
		r.codeSpan(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.Image:
		r.image(n)
	case *dialect.Span:
		r.span(n)
	case *dialect.Value:
		r.Value(n)
	case *extast.Strikethrough:
		r.Write("<del>")
		r.inlines(n)
		r.Write("</del>")
	case *extast.FootnoteLink:
		r.footnoteReference(n)
	case *extast.FootnoteBacklink:
		r.footnoteBacklinks(n)
	case *extast.TaskCheckBox:
		r.taskBox(n)
		return true
	case *ast.RawHTML:
		if r.html.Tag(n, r.In.Heading) {
			r.LineBreak(!r.In.Heading)
		}
	default:
		r.Unsupported(n)
	}
	return false
}

// codeSpan renders a code span. In a table, \| stands for |, which would end the cell.
func (r *Rendering) codeSpan(n *ast.CodeSpan) {
	r.Write("<code")
	r.leftToRight()
	r.Write(">")
	_, cell := dialect.EnclosingBlock(n).(*extast.TableCell)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		text, ok := c.(*ast.Text)
		if !ok {
			r.Unsupported(c)
			break
		}
		value := text.Value(r.Src)
		if cell {
			value = bytes.ReplaceAll(value, []byte(`\|`), []byte("|"))
		}
		value, newline := bytes.CutSuffix(value, []byte{'\n'})
		r.HTML = escape.Text(r.HTML, value)
		if newline {
			r.Write(" ")
		}
	}
	r.Write("</code>")
	r.Follow('x')
}

// inContainer reports whether an offset is in a line of a container of another tool,
// :::note[Title]{.wide}, which package leftover reports.
func (r *Rendering) inContainer(offset int) bool {
	line := r.Src[1+bytes.LastIndexByte(r.Src[:offset], '\n') : offset]
	return bytes.HasPrefix(bytes.TrimLeft(line, " \t>"), []byte(":::"))
}

// span renders a passage in another language, or a term.
func (r *Rendering) span(s *dialect.Span) {
	if id, ok := s.Term(r.Src); ok {
		r.termSpan(s, id)
		return
	}
	lang, problem := s.Language(r.Src)
	if problem != "" && !r.inContainer(s.Brace()) {
		r.Findings.Report(s.Brace(), diag.AttributeInvalid, `write [text]{lang=code}, or \{ for a brace`, problem)
	}
	outer, turned := r.In.Foreign, r.rightToLeft
	r.In.Foreign = !strings.EqualFold(lang, r.language)
	if problem == "" {
		r.Write(`<span lang="`, lang, `"`)
		switch r.rightToLeft = direction.RightToLeft(lang); {
		case r.rightToLeft == turned:
		case turned:
			r.Write(` dir="ltr"`)
		default:
			r.Write(` dir="rtl"`)
		}
		r.Write(">")
	}
	r.inlines(s)
	if problem == "" {
		r.Write("</span>")
	}
	r.In.Foreign, r.rightToLeft = outer, turned
}
