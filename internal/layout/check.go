package layout

import (
	"slices"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
)

const templateHint = "docs/templates.md says what templates may hold"

// functions lists the functions of templates: those of html/template (text/template, Functions) and
// Baken's own.
var functions = []string{
	"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or",
	"print", "printf", "println", "slice", "urlquery",
	"asset", "path", "t",
}

// reference is a position in a template at which an asset or a template is named.
type reference struct {
	name, file string
	diag.Pos
}

// templateCheck checks the source of one template for mistakes that would fail only when it is
// executed.
type templateCheck struct {
	*Templates
	file     string
	src      []byte
	findings *diag.List
}

func (c templateCheck) pos(n parse.Node) diag.Pos { return offsetPos(c.src, int(n.Position())) }

func (c templateCheck) node(n parse.Node) {
	switch n := n.(type) {
	case *parse.TemplateNode:
		// The node's position is that of the quoted name.
		c.calls = append(c.calls, reference{n.Name, c.file, c.pos(n)})
	case *parse.CommandNode:
		if f, ok := n.Args[0].(*parse.IdentifierNode); ok {
			c.function(f, n.Args[1:])
		}
	}
}

// function checks a call of a function and records the string or asset that it names.
func (c templateCheck) function(f *parse.IdentifierNode, args []parse.Node) {
	pos := c.pos(f)
	if !slices.Contains(functions, f.Ident) {
		c.findings.Add(c.file, pos, diag.TemplateInvalid, "the functions are "+strings.Join(functions, ", "),
			"there is no function %q%s", f.Ident, diag.DidYouMean(f.Ident, functions))
		return
	}
	if f.Ident != "t" && f.Ident != "asset" && f.Ident != "path" {
		return
	}
	var name *parse.StringNode
	if len(args) == 1 {
		name, _ = args[0].(*parse.StringNode)
	}
	switch {
	case name == nil:
		c.findings.Add(c.file, pos, diag.TemplateInvalid, `write {{`+f.Ident+` "Name"}}`,
			"%q takes one name between quotes and nothing else", f.Ident)
	case f.Ident == "path":
		if !strings.HasPrefix(name.Text, "/") {
			c.findings.Add(c.file, pos, diag.TemplateInvalid, `write {{path "/`+name.Text+`"}}`,
				"%q isn't a path from the root of the site", name.Text)
		}
	case f.Ident == "t":
		c.Uses = append(c.Uses, message.Use{ID: name.Text, File: c.file, Pos: pos})
	default:
		c.assets = append(c.assets, reference{name.Text, c.file, pos})
	}
}

// checkCalls reports calls of templates that don't exist.
func (t *Templates) checkCalls(findings *diag.List) {
	var names []string
	for name := range t.trees {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, u := range t.calls {
		if !slices.Contains(names, u.name) {
			findings.Add(u.file, u.Pos, diag.TemplateInvalid, "name it by its path below templates/: partials/name.html",
				"there is no template %q%s", u.name, diag.DidYouMean(u.name, names))
		}
	}
}

// checkAssets reports references to files that assets/ doesn't have.
func (t *Templates) checkAssets(assets *asset.Set, findings *diag.List) {
	for _, u := range t.assets {
		if assets.Get(u.name) == nil {
			findings.Add(u.file, u.Pos, diag.TemplateInvalid, "put it there, or correct the name",
				"there is no file %q in assets/%s", u.name, diag.DidYouMean(u.name, assets.Names()))
		}
	}
}

// walk calls f for a node and all nodes below it.
func walk(n parse.Node, f func(parse.Node)) {
	f(n)
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			walk(c, f)
		}
	case *parse.ActionNode:
		walk(n.Pipe, f)
	case *parse.IfNode:
		walkBranch(&n.BranchNode, f)
	case *parse.RangeNode:
		walkBranch(&n.BranchNode, f)
	case *parse.WithNode:
		walkBranch(&n.BranchNode, f)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			walk(n.Pipe, f)
		}
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			walk(c, f)
		}
	case *parse.CommandNode:
		for _, arg := range n.Args {
			walk(arg, f)
		}
	case *parse.ChainNode:
		walk(n.Node, f)
	}
}

func walkBranch(n *parse.BranchNode, f func(parse.Node)) {
	walk(n.Pipe, f)
	walk(n.List, f)
	if n.ElseList != nil {
		walk(n.ElseList, f)
	}
}

func offsetPos(src []byte, offset int) diag.Pos {
	before := string(src[:min(offset, len(src))])
	return diag.Pos{
		Line:   1 + strings.Count(before, "\n"),
		Column: 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]),
	}
}
