package examples

import (
	"fmt"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mutation"
	"baken.example/baken/internal/criteria/phrase"
)

const (
	// maxShown bounds the parts that a comment names, maxLine the length of its lines.
	maxShown = 3
	maxLine  = 100
)

// YAML returns suggestions as items for the list of examples in the set's file, with comments in
// the language of w about what each shows. The error is that of [phrase.Words.Err].
func YAML(set *criteria.Set, suggestions []Suggestion, w *phrase.Words) ([]byte, error) {
	l := layoutOf(set.Source)
	v := words{set: set, Words: w.Brief()}
	var b []byte
	if !l.listed {
		b = append(b, "examples:"+l.end...)
	}
	for i := range suggestions {
		b = l.append(b, set, &suggestions[i].Example, v.comment(&suggestions[i]))
	}
	return b, w.Err()
}

// words says what an example shows.
type words struct {
	*phrase.Words
	set *criteria.Set
}

// comment returns the lines of a comment on a suggestion.
func (w *words) comment(s *Suggestion) (lines []string) {
	for i := range s.Shows {
		if i == maxShown {
			lines = w.wrap(lines, w.Format("ExampleMore", struct{ Number int }{len(s.Shows) - i}))
			break
		}
		lines = w.wrap(lines, w.shows(&s.Shows[i], s.Answers))
	}
	var subjects []string
	seen := map[mutation.Place]bool{}
	for _, m := range s.Kills {
		if !seen[m.Place] {
			seen[m.Place] = true
			subjects = append(subjects, w.Format("ExampleLine", struct {
				Subject string
				Line    int
			}{w.subject(m.Place), m.Pos.Line}))
		}
	}
	if len(subjects) > maxShown {
		more := w.Format("ExampleMore", struct{ Number int }{len(subjects) - maxShown})
		subjects = append(subjects[:maxShown], more)
	}
	if len(subjects) > 0 {
		lines = w.wrap(lines, w.Format("ExampleCatches", struct{ Subjects string }{strings.Join(subjects, "; ")}))
	}
	return lines
}

// shows says that a part of a condition, as it is with its value, alone decides it. The part
// doesn't mention that its question might not be asked if that is answered.
func (w *words) shows(p *Part, answers criteria.Answers) string {
	e := p.Expr
	if !p.Value {
		e = criteria.Not{X: e}
	}
	question := -1
	switch e := p.Expr.(type) {
	case criteria.Is:
		question = e.Question
	case criteria.Has:
		question = e.Question
	}
	var given []*criteria.Condition
	if question >= 0 && answers[question] != nil && w.set.Questions[question].Ask != nil {
		given = append(given, w.set.Questions[question].Ask)
	}
	condition := w.Plain(&criteria.Condition{Root: e}, given...)
	return w.Format("ExampleShows", struct{ Subject, Condition string }{w.subject(p.Place), condition})
}

// subject returns what a condition or a mark decides.
func (w *words) subject(p mutation.Place) string {
	format := func(id, name string) string { return w.Format(id, struct{ Name string }{name}) }
	switch p.Kind {
	case mutation.Definition:
		return format("ExampleDefinition", w.set.Definitions[p.Index].ID.V)
	case mutation.Ask:
		return format("ExampleAsk", w.Question(p.Index))
	case mutation.SetApplies:
		return w.Text("ExampleSetApplies")
	case mutation.Applies:
		return format("ExampleApplies", w.Criterion(p.Index))
	case mutation.Met, mutation.Unmet:
		return format("ExampleVerdict", w.Criterion(p.Index))
	case mutation.When:
		return format("ExampleOutcome", w.Quote(w.Outcome(p.Index)))
	case mutation.Item:
		return format("ExampleItem", w.Quote(w.Outcome(p.Index)))
	case mutation.Unsure:
		return w.Format("ExampleUnsure", struct{ Name, Option string }{w.Question(p.Index), w.Option(p.Index, p.Part)})
	case mutation.Final:
		return format("ExampleFinal", w.Quote(w.Outcome(p.Index)))
	}
	panic(fmt.Sprintf("examples: a place of kind %d", p.Kind))
}

// wrap appends a text to lines, in as many as it takes.
func (w *words) wrap(lines []string, text string) []string {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+len([]rune(word)) >= maxLine {
			lines = append(lines, line)
			line = " "
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
