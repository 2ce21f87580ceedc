// Package layout loads the templates of a site and defines the types of their data. Templates are
// parsed and checked once and specialised into a [Set] for each language, in which everything that
// is constant on all pages of the language is folded into text.
package layout

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/tdewolff/minify/v2"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/baseurl"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/lazyregexp"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/source"
)

const dir = source.TemplatesDir

// notLayouts are the templates at the top level that front matter can't select as a layout. A page
// uses check.html if it names a criteria set, and list.html if it lists its section by date.
var notLayouts = []string{"check", "chooser", "list", "not-found", "search"}

// Templates are the parsed templates of a site, independent of a language.
type Templates struct {
	trees map[string]*parse.Tree
	// Layouts are the valid names of a page's layout, sorted.
	Layouts []string
	// Uses are the UI strings that the templates use.
	Uses []message.Use
	// assets and calls are the references to files in assets/ and to other templates.
	assets, calls []reference
	// sources are the unminified sources of the templates, by name.
	sources map[string][]byte
}

// Set is the templates of a site in one language. It is safe for concurrent use.
type Set struct{ templates *template.Template }

// Append appends the output of a template for a view to b. [Templates.Explain] turns its error into
// a finding.
func (s *Set) Append(b []byte, name string, view any) ([]byte, error) {
	buf := bytes.NewBuffer(b)
	if err := s.templates.ExecuteTemplate(buf, name, view); err != nil {
		return b, executionError{err}
	}
	return buf.Bytes(), nil
}

// Load parses the templates of fsys, an overlay of the site's over Baken's. It minifies each
// template, so that pages needn't be minified.
//
// A template's name is its path below templates/. Its functions are "t", which takes the id of a UI
// string, and "asset", which takes the name of a file in assets/ and returns an [AssetLink]; both
// take only literals, so that missing ones are found before a page is rendered. Load checks ctx
// before each template.
func Load(ctx context.Context, fsys fs.FS) (*Templates, diag.List, error) {
	t := &Templates{trees: map[string]*parse.Tree{}, sources: map[string][]byte{}}
	var findings diag.List
	m := asset.Minifier()
	for _, pattern := range []string{"", "/partials"} {
		entries, list, err := source.Dir(fsys, dir+pattern)
		findings.Join(list)
		if err != nil || list.HasErrors() {
			return t, findings, err
		}
		for _, e := range entries {
			if e.IsDir() || path.Ext(e.Name()) != ".html" {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, findings, err
			}
			file := path.Join(dir+pattern, e.Name())
			src, list, err := source.Text(fsys, file)
			findings.Join(list)
			if err != nil {
				return nil, findings, err
			}
			if src == nil {
				t.trees[strings.TrimPrefix(file, dir+"/")] = nil // Calls of it are valid.
				continue
			}
			t.add(file, src, m, &findings)
		}
	}
	for name := range t.trees {
		layout, isHTML := strings.CutSuffix(name, ".html")
		if isHTML && !strings.Contains(layout, "/") && !slices.Contains(notLayouts, layout) {
			t.Layouts = append(t.Layouts, layout)
		}
	}
	slices.Sort(t.Layouts)
	t.checkCalls(&findings)
	return t, findings, nil
}

// parseTemplate parses a template without checking that its functions exist.
func parseTemplate(name, text string) (map[string]*parse.Tree, error) {
	trees := map[string]*parse.Tree{}
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	_, err := tree.Parse(text, "", "", trees)
	return trees, err
}

// comment matches a comment in a template. The minifier treats an apostrophe in it as the start of
// a string and doesn't minify the rest, so comments are emptied before. They aren't removed, since
// {{- and -}} trim space.
var comment = lazyregexp.New(`(?s)(\{\{(?:- )?)/\*.*?\*/((?: -)?\}\})`)

// add parses a template twice: its source, to check it, and the minified template.
func (t *Templates) add(file string, src []byte, m *minify.M, findings *diag.List) {
	name := strings.TrimPrefix(file, dir+"/")
	t.sources[name] = src
	written, err := parseTemplate(name, string(src))
	if err != nil {
		pos, reason := splitParseError(err)
		findings.Add(file, pos, diag.TemplateInvalid, templateHint, "%s", reason)
		t.trees[name] = nil // Calls of it are valid.
		return
	}
	for _, tree := range written {
		c := templateCheck{t, file, src, findings}
		walk(tree.Root, c.node)
	}
	minified, err := m.String("text/html", strings.TrimSpace(comment().ReplaceAllString(string(src), "$1/**/$2")))
	if err == nil {
		written, err = parseTemplate(name, minified)
	}
	if err != nil {
		findings.Add(file, diag.Pos{}, diag.TemplateInvalid, templateHint, "not HTML that can be minified: %s", oneLine(err))
		return
	}
	for n, tree := range written {
		t.trees[n] = tree
	}
}

