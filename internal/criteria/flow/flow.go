// Package flow renders the decision diagram of a set's outcome, as drawings (SVG) in which each
// question has cells for its answers, with lines to the next question that matters, and as the
// equivalent list of steps: the alternative for screen readers, small screens and terminals.
//
// A diagram that doesn't fit a page is split by the answers to one question, as the decision table
// is, and what doesn't fit then is drawn on several sheets. Steps are numbered in the order in
// which they are drawn, through all parts; a way to a step that isn't in the next row names its
// number.
package flow

import (
	"strconv"

	"baken.example/baken/internal/criteria"
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
	// Lead says how the parts belong together; it is empty if there is one.
	Lead string
	// Parts are the diagrams; there are none if there are too many steps.
	Parts []Part
	// Ends says what the drawings leave out of the outcomes.
	Ends Ends
	// TooLarge is the message that there are too many steps, and Instead holds the conditions of
	// the outcomes. They are empty if there are Parts.
	TooLarge string
	Instead  []phrase.When

	lang  string
	words *phrase.Words
	label string
	colon string
	kinds map[criteria.Verdict]string
}

// Part is a diagram: the whole, or the one of a part of a split.
type Part struct {
	// Heading names the answers that the part is about, Title the question too. They are empty if
	// there is one part.
	Heading, Title string
	// Steps are in the order in which they are drawn, which is topological. There are none if all
	// answers have the same outcome, which is End then.
	Steps []Step
	End   Outcome

	sheets []*sheet
}

// Step is a question and the ways on from it.
type Step struct {
	// Number is the number of the step, from 1 for the first of the flow.
	Number int
	// Question is the short form of the question, if it has one.
	Question string
	Ways     []Way
}

// Way is an edge: some of the answers to a question, and the next step or the outcome.
type Way struct {
	Answers string
	// To is the index of the next step in the part, or -1 if the way ends at Outcome.
	To int
	Outcome
}

// Outcome is an outcome and its kind: Met, Unmet, Open or, where it has none, Pending. Name is the
// word for the kind.
type Outcome struct {
	Title, Name string
	Kind        criteria.Verdict
}

// Drawn reports whether there is a drawing of a set.
func Drawn(d *decision.Decisions) bool {
	return d.Outcome != nil && len(d.Outcome.Nodes) > 0 && len(d.Outcome.Nodes) <= MaxSteps
}

// New returns the flow for the diagrams of a set, in the language of w, which must be words for the
// same set. The error is that of [phrase.Words.Err].
func New(d *decision.Decisions, w *phrase.Words) (*Flow, error) {
	f := &Flow{
		ID: w.Name(), Title: w.Title(), lang: w.Lang(), words: w,
		colon: w.Colon(),
		label: w.Format("FlowTitle", struct{ Set string }{w.Quote(w.Title())}),
		kinds: map[criteria.Verdict]string{
			criteria.Met: w.Text("TableKindMet"), criteria.Unmet: w.Text("TableKindUnmet"), criteria.Open: w.Text("TableKindOpen"),
		},
	}
	if d.Outcome == nil || len(d.Outcome.Nodes) > MaxSteps {
		f.TooLarge = w.Text("FlowTooLarge")
		f.Instead = w.Outcomes()
		return f, w.Err()
	}
	f.Ends = newEnds(d, w)
	b := builder{f, d, w, w.Brief()}
	whole := b.part(d.Outcome, 0)
	split := d.Split(d.Outcome)
	if split == nil || len(whole.sheets) < 2 {
		f.Parts = []Part{whole}
		return f, w.Err()
	}
	f.Lead = w.Format("FlowSplit", struct{ Question string }{w.Question(split.Question)})
	if ask := d.Set.Questions[split.Question].Ask; ask != nil {
		f.Lead += " " + w.Format("TableSplitAsked", struct{ Condition string }{b.brief.Plain(ask)})
	}
	number := 0
	for i := range split.Parts {
		p := b.part(split.Parts[i].Diagram, number)
		p.Heading, p.Title = b.brief.Part(split, &split.Parts[i]), b.brief.PartTitle(split, &split.Parts[i])
		number += len(p.Steps)
		f.Parts = append(f.Parts, p)
	}
	return f, w.Err()
}

type builder struct {
	flow      *Flow
	decisions *decision.Decisions
	// words has the full texts, brief the short forms.
	words, brief *phrase.Words
}

// part returns a diagram, laid out. Its steps are numbered from number+1.
func (b *builder) part(d *decision.Diagram, number int) Part {
	p := Part{}
	if len(d.Nodes) == 0 {
		p.End = b.outcome(d.Ends[0])
		return p
	}
	for _, n := range d.Nodes {
		step := Step{Question: b.brief.QuestionText(n.Question)}
		for _, e := range n.Edges {
			way := Way{Answers: b.brief.Cell(n.Question, e.Answers), To: e.To}
			if result, ok := d.IsEnd(e.To); ok {
				way.To, way.Outcome = -1, b.outcome(result)
			}
			step.Ways = append(step.Ways, way)
		}
		p.Steps = append(p.Steps, step)
	}
	p.layOut(number)
	return p
}

func (b *builder) outcome(i int) Outcome {
	o := Outcome{Title: b.words.Outcome(i)}
	if i != decision.None && b.decisions.Kinds != nil {
		o.Kind = b.decisions.Kinds[i]
		o.Name = b.flow.kinds[o.Kind]
	}
	return o
}

// label returns the reference to a step: "→ 14".
func (p *Part) label(step int) string { return "→ " + strconv.Itoa(p.Steps[step].Number) }
