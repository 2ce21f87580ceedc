package dialect

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// footnoteList is goldmark's transformer of footnotes, which keeps the ones that it leaves out of
// the document for [UnusedFootnotes].
type footnoteList struct{ parser.ASTTransformer }

func (f footnoteList) Transform(node *ast.Document, reader text.Reader, pc parser.Context) {
	if boundsOf(pc).counts[footnoteCount] > 0 {
		var unused []*extast.Footnote
		_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if n.Type() == ast.TypeInline {
				return ast.WalkSkipChildren, nil
			}
			if footnote, ok := n.(*extast.Footnote); ok && entering && footnote.Index < 0 {
				unused = append(unused, footnote)
			}
			return ast.WalkContinue, nil
		})
		node.SetAttribute(unusedAttribute, unused)
	}
	f.ASTTransformer.Transform(node, reader, pc)
}

var unusedAttribute = []byte("unused footnotes")

// UnusedFootnotes returns the footnotes of a document that no reference leads to, in no particular
// order. They aren't part of the document: nothing refers to them, or an earlier footnote has the
// same label.
func UnusedFootnotes(document ast.Node) []*extast.Footnote {
	v, _ := document.Attribute(unusedAttribute)
	unused, _ := v.([]*extast.Footnote)
	return unused
}