// In returns the templates in a language. It folds into text what is constant on all pages, to make
// rendering faster: UI strings without data, elements that need nothing but an asset, and partials
// whose only data is .Site, which is view.
func (t *Templates) In(l *message.Localizer, assets *asset.Set, view SiteView) (*Set, diag.List) {
	var findings diag.List
	base := baseurl.URL{Path: view.Base}
	functions := template.FuncMap{
		"t": l.Text,
		"asset": func(name string) (AssetLink, error) {
			f := assets.Get(name)
			if f == nil {
				return AssetLink{}, fmt.Errorf("there is no assets/%s", name) // checkAssets has reported it.
			}
			return AssetLink{URL: base.Address(f.Path), Integrity: f.Integrity}, nil
		},
		"path": base.Under,
	}
	t.checkAssets(assets, &findings)
	add := func(root *template.Template, name string, tree *parse.Tree) {
		if _, err := root.AddParseTree(name, tree); err != nil {
			t.Report(name, err, &findings)
		}
	}
	trees := make(map[string]*parse.Tree, len(t.trees))
	forSite := template.New("").Funcs(functions)
	for name, tree := range t.trees {
		trees[name] = tree.Copy()
		fold(trees[name].Root, func(n parse.Node) ([]byte, bool) { return foldString(n, l, base) })
		fold(trees[name].Root, func(n parse.Node) ([]byte, bool) { return foldAsset(n, functions) })
		add(forSite, name, trees[name].Copy())
	}
	root := template.New("").Funcs(functions)
	for name, tree := range trees {
		fold(tree.Root, func(n parse.Node) ([]byte, bool) { return foldSite(n, forSite, view) })
		add(root, name, tree)
	}
	return &Set{root}, findings
}

// fold replaces the nodes for which text returns true by the returned text.
func fold(list *parse.ListNode, text func(n parse.Node) ([]byte, bool)) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		if b, ok := text(n); ok {
			list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Position(), Text: b}
			continue
		}
		switch n := n.(type) {
		case *parse.IfNode:
			fold(n.List, text)
			fold(n.ElseList, text)
		case *parse.RangeNode:
			fold(n.List, text)
			fold(n.ElseList, text)
		case *parse.WithNode:
			fold(n.List, text)
			fold(n.ElseList, text)
		}
	}
}

// foldString returns the text of {{t "Key"}} and {{path "/address"}}. A missing message, which
// loading the messages has reported, isn't folded and fails when the template is executed.
func foldString(n parse.Node, l *message.Localizer, base baseurl.URL) ([]byte, bool) {
	action, ok := n.(*parse.ActionNode)
	if !ok {
		return nil, false
	}
	var text string
	var err error
	switch function, argument := call(action.Pipe); function {
	case "t":
		text, err = l.Text(argument)
	case "path":
		text = base.Under(argument)
	default:
		return nil, false
	}
	return []byte(html.EscapeString(text)), err == nil
}

// foldSite returns the output of {{template "name" .Site}}. If that fails, the call isn't folded
// and fails again when a page is rendered, which reports it.
func foldSite(n parse.Node, templates *template.Template, view SiteView) ([]byte, bool) {
	call, ok := n.(*parse.TemplateNode)
	if !ok || call.Pipe == nil || call.Pipe.String() != ".Site" {
		return nil, false
	}
	b, err := (&Set{templates}).Append(nil, call.Name, view)
	return b, err == nil
}

// foldAsset returns the output of {{with asset "name"}}…{{end}} where that is whole elements, which
// depend on nothing but the asset.
func foldAsset(n parse.Node, functions template.FuncMap) ([]byte, bool) {
	with, ok := n.(*parse.WithNode)
	if !ok || with.ElseList != nil {
		return nil, false
	}
	if function, _ := call(with.Pipe); function != "asset" || !isElements(with.List) {
		return nil, false
	}
	root := &parse.ListNode{NodeType: parse.NodeList, Nodes: []parse.Node{n.Copy()}}
	t, err := template.New("").Funcs(functions).AddParseTree("asset", &parse.Tree{Name: "asset", Root: root})
	if err != nil {
		return nil, false
	}
	b, err := (&Set{t}).Append(nil, "asset", nil)
	return b, err == nil
}

// isElements reports whether a list is HTML from the start of a tag to the end of one, with nothing
// but fields of its own data in between.
func isElements(list *parse.ListNode) bool {
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			if i == 0 && !bytes.HasPrefix(n.Text, []byte("<")) || i+1 == len(list.Nodes) && !bytes.HasSuffix(n.Text, []byte(">")) {
				return false
			}
		case *parse.ActionNode:
			if i == 0 || i+1 == len(list.Nodes) || len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 1 ||
				n.Pipe.Cmds[0].Args[0].Type() != parse.NodeField {
				return false
			}
		default:
			return false
		}
	}
	return len(list.Nodes) > 0
}

// call returns the function and the argument of a pipeline that is nothing but a call with one
// string, such as t "id"; both are empty for any other.
func call(pipe *parse.PipeNode) (function, argument string) {
	if len(pipe.Cmds) != 1 || len(pipe.Decl) > 0 || len(pipe.Cmds[0].Args) != 2 {
		return "", ""
	}
	name, ok := pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	text, isString := pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !ok || !isString {
		return "", ""
	}
	return name.Ident, text.Text
}
