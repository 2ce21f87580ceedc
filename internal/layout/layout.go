// Package layout holds the templates of a site and the types of what they get. Templates are read
// and checked once, and made into a [Set] for each language, in which everything that is the same
// on all pages of that language is text already.
package layout

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/tdewolff/minify/v2"

	"baken.example/baken/internal/asset"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/message"
	"baken.example/baken/internal/source"
)

const dir = source.TemplatesDir

// notLayouts are the templates beside the layouts that no page can choose. A page has check.html when
// it names a criteria set.
var notLayouts = []string{"check", "chooser", "not-found"}

// Templates are the parsed templates of a site, not yet in any language.
type Templates struct {
	trees map[string]*parse.Tree
	// Layouts are the names that a page's layout may have, sorted.
	Layouts []string
	// Uses are the UI strings that the templates name.
	Uses []message.Use
	// assets and calls are the files in assets/ and the templates that they name.
	assets, calls []use
	// sources are the templates as they were written, by name.
	sources map[string][]byte
}

// Set is the templates of a site in one language. It is safe for concurrent use.
type Set struct{ templates *template.Template }

// Append appends what a template makes of a view to b. [Templates.Explain] makes a finding of the
// error.
func (s *Set) Append(b []byte, name string, view any) ([]byte, error) {
	buf := bytes.NewBuffer(b)
	if err := s.templates.ExecuteTemplate(buf, name, view); err != nil {
		return b, failure{err}
	}
	return buf.Bytes(), nil
}

// Load reads the templates of fsys, a site's own laid over Baken's. Each is minified
// once, here, so that pages needn't be.
//
// A template's name is its path below templates/. Its functions are "t", which takes the id of a
// UI string, and "asset", which takes the name of a file in assets/ and returns an [AssetLink];
// both take only literals, so that everything they name is known before a page is rendered.
//
// The error is the machine's, or the context's, which is looked at before each template.
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
				t.trees[strings.TrimPrefix(file, dir+"/")] = nil // It is there, for those that call it.
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

// parseTemplate parses a template with the functions that html/template has and Baken's own.
func parseTemplate(name, text string) (map[string]*parse.Tree, error) {
	trees := map[string]*parse.Tree{}
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	_, err := tree.Parse(text, "", "", trees)
	return trees, err
}

// comment is a comment in a template. The minifier takes an apostrophe in one for the beginning of a
// string and leaves all that follows as it is, so it gets comments without their text. They stay
// for the space that {{- and -}} trim.
var comment = regexp.MustCompile(`(?s)(\{\{(?:- )?)/\*.*?\*/((?: -)?\}\})`)

// add parses a template twice: as it was written, to check it, and minified.
func (t *Templates) add(file string, src []byte, m *minify.M, findings *diag.List) {
	name := strings.TrimPrefix(file, dir+"/")
	t.sources[name] = src
	written, err := parseTemplate(name, string(src))
	if err != nil {
		pos, reason := parseFailure(err)
		findings.Add(file, pos, diag.TemplateInvalid, templateHint, "%s", reason)
		t.trees[name] = nil // It is there, for those that call it.
		return
	}
	for _, tree := range written {
		c := templateCheck{t, file, src, findings}
		walk(tree.Root, c.node)
	}
	minified, err := m.String("text/html", strings.TrimSpace(comment.ReplaceAllString(string(src), "$1/**/$2")))
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

// In returns the templates in a language. What is the same on all its pages is turned into text
// here, so that it costs nothing when a page is rendered: UI strings that stand alone, and partials
// that get nothing but .Site, which is view.
func (t *Templates) In(l *message.Localizer, assets *asset.Set, view SiteView) (*Set, diag.List) {
	var findings diag.List
	functions := template.FuncMap{
		"t": l.Text,
		"asset": func(name string) (AssetLink, error) {
			f := assets.Get(name)
			if f == nil {
				return AssetLink{}, fmt.Errorf("there is no assets/%s", name) // checkAssets has reported it.
			}
			return AssetLink{URL: f.URL, Integrity: f.Integrity}, nil
		},
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
		fold(trees[name].Root, func(n parse.Node) ([]byte, bool) { return foldString(n, l) })
		add(forSite, name, trees[name].Copy())
	}
	root := template.New("").Funcs(functions)
	for name, tree := range trees {
		fold(tree.Root, func(n parse.Node) ([]byte, bool) { return foldSite(n, forSite, view) })
		add(root, name, tree)
	}
	return &Set{root}, findings
}

// fold replaces the nodes for which text has something by that text.
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

// foldString returns the message in {{t "Key"}}. One that isn't there stays, and its template
// fails when it's run; loading the messages has reported it.
func foldString(n parse.Node, l *message.Localizer) ([]byte, bool) {
	action, ok := n.(*parse.ActionNode)
	if !ok {
		return nil, false
	}
	id, ok := stringID(action)
	if !ok {
		return nil, false
	}
	text, err := l.Text(id)
	return []byte(html.EscapeString(text)), err == nil
}

// foldSite returns what {{template "name" .Site}} makes. Where it fails it stays, and fails again
// when a page is rendered, which reports it.
func foldSite(n parse.Node, templates *template.Template, view SiteView) ([]byte, bool) {
	call, ok := n.(*parse.TemplateNode)
	if !ok || call.Pipe == nil || call.Pipe.String() != ".Site" {
		return nil, false
	}
	b, err := (&Set{templates}).Append(nil, call.Name, view)
	return b, err == nil
}

// stringID returns the id in {{t "id"}}.
func stringID(n *parse.ActionNode) (string, bool) {
	if len(n.Pipe.Cmds) != 1 || len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	function, ok := n.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	id, isString := n.Pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !ok || !isString || function.Ident != "t" {
		return "", false
	}
	return id.Text, true
}
