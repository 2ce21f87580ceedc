package markdown

import (
	"testing"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/plaintext"
)

// foreignBlock and foreignInline are nodes of an extension that isn't part of the dialect.
type (
	foreignBlock  struct{ ast.BaseBlock }
	foreignInline struct{ ast.BaseInline }
)

var kindForeign = ast.NewNodeKind("Foreign")

func (*foreignBlock) Kind() ast.NodeKind  { return kindForeign }
func (*foreignInline) Kind() ast.NodeKind { return kindForeign }

func (n *foreignBlock) Dump(src []byte, level int)  { ast.DumpHelper(n, src, level, nil, nil) }
func (n *foreignInline) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// TestUnknownNode checks that a node that the rendering doesn't know is a finding that names it,
// at its place or the nearest known one, wherever it stands, and that no part of the page comes
// out.
func TestUnknownNode(t *testing.T) {
	block, inline := ast.Node(new(foreignBlock)), ast.Node(new(foreignInline))
	for _, c := range []struct {
		name, src string
		parent    ast.NodeKind
		child     ast.Node
		pos       diag.Pos
	}{
		{"block", "a\n\nb", ast.KindDocument, block, diag.Pos{Line: 10, Column: 1}},
		{"block in a quote", "a\n\n> b", ast.KindBlockquote, block, diag.Pos{Line: 12, Column: 1}},
		{"block in an item", "a\n\n- b", ast.KindListItem, block, diag.Pos{Line: 12, Column: 1}},
		{"item", "a\n\n- b", ast.KindList, block, diag.Pos{Line: 12, Column: 1}},
		{"description", "a\n: b", extast.KindDefinitionList, block, diag.Pos{Line: 10, Column: 1}},
		{"row", "| a |\n|---|\n| b |", extast.KindTable, block, diag.Pos{Line: 10, Column: 1}},
		{"cell", "| a |\n|---|\n| b |", extast.KindTableRow, block, diag.Pos{Line: 12, Column: 1}},
		{"footnote", "a[^1]\n\n[^1]: b", extast.KindFootnoteList, block, diag.Pos{Line: 10, Column: 1}},
		{"inline", "a\n\nb *c* d", ast.KindEmphasis, inline, diag.Pos{Line: 12, Column: 3}},
		{"in a link", "a\n\n[b](c.md)", ast.KindLink, inline, diag.Pos{Line: 12, Column: 1}},
		{"in code", "a\n\n`b`", ast.KindCodeSpan, inline, diag.Pos{Line: 12, Column: 1}},
		{"in a heading", "a\n\n## b", ast.KindHeading, inline, diag.Pos{Line: 12, Column: 1}},
		{"in alternative text", "a\n\n![b](c.png)", ast.KindImage, inline, diag.Pos{Line: 12, Column: 1}},
		{"behind a check box", "a\n\n- [ ] b", ast.KindTextBlock, inline, diag.Pos{Line: 12, Column: 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			converter := New(testOptions())
			converter.linters = []plaintext.Linter{func(*plaintext.Document, *diag.List) { t.Error("a linter saw the text") }}
			if parent := c.child.Parent(); parent != nil {
				parent.RemoveChild(parent, c.child)
			}
			parse := converter.parse
			converter.parse = func(src []byte) (ast.Node, *dialect.Bounds) {
				document, bounds := parse(src)
				parent := last(t, document, c.parent)
				parent.AppendChild(parent, c.child)
				c.child.SetPos(-1)
				return document, bounds
			}
			body, findings := converter.Convert(nil, "p.md", []byte(c.src), 10)
			want := diag.Finding{
				File: "p.md", Pos: c.pos, Code: diag.FileUnreadable, Severity: diag.Error,
				Message: "can't read the Markdown: there is no HTML for a node of kind Foreign",
				Hint:    "this is a flaw of Baken, not of the text: please report it with this file",
			}
			if all := findings.All(); len(all) != 1 || all[0] != want {
				t.Errorf("got %+v, want %+v", all, want)
			}
			if len(body.HTML)+len(body.Slots)+len(body.Headings)+len(body.Anchors) > 0 {
				t.Errorf("the body isn't empty: %+v", body)
			}
		})
	}
}

// last returns the last node of a kind in a document.
func last(t *testing.T, document ast.Node, kind ast.NodeKind) (found ast.Node) {
	t.Helper()
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Kind() == kind {
			found = n
		}
		return ast.WalkContinue, nil
	})
	if found == nil {
		t.Fatalf("there is no %v", kind)
	}
	return found
}
