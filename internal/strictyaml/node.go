package strictyaml

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"baken.example/baken/internal/diag"
)

// maxDepth bounds how deep mappings and sequences may nest. No format of Baken's needs ten.
const maxDepth = 50

// Kind is the shape of a node.
type Kind uint8

// The kinds of node. Plain scalars are told apart by YAML 1.2's core schema.
const (
	Null Kind = iota
	String
	Int
	Float
	Bool
	Mapping
	Sequence
)

// what names the kinds for editors.
var what = [...]string{
	Null: "nothing", String: "text", Int: "a whole number", Float: "a number", Bool: "true or false",
	Mapping: "a mapping (key: value)", Sequence: "a list",
}

func (k Kind) String() string { return what[k] }

// Node is a value in a document and the place where it starts.
type Node struct {
	Kind Kind
	diag.Pos
	// Text is a scalar's value: what a quoted or block scalar says, or a plain one as written.
	Text string
	// Block tells that a scalar is a block scalar (| or >), whose text starts on a later line.
	Block bool
	// Entries are a mapping's, in the order written, each key once.
	Entries []Entry
	// Items are a sequence's.
	Items []*Node
}

// Entry is a key of a mapping with its value.
type Entry struct {
	Key string
	// Pos is the key's place.
	diag.Pos
	Value *Node
}

// Get returns the value of a key of a mapping, or nil.
func (n *Node) Get(key string) *Node {
	for _, e := range n.Entries {
		if e.Key == key {
			return e.Value
		}
	}
	return nil
}

// Parse reads one YAML document. firstLine is the line of file at which src starts: 1 for a file
// that is YAML altogether. The node is nil when src isn't YAML; an empty document is a Null node.
func Parse(file string, src []byte, firstLine int) (*Node, diag.List) {
	r := reader{file: file, offset: firstLine - 1}
	if line := tooDeep(src); line > 0 {
		r.add(diag.Pos{Line: line + r.offset}, diag.NestingTooDeep,
			"take the brackets out, or close those that are open", "more than %d open brackets", maxDepth)
		return nil, r.findings
	}
	f, err := parser.ParseBytes(src, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(err)
		return nil, r.findings
	}
	var docs []*ast.DocumentNode
	for _, d := range f.Docs {
		if d.Body != nil && d.Body.Type() != ast.CommentType {
			docs = append(docs, d)
		}
	}
	switch len(docs) {
	case 0:
		return &Node{Pos: diag.Pos{Line: firstLine, Column: 1}}, r.findings
	case 1:
		return r.node(docs[0].Body, 0), r.findings
	default:
		r.add(r.pos(docs[1].Body.GetToken()), diag.YAMLSyntax,
			"take out the line ---", "a second YAML document in one file")
		return nil, r.findings
	}
}

// tooDeep returns the line at which more than maxDepth brackets are open, or 0. The parser's time
// grows with the square of that number. Brackets in quoted text count too: no text that is
// meant to be read leaves fifty of them open.
func tooDeep(src []byte) int {
	depth, line := 0, 1
	for _, b := range src {
		switch b {
		case '\n':
			line++
		case '[', '{':
			if depth++; depth > maxDepth {
				return line
			}
		case ']', '}':
			depth = max(0, depth-1)
		}
	}
	return 0
}

type reader struct {
	file     string
	offset   int
	findings diag.List
}

func (r *reader) add(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.findings.Add(r.file, pos, code, hint, format, args...)
}

func (r *reader) pos(t *token.Token) diag.Pos {
	if t == nil || t.Position == nil {
		return diag.Pos{Line: 1 + r.offset}
	}
	return diag.Pos{Line: t.Position.Line + r.offset, Column: t.Position.Column}
}

func (r *reader) syntax(err error) {
	var syntax *yaml.SyntaxError
	if !errors.As(err, &syntax) {
		r.add(diag.Pos{Line: 1 + r.offset}, diag.YAMLSyntax, "", "not YAML: %v", err)
		return
	}
	r.add(r.pos(syntax.GetToken()), diag.YAMLSyntax,
		`put text that has ": ", "#" or a quotation mark in it between quotes, and indent with spaces`,
		"not YAML: %s", syntax.GetMessage())
}

// node copies the parser's tree, leaving out what Baken doesn't read.
func (r *reader) node(n ast.Node, depth int) *Node {
	out := &Node{Pos: r.pos(n.GetToken())}
	if depth > maxDepth {
		r.add(out.Pos, diag.NestingTooDeep, "make it flatter", "more than %d levels of nesting", maxDepth)
		return out
	}
	switch n := n.(type) {
	case *ast.NullNode:
	case *ast.StringNode:
		out.Kind, out.Text = String, n.Value
	case *ast.LiteralNode:
		out.Kind, out.Text, out.Block = String, n.Value.Value, true
	case *ast.IntegerNode:
		out.Kind, out.Text = Int, n.Token.Value
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		out.Kind, out.Text = Float, n.GetToken().Value
	case *ast.BoolNode:
		out.Kind, out.Text = Bool, n.Token.Value
	case *ast.MappingNode:
		out.Kind = Mapping
		r.entries(out, n.Values, depth)
	case *ast.MappingValueNode:
		out.Kind = Mapping
		out.Pos = r.pos(n.Key.GetToken())
		r.entries(out, []*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		out.Kind = Sequence
		for _, v := range n.Values {
			out.Items = append(out.Items, r.node(v, depth+1))
		}
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		r.add(out.Pos, diag.YAMLAlias, "write the text out where it is needed",
			"YAML anchors (&), aliases (*) and merge keys (<<) aren't read here")
	case *ast.TagNode:
		r.add(out.Pos, diag.YAMLSyntax, "leave the tag out", "YAML tags such as %q aren't read here", n.Start.Value)
	default:
		r.add(out.Pos, diag.YAMLSyntax, "", "not readable here: %s", n.Type())
	}
	return out
}

func (r *reader) entries(out *Node, values []*ast.MappingValueNode, depth int) {
	if len(values) > 0 {
		out.Pos = r.pos(values[0].Key.GetToken())
	}
	for _, v := range values {
		pos := r.pos(v.Key.GetToken())
		if v.Key.IsMergeKey() {
			r.add(pos, diag.YAMLAlias, "write the text out where it is needed",
				"YAML anchors (&), aliases (*) and merge keys (<<) aren't read here")
			continue
		}
		key := keyText(v.Key)
		if out.Get(key) != nil {
			r.add(pos, diag.YAMLDuplicateKey, "keep one of the two", "%q stands here twice", key)
			continue
		}
		out.Entries = append(out.Entries, Entry{key, pos, r.node(v.Value, depth+1)})
	}
}

func keyText(k ast.MapKeyNode) string {
	if s, ok := k.(*ast.StringNode); ok {
		return s.Value
	}
	return strings.TrimSpace(k.GetToken().Value)
}
