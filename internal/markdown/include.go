package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/dialect/directive"
)

// Include is a line ::include{file=…} of a text, which stands for the text of another file.
type Include struct {
	// Start is the offset of the line, End that of the next one.
	Start, End int
	// File is the argument: a path relative to the file of the text.
	File string
	// Column is the column of the directive.
	Column int
}

// Includes returns the includes in a text that stand outside lists and quotes, in its order.
// Others, and those with a mistake, are left to [Converter.Convert] to report.
func (c *Converter) Includes(src []byte) (found []Include) {
	if !bytes.Contains(src, []byte("::"+directive.Include)) {
		return nil
	}
	document, _ := c.parse(src)
	for _, d := range outerDirectives(nil, document) {
		name, arguments, ok := d.Read(src, func(int, diag.Code, string, string) {})
		if !ok || name != directive.Include || len(arguments) == 0 {
			continue
		}
		start := 1 + bytes.LastIndexByte(src[:d.Start()], '\n')
		end := len(src)
		if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		found = append(found, Include{start, end, arguments[0].Value, 1 + d.Start() - start})
	}
	return found
}

// outerDirectives appends the directives in a block that stand outside lists and quotes.
func outerDirectives(list []*directive.Node, parent ast.Node) []*directive.Node {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *directive.Node:
			list = append(list, n)
		case *component.Block:
			list = outerDirectives(list, n)
		}
	}
	return list
}

// Ends reports whether every block of a text ends with it: what follows a blank line below it isn't
// part of a block of code or a comment that was never closed.
func (c *Converter) Ends(src []byte) bool {
	const after = "x\n"
	src = append(bytes.Clone(src), "\n\n"+after...)
	document, _ := c.parse(src)
	for n := document.LastChild(); n != nil; n = n.PreviousSibling() {
		if p, ok := n.(*ast.Paragraph); ok {
			return p.Lines().At(0).Start == len(src)-len(after)
		}
	}
	return false
}
