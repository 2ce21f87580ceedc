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
		r.Write("<blockquote>")
		r.blocks(q)
		r.Write("</blockquote>")
		return
	}
	c := callouts[kind]
	r.Write(`<div class="callout `, c.class, `" role="note"><p class="callout-title">`)
	if title, ok := q.FirstChild().(*dialect.CalloutTitle); ok {
		r.Write(`<span class="callout-kind">`, r.strings[c.title], "</span> ")
		r.inHeading = true
		r.leaf(title)
		r.inHeading = false
	} else {
		r.Write(r.strings[c.title])
	}
	r.Write("</p>")
	r.blocks(q)
	r.Write("</div>")
}

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
	r.Slot(SlotDirective, name, r.at(d.Pos())).SetArguments(arguments)
}
