package markdown

import (
	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/directive"
)

// callouts maps each kind of callout to its class and the id of the UI string of its title.
var callouts = map[string]struct{ class, title string }{
	"NOTE":      {"callout-note", "CalloutNote"},
	"TIP":       {"callout-tip", "CalloutTip"},
	"IMPORTANT": {"callout-important", "CalloutImportant"},
	"WARNING":   {"callout-warning", "CalloutWarning"},
	"CAUTION":   {"callout-caution", "CalloutCaution"},
}

// quote renders a block quote or callout.
func (r *rendering) quote(q *ast.Blockquote) {
	kind, ok := dialect.Callout(q)
	if !ok {
		r.rare = true
		r.write("<blockquote>")
		r.blocks(q)
		r.write("</blockquote>")
		return
	}
	c := callouts[kind]
	r.write(`<div class="callout `, c.class, `" role="note"><p class="callout-title">`)
	if title, ok := q.FirstChild().(*dialect.CalloutTitle); ok {
		r.write(`<span class="callout-kind">`, r.strings[c.title], "</span> ")
		r.inHeading = true
		r.leaf(title)
		r.inHeading = false
	} else {
		r.write(r.strings[c.title])
	}
	r.write("</p>")
	r.blocks(q)
	r.write("</div>")
}

// Directive is the declaration of a block directive: its name and the names of its arguments.
type Directive = directive.Type

// The names of the directives. Package site checks their arguments, package render generates their
// content.
const (
	DirectiveContact         = directive.Contact
	DirectiveAuthority       = directive.Authority
	DirectiveGlossary        = directive.Glossary
	DirectiveCriteria        = directive.Criteria
	DirectiveCriterion       = directive.Criterion
	DirectiveCheck           = directive.Check
	DirectiveLegalBasis      = directive.LegalBasis
	DirectiveText            = directive.Text
	DirectiveVersion         = directive.Version
	DirectiveDecisionTable   = directive.DecisionTable
	ByVerdicts               = directive.ByVerdicts
	ByAnswers                = directive.ByAnswers
	DirectiveDecisionDiagram = directive.DecisionDiagram
	DirectiveData            = directive.Data
	DirectivePeriods         = directive.Periods
	DirectiveConditions      = directive.Conditions
	DirectiveChanges         = directive.Changes
	DirectiveSitemap         = directive.Sitemap
)

// Directives returns all directives of the dialect. Each use of one becomes a
// [SlotDirective], but for ::video, which becomes HTML with slots of its files.
func Directives() []Directive { return directive.All() }

// directive adds a slot for a directive.
func (r *rendering) directive(d *directive.Node) {
	name, read, ok := d.Read(r.src, r.report)
	if !ok {
		return
	}
	if name == directive.Include {
		r.include(d.Start(), read)
		return
	}
	if name == directive.Video {
		r.video(d, read)
		return
	}
	var arguments []Argument
	for _, a := range read {
		arguments = append(arguments, Argument{a.Name, a.Value, r.at(a.Offset)})
	}
	r.slot(SlotDirective, name, r.at(d.Pos())).arguments = &arguments
}
