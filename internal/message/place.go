package message

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// DirectionKey is the id of the message for the attribute dir of a page; directions are its
// possible texts.
const DirectionKey = "TextDirection"

var directions = []string{"ltr", "rtl"}

const placeHint = "a text has {{.Name}} where a value goes, and no other braces"

// numbers are the values that are whole numbers, which a message may compare: the first of a month
// has a form of its own in some languages.
var numbers = []string{"Day", "Year"}

// places returns the names of the placeholders in a message. A message may consist of text,
// placeholders and comparisons of a number only: other template actions could fail at render time.
func places(text string) ([]string, error) {
	if !strings.Contains(text, "{{") && strings.TrimSpace(text) != "" {
		return nil, nil // Most are text alone, and parsing them takes as long as reading the YAML.
	}
	t, err := template.New("").Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s", strings.TrimPrefix(err.Error(), "template: :1: "))
	}
	if len(t.Templates()) > 1 || t.Tree == nil {
		return nil, fmt.Errorf("it defines a template")
	}
	return placesIn(nil, t.Root)
}

func placesIn(names []string, list *parse.ListNode) ([]string, error) {
	if list == nil {
		return names, nil
	}
	for _, node := range list.Nodes {
		if node.Type() == parse.NodeText {
			continue
		}
		if choice, ok := node.(*parse.IfNode); ok {
			name, ok := number(choice.Pipe)
			if !ok {
				return nil, fmt.Errorf("{{if %s}} doesn't compare a number, as {{if eq .Day 1}} does", choice.Pipe)
			}
			names = append(names, name)
			for _, branch := range []*parse.ListNode{choice.List, choice.ElseList} {
				var err error
				if names, err = placesIn(names, branch); err != nil {
					return nil, err
				}
			}
			continue
		}
		name, ok := place(node)
		if !ok {
			return nil, fmt.Errorf("%s isn't a place for a value", node)
		}
		names = append(names, name)
	}
	return names, nil
}

// number returns the name in eq .Name 1.
func number(pipe *parse.PipeNode) (name string, ok bool) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 3 {
		return "", false
	}
	args := pipe.Cmds[0].Args
	function, isFunction := args[0].(*parse.IdentifierNode)
	field, isField := args[1].(*parse.FieldNode)
	value, isNumber := args[2].(*parse.NumberNode)
	if !isFunction || !isField || !isNumber || function.Ident != "eq" || !value.IsInt || len(field.Ident) != 1 {
		return "", false
	}
	return field.Ident[0], slices.Contains(numbers, field.Ident[0])
}

// place returns the name in {{.Name}}.
func place(node parse.Node) (name string, ok bool) {
	action, ok := node.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 || len(action.Pipe.Cmds[0].Args) != 1 {
		return "", false
	}
	field, ok := action.Pipe.Cmds[0].Args[0].(*parse.FieldNode)
	if !ok || len(field.Ident) != 1 {
		return "", false
	}
	return field.Ident[0], true
}

// valid reports whether a message is valid, and adds a finding if it is empty, which go-i18n treats
// as missing, or has a placeholder for an unknown value. The defaults define the known values.
func (l *loader) valid(file, id string, n *strictyaml.Node) bool {
	report := func(hint, format string, args ...any) bool {
		l.findings.Add(file, n.Pos, diag.StringInvalid, hint, format, args...)
		return false
	}
	if strings.TrimSpace(n.Text) == "" {
		return report("write one, or take the line out for Baken's own, where it has one", "a message without text")
	}
	names, err := places(n.Text)
	switch {
	case err != nil:
		return report(placeHint, "%q isn't a message: %s", n.Text, err)
	case id == DirectionKey && !slices.Contains(directions, n.Text):
		return report("write ltr (left to right) or rtl (right to left)", "%s: %q isn't a direction%s",
			id, n.Text, diag.DidYouMean(n.Text, directions))
	case id == addressForm && !slices.Contains(Forms(), n.Text):
		return report("write formal or informal", "%s: %q isn't a form of address%s", id, n.Text, diag.DidYouMean(n.Text, Forms()))
	case l.defining:
		l.define(id, names)
		return true
	}
	given := slices.Sorted(maps.Keys(l.values[id]))
	for _, name := range names {
		switch {
		case len(given) == 0:
			return report("write the text without braces", "%s has no place for {{.%s}}: it gets no values", id, name)
		case !slices.Contains(given, name):
			return report("the values are "+strings.Join(given, ", "), "%s gets no value %q%s",
				id, name, diag.DidYouMean(name, given))
		}
	}
	return true
}

// define records the placeholders of a default message.
func (l *loader) define(id string, names []string) {
	if l.values[id] == nil {
		l.values[id] = map[string]bool{}
	}
	for _, name := range names {
		l.values[id][name] = true
	}
}
