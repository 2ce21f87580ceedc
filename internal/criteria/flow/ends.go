package flow

import (
	"fmt"
	"html"
	"strings"

	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
)

// Ends says what the drawings leave out of the outcomes: where asking ends, and which parts an
// outcome has.
type Ends struct {
	// Final are the titles of the outcomes with which asking ends, below the line FinalLead.
	FinalLead string
	Final     []string
	// Items are the parts of outcomes.
	Items []Items
}

// Items are the parts of an outcome, below a line that names it, and when each is one.
type Items struct {
	Lead  string
	Parts []phrase.When
}

func newEnds(d *decision.Decisions, w *phrase.Words) Ends {
	e := Ends{FinalLead: w.Text("FlowFinal")}
	for _, o := range d.Outcome.Ends {
		if o == decision.None {
			continue
		}
		if d.Set.Outcomes[o].Final {
			e.Final = append(e.Final, w.Outcome(o))
		}
		if items := w.Items(o); items != nil {
			lead := w.Format("TableItems", struct{ Outcome string }{w.Quote(w.Outcome(o))})
			e.Items = append(e.Items, Items{lead, items})
		}
	}
	return e
}

func (e *Ends) appendHTML(b []byte) []byte {
	if e.Final != nil {
		b = append(b, `<p>`+html.EscapeString(e.FinalLead)+`</p><ul>`...)
		for _, title := range e.Final {
			b = append(b, `<li>`+html.EscapeString(title)+`</li>`...)
		}
		b = append(b, `</ul>`...)
	}
	for _, items := range e.Items {
		b = append(b, `<p><b>`+html.EscapeString(items.Lead)+`</b></p>`...)
		b = phrase.AppendHTML(b, items.Parts)
	}
	return b
}

func (e *Ends) writeText(b *strings.Builder) {
	if e.Final != nil {
		fmt.Fprintf(b, "\n%s\n\n", e.FinalLead)
		for _, title := range e.Final {
			fmt.Fprintf(b, "     - %s\n", title)
		}
	}
	for _, items := range e.Items {
		fmt.Fprintf(b, "\n%s\n", items.Lead)
		for _, part := range items.Parts {
			fmt.Fprintf(b, "\n     → %s\n       %s\n", part.Result, part.Text)
		}
	}
}
