package renderer

import (
	"github.com/yuin/goldmark/ast"

	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/markdown/dialect"
	"baken.example/baken/internal/markdown/dialect/directive"
	"baken.example/baken/internal/markdown/hypertext"
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
func (r *Rendering) quote(q *ast.Blockquote) {
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
		r.In.Heading = true
		r.leaf(title)
		r.In.Heading = false
	} else {
		r.Write(r.strings[c.title])
	}
	r.Write("</p>")
	r.blocks(q)
	r.Write("</div>")
}

// directive adds a slot for a directive.
func (r *Rendering) directive(d *directive.Node) {
	name, read, ok := d.Read(r.Src, r.Findings.Report)
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
	var arguments []hypertext.Argument
	for _, a := range read {
		arguments = append(arguments, hypertext.Argument{Name: a.Name, Value: a.Value, Pos: r.Findings.At(a.Offset)})
	}
	r.Slot(hypertext.SlotDirective, name, r.Findings.At(d.Pos())).SetArguments(arguments)
}

// include reports a directive that no file could be put in the place of.
func (r *Rendering) include(offset int, arguments []directive.Argument) {
	hint, message := "put it on a line of its own in the text of a page, outside lists, quotations and notes", "::include can't stand here"
	if len(arguments) == 0 {
		hint, message = "write ::include{file=_name."+r.language+".md}", "::include doesn't say which file it stands for"
	}
	r.Findings.Report(offset, diag.IncludeText, hint, message)
}
