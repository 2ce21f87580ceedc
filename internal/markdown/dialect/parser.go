// Package dialect configures goldmark for this portal: its extensions, the portal's own
// constructs, and bounds on the cost of hostile input.
package dialect

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"baken.example/baken/internal/markdown/dialect/component"
	"baken.example/baken/internal/markdown/dialect/directive"
)

// Parser parses texts. It is safe for concurrent use.
type Parser struct {
	// plain parses texts without bare addresses. Searching for these costs a quarter of the parsing
	// time, and most texts have none.
	plain, addresses parser.Parser
}

// NewParser returns a parser of the dialect.
func NewParser() *Parser {
	return &Parser{newParser(false), newParser(true)}
}

// Parse parses src into a document, and returns the counts of its bounded constructs.
func (p *Parser) Parse(src []byte) (ast.Node, *Bounds) {
	bounds := newBounds()
	pc := parser.NewContext()
	pc.Set(boundsKey, bounds)
	with := p.plain
	if hasAddress(src) {
		with = p.addresses
	}
	return with.Parse(text.NewReader(src), parser.WithContext(pc)), bounds
}

// newParser combines goldmark's parsers with this package's. The numbers are goldmark's own
// priorities, the lowest of which parses first.
func newParser(addresses bool) parser.Parser {
	inline := []util.PrioritizedValue{
		util.Prioritized(newTaskBoxes(), 0),
		util.Prioritized(codeSpans{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(footnoteReferences{extension.NewFootnoteParser()}, 101),
		util.Prioritized(valueParser{}, 150),
		util.Prioritized(brackets{parser.NewLinkParser()}, 200),
		util.Prioritized(cellBreaks{}, 250),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(delimiters{parser.NewEmphasisParser()}, 500),
		util.Prioritized(delimiters{extension.NewStrikethroughParser()}, 500),
	}
	if addresses {
		inline = append(inline, util.Prioritized(newAddressParser(), 999))
	}
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(container{component.Parser()}, 80),
			util.Prioritized(directive.Parser(), 90),
			util.Prioritized(headings{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(container{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(container{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headings{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(fences{parser.NewFencedCodeBlockParser()}, 700),
			util.Prioritized(container{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(footnotes{container{extension.NewFootnoteBlockParser()}}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(inline...),
		parser.WithParagraphTransformers(
			util.Prioritized(calloutTransformer{}, 50),
			util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(component.Captions(), 800),
			util.Prioritized(joinedLists{}, 900),
			util.Prioritized(footnoteList{extension.NewFootnoteASTTransformer()}, 999),
		),
	)
}

// hasAddress reports whether a text may contain a bare address: one that isn't the target of a
// link, between < and >, or in a link definition.
func hasAddress(src []byte) bool {
	for _, mark := range [...]string{"://", "www.", "@"} {
		for from := 0; ; {
			i := bytes.Index(src[from:], []byte(mark))
			if i < 0 {
				break
			}
			i += from
			if bare(src[max(from, i-100):i]) {
				return true
			}
			from = i + len(mark)
		}
	}
	return false
}

// bare reports whether an address may be bare, by the text before a part of it.
func bare(before []byte) bool {
	start := bytes.LastIndexAny(before, " \t\n(<") + 1
	before = before[:start]
	return !bytes.HasSuffix(before, []byte("](")) && !bytes.HasSuffix(before, []byte("<")) &&
		!bytes.HasSuffix(before, []byte("]: "))
}
