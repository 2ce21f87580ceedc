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
		node.SetAttribute(unusedAttribute, appendUnused(nil, node))
	}
	f.ASTTransformer.Transform(node, reader, pc)
}

// appendUnused appends the footnotes within a block that no reference leads to.
func appendUnused(unused []*extast.Footnote, block ast.Node) []*extast.Footnote {
	for n := block.FirstChild(); n != nil && n.Type() != ast.TypeInline; n = n.NextSibling() {
		if footnote, ok := n.(*extast.Footnote); ok && footnote.Index < 0 {
			unused = append(unused, footnote)
		}
		unused = appendUnused(unused, n)
	}
	return unused
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
