package markdown

import (
	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/markdown/dialect"
)

// callouts are, for each kind, the class and the UI string that is the title.
var callouts = map[string]struct{ class, title string }{
	"NOTE":      {"callout-note", "CalloutNote"},
	"TIP":       {"callout-tip", "CalloutTip"},
	"IMPORTANT": {"callout-important", "CalloutImportant"},
	"WARNING":   {"callout-warning", "CalloutWarning"},
	"CAUTION":   {"callout-caution", "CalloutCaution"},
}

// quote renders a quote or callout.
func (r *rendering) quote(q *ast.Blockquote) {
	kind, ok := dialect.Callout(q)
	if !ok {
		r.write("<blockquote>")
		r.blocks(q)
		r.write("</blockquote>")
		return
	}
	c := callouts[kind]
	r.write(`<div class="callout `, c.class, `" role="note"><p class="callout-title">`)
	r.write(r.strings[c.title])
	r.write("</p>")
	r.blocks(q)
	r.write("</div>")
}

// Directive is a block directive that there is: its name and the names of its arguments.
type Directive = dialect.DirectiveType

// Directives returns every directive that a text may hold. Each becomes a [SlotDirective].
func Directives() []Directive {
	return []Directive{
		{Name: "contact"},
		{Name: "glossary"},
		// These take the id of a criteria set, and that of a criterion in it.
		{Name: "criteria", Arguments: []string{"set"}},
		{Name: "criterion", Arguments: []string{"set", "id"}},
		{Name: "legal-basis", Arguments: []string{"set", "id"}},
		{Name: "decision-table", Arguments: []string{"set"}},
		{Name: "decision-diagram", Arguments: []string{"set"}},
	}
}

// directive leaves a slot for a directive.
func (r *rendering) directive(d *dialect.Directive) {
	name, given, ok := d.Read(r.src, Directives(), r.report)
	if !ok {
		return
	}
	var arguments []Argument
	for _, a := range given {
		arguments = append(arguments, Argument{a.Name, a.Value, r.at(a.Offset)})
	}
	r.slot(SlotDirective, name, r.at(d.Pos())).arguments = &arguments
}
