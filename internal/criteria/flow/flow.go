// Package flow draws how a set of criteria comes to its outcome: as a diagram (SVG) in which each
// question has its answers in cells, and lines lead from them to the next question that matters; and
// the same as a list of steps, which is what those get who don't see the drawing.
package flow

import (
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
)

// MaxSteps is how many steps there may be. Where there would be more, conditions in words say what
// the steps would: nobody can follow so many lines.
const MaxSteps = 150

// Flow is the way to a set's outcome, in a language.
type Flow struct {
	// ID and Title name the set.
	ID, Title string
	// Steps begin with the first. Where there are none, every answer has the same outcome.
	Steps []Step
	// Outcome is the outcome where there are no steps.
	Outcome string
	// TooLarge says that there would be too many steps, and Instead when each outcome is reached. Else
	// they are empty.
	TooLarge string
	Instead  []phrase.When

	lang  string
	words *phrase.Words
	label string
}

// Drawn tells whether there is a drawing of a set.
func Drawn(d *decision.Decisions) bool {
	return d.Outcome != nil && len(d.Outcome.Nodes) > 0 && len(d.Outcome.Nodes) <= MaxSteps
}

// Step is a question.
type Step struct {
	Question string
	Ways     []Way
}

// Way is where some of the answers to a question lead.
type Way struct {
	Answers string
	// To is the index of the next step, or -1, and then Outcome is what comes out.
	To      int
	Outcome string
}

// New returns the way to the outcome of a set, from its diagrams, in the language of w, which are words
// for the same set. The error is that of [phrase.Words.Err].
func New(d *decision.Decisions, w *phrase.Words) (*Flow, error) {
	f := &Flow{
		ID: d.Set.ID.V, Title: w.Title(), lang: w.Lang(), words: w,
		label: w.Format("FlowTitle", struct{ Set string }{w.Quote(w.Title())}),
	}
	if d.Outcome == nil || len(d.Outcome.Nodes) > MaxSteps {
		f.TooLarge = w.Text("FlowTooLarge")
		f.Instead = w.Outcomes()
		return f, w.Err()
	}
	if len(d.Outcome.Nodes) == 0 {
		f.Outcome = w.Outcome(d.Outcome.Ends[0])
	}
	for _, n := range d.Outcome.Nodes {
		step := Step{Question: d.Set.Questions[n.Question].Text.In(w.Lang())}
		for _, e := range n.Edges {
			way := Way{Answers: w.Answers(n.Question, e.Answers), To: e.To}
			if result, ok := d.Outcome.IsEnd(e.To); ok {
				way.To, way.Outcome = -1, w.Outcome(result)
			}
			step.Ways = append(step.Ways, way)
		}
		f.Steps = append(f.Steps, step)
	}
	return f, w.Err()
}
