package strictyaml

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"baken.example/baken/internal/diag"
)

// Kind is the shape of a node.
type Kind uint8

// The kinds of node. Plain scalars are resolved by the core schema of YAML 1.2.
const (
	Null Kind = iota
	String
	Int
	Float
	Bool
	Mapping
	Sequence
	// Invalid is a value with a finding. Decoding ignores it.
	Invalid
)

// kindNames are the names of the kinds in messages.
var kindNames = [...]string{
	Null: "nothing", String: "text", Int: "a whole number", Float: "a number", Bool: "true or false",
	Mapping: "a mapping (key: value)", Sequence: "a list", Invalid: "what can't be read",
}

func (k Kind) String() string { return kindNames[k] }

// Node is a value in a document with the position of its start.
type Node struct {
	Kind Kind
	diag.Pos
	// Text is a scalar's value: the content of a quoted or block scalar, or a plain scalar as
	// written.
	Text string
	// Block reports whether a scalar is a block scalar (| or >), whose text starts on a later line.
	Block bool
	// Plain reports whether a scalar stands without quotes, on the line of its key.
	Plain bool
	// Flow reports whether a mapping is written between { and }.
	Flow bool
	// Entries are the entries of a mapping in the order of the file, without duplicate keys.
	Entries []Entry
	// Items are the items of a sequence.
	Items []*Node
}

// Entry is a key of a mapping with its value.
type Entry struct {
	Key string
	// Pos is the position of the key.
	diag.Pos
	Value *Node
}

// lineOf returns the line of a key of a mapping, or 0.
func (n *Node) lineOf(key string) int {
	for _, e := range n.Entries {
		if e.Key == key {
			return e.Line
		}
	}
	return 0
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

// node converts the parser's tree and reports nodes that Baken doesn't support.
func (r *reader) node(n ast.Node, depth int) *Node {
	out := &Node{Pos: r.pos(n.GetToken())}
	if depth > maxDepth {
		out.Kind = Invalid
		r.add(out.Pos, diag.NestingTooDeep, "make it flatter", "more than %d levels of nesting", maxDepth)
		return out
	}
	switch n := n.(type) {
	case *ast.NullNode:
		if !isImplicit(n) {
			out.Text = n.Token.Value
		}
	case *ast.StringNode:
		out.Kind, out.Text = String, n.Value
		switch n.Token.Type {
		case token.SingleQuoteType:
		case token.DoubleQuoteType:
			r.escaped(out.Pos, n.Token.Origin, n.Value)
		default:
			out.Plain = true
			r.quotes(out.Pos, n.Value)
		}
	case *ast.LiteralNode:
		out.Kind, out.Text, out.Block = String, n.Value.Value, true
	case *ast.IntegerNode:
		out.Kind, out.Text = Int, n.Token.Value
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		out.Kind, out.Text = Float, n.GetToken().Value
	case *ast.BoolNode:
		out.Kind, out.Text = Bool, n.Token.Value
	case *ast.MappingNode:
		out.Kind, out.Flow = Mapping, n.IsFlowStyle
		r.entries(out, n.Values, depth)
	case *ast.MappingValueNode:
		out.Kind = Mapping
		out.Pos = r.pos(n.Key.GetToken())
		r.entries(out, []*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		out.Kind = Sequence
		for i, v := range n.Values {
			item := r.node(v, depth+1)
			if isImplicit(v) && i < len(n.Entries) {
				item.Pos = r.pos(n.Entries[i].Start)
			}
			out.Items = append(out.Items, item)
		}
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		out.Kind = Invalid
		r.alias(out.Pos)
	case *ast.TagNode:
		out.Kind = Invalid
		r.tag(n)
	default:
		out.Kind = Invalid
		r.add(out.Pos, diag.YAMLSyntax, generalHint, "not YAML that Baken reads: %s", n.Type())
	}
	if out.Kind < Mapping {
		out.Column -= r.columnError(n.GetToken())
	}
	if out.Kind == String && !r.printable(out.Pos, out.Text) {
		out.Kind, out.Text = Invalid, ""
	}
	return out
}

// printable reports whether a text is free of control characters, which only an escape can add, and
// adds a finding if it isn't.
func (r *reader) printable(pos diag.Pos, text string) bool {
	for _, c := range []byte(text) {
		if c < ' ' && c != '\t' && c != '\n' || c == 0x7f {
			r.add(pos, diag.YAMLValue, "take its escape out", "the control character U+%04X in the text", c)
			return false
		}
	}
	return true
}

func (r *reader) alias(pos diag.Pos) {
	r.add(pos, diag.YAMLAlias, "put text that begins with & or * between quotes; write what an alias stands for out where it is needed",
		"YAML anchors (&), aliases (*) and merge keys (<<) aren't read here")
}

func (r *reader) tag(n *ast.TagNode) {
	r.add(r.pos(n.Start), diag.YAMLSyntax, "put text that begins with ! between quotes; leave a tag out",
		"YAML tags such as %q aren't read here", n.Start.Value)
}

func (r *reader) entries(out *Node, values []*ast.MappingValueNode, depth int) {
	if len(values) > 0 {
		out.Pos = r.pos(values[0].Key.GetToken())
	}
	var seen map[string]int // the lines of keys, once it pays
	if len(values) > 16 {
		seen = make(map[string]int, len(values))
	}
	for _, v := range values {
		pos := r.pos(v.Key.GetToken())
		if v.Key.IsMergeKey() {
			r.alias(pos)
			continue
		}
		if t, ok := v.Key.(*ast.TagNode); ok {
			r.tag(t)
			continue
		}
		key := keyText(v.Key)
		if !r.printable(pos, key) {
			continue
		}
		first := seen[key]
		if seen == nil {
			first = out.lineOf(key)
		} else if first == 0 {
			seen[key] = pos.Line
		}
		if first > 0 {
			r.add(pos, diag.YAMLDuplicateKey, "keep one of the two", "%q stands here twice; first on line %d", key, first)
			continue
		}
		value := r.node(v.Value, depth+1)
		if isImplicit(v.Value) {
			value.Pos = pos
		}
		out.Entries = append(out.Entries, Entry{key, pos, value})
	}
}

// isImplicit reports whether a value is absent. The parser positions it behind the line; findings
// about it are reported at its key or dash.
func isImplicit(n ast.Node) bool {
	null, ok := n.(*ast.NullNode)
	return ok && null.Token.Type == token.ImplicitNullType
}

func keyText(k ast.MapKeyNode) string {
	if s, ok := k.(*ast.StringNode); ok {
		return s.Value
	}
	return strings.TrimSpace(k.GetToken().Value)
}
