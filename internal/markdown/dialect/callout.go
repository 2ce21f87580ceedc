package dialect

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Callouts are the kinds of callouts, as written in the brackets.
func Callouts() []string { return []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"} }

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

// CalloutTitle is the title of a callout, its first child: the text behind the mark.
type CalloutTitle struct{ ast.BaseBlock }

var kindCalloutTitle = ast.NewNodeKind("CalloutTitle")

func (*CalloutTitle) Kind() ast.NodeKind { return kindCalloutTitle }

func (t *CalloutTitle) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// calloutTransformer removes a mark such as [!NOTE] from the start of a quote, and marks the quote
// as a callout. The rest of the line becomes its title.
type calloutTransformer struct{}

func (calloutTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || node.PreviousSibling() != nil {
		return
	}
	lines := node.Lines()
	first := lines.At(0)
	first = first.TrimLeftSpace(reader.Source())
	kind, length := calloutMark(first.Value(reader.Source()))
	if length == 0 {
		return
	}
	quote.SetAttribute(calloutAttribute, kind)
	lines.SetSliced(1, lines.Len())
	first = first.WithStart(first.Start + length)
	first = first.TrimLeftSpace(reader.Source())
	first = first.TrimRightSpace(reader.Source())
	if !first.IsEmpty() {
		title := new(CalloutTitle)
		title.SetPos(first.Start)
		title.Lines().Append(first)
		quote.InsertBefore(quote, node, title)
	}
	if lines.Len() == 0 {
		quote.RemoveChild(quote, node)
	}
}

// calloutMark returns the kind of the callout that a line marks, and the length of the mark with
// the signs behind it that another tool gives a meaning (+ and - for folding, a colon), or 0.
func calloutMark(line []byte) (kind string, length int) {
	name, rest, found := bytes.Cut(line, []byte("]"))
	name, marked := bytes.CutPrefix(name, []byte("[!"))
	if !found || !marked {
		return "", 0
	}
	for _, kind := range Callouts() {
		if !bytes.EqualFold(name, []byte(kind)) {
			continue
		}
		length := len(line) - len(rest)
		if len(rest) > 0 && bytes.IndexByte([]byte("+-:"), rest[0]) >= 0 {
			length++
			rest = rest[1:]
		}
		if len(bytes.TrimLeft(rest, " \t\n")) < len(rest) || len(rest) == 0 {
			return kind, length
		}
	}
	return "", 0
}
