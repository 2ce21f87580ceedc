package dialect

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// callouts are the kinds of callouts, as written in the brackets.
var callouts = [...]string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// Callout returns the kind of a callout, such as "NOTE", and whether the quote is one.
func Callout(quote *ast.Blockquote) (kind string, ok bool) {
	v, ok := quote.Attribute(calloutAttribute)
	if !ok {
		return "", false
	}
	return v.(string), true
}

// calloutAttribute is the name of the attribute with a callout's kind.
var calloutAttribute = []byte("callout")

// calloutTransformer removes a line such as [!NOTE] from the start of a quote, and marks the quote
// as a callout.
type calloutTransformer struct{}

func (calloutTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || node.PreviousSibling() != nil {
		return
	}
	lines := node.Lines()
	first := lines.At(0)
	mark := bytes.TrimSpace(first.Value(reader.Source()))
	if !bytes.HasPrefix(mark, []byte("[!")) || !bytes.HasSuffix(mark, []byte("]")) {
		return
	}
	for _, kind := range callouts {
		if bytes.EqualFold(mark[len("[!"):len(mark)-1], []byte(kind)) {
			quote.SetAttribute(calloutAttribute, kind)
			lines.SetSliced(1, lines.Len())
			if lines.Len() == 0 {
				quote.RemoveChild(quote, node)
			}
			return
		}
	}
}
