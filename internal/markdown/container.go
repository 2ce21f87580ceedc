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

// The directives. Package site checks what they name, package render puts their content in.
const (
	DirectiveContact         = "contact"
	DirectiveGlossary        = "glossary"
	DirectiveCriteria        = "criteria"
	DirectiveCriterion       = "criterion"
	DirectiveLegalBasis      = "legal-basis"
	DirectiveDecisionTable   = "decision-table"
	DirectiveDecisionDiagram = "decision-diagram"
)

// Directives returns every directive that a text may hold. Each becomes a [SlotDirective].
func Directives() []Directive {
	return []Directive{
		{Name: DirectiveContact},
		{Name: DirectiveGlossary},
		// These take the id of a criteria set, and that of a criterion in it.
		{Name: DirectiveCriteria, Arguments: []string{"set"}},
		{Name: DirectiveCriterion, Arguments: []string{"set", "id"}},
		{Name: DirectiveLegalBasis, Arguments: []string{"set", "id"}},
		{Name: DirectiveDecisionTable, Arguments: []string{"set"}},
		{Name: DirectiveDecisionDiagram, Arguments: []string{"set"}},
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
