// Package flow renders the decision diagram of a set's outcome, as a drawing (SVG) in which each
// question has cells for its answers, with lines to the next question that matters, and as the
// equivalent list of steps: the alternative for screen readers and terminals.
package flow

import (
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
)

// MaxSteps bounds the steps. A larger diagram would be unreadable and is replaced by the conditions
// in words.
const MaxSteps = 150

// Flow is the decision diagram of a set's outcome, in a language.
type Flow struct {
	// ID and Title are the set's.
	ID, Title string
	// Steps are in topological order. There are none if all answers have the same outcome.
	Steps []Step
	// Outcome is the outcome if there are no steps.
	Outcome string
	// TooLarge is the message that there are too many steps, and Instead holds the conditions of
	// the outcomes. They are empty if there are Steps.
	TooLarge string
	Instead  []phrase.When

	lang  string
	words *phrase.Words
	label string
}

// Drawn reports whether there is a drawing of a set.
func Drawn(d *decision.Decisions) bool {
	return d.Outcome != nil && len(d.Outcome.Nodes) > 0 && len(d.Outcome.Nodes) <= MaxSteps
}

// Step is a question and the ways on from it.
type Step struct {
	Question string
	Ways     []Way
}

// Way is an edge: some of the answers to a question, and the next step or the outcome.
type Way struct {
	Answers string
	// To is the index of the next step, or -1 if the way ends at Outcome.
	To      int
	Outcome string
}

// New returns the flow for the diagrams of a set, in the language of w, which must be words for the
// same set. The error is that of [phrase.Words.Err].
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
