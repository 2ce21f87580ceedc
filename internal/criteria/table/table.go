// Package table writes what a set of criteria means as decision tables, for people who review it: one
// of the outcomes and one for each criterion. Exactly one row of a table holds for complete answers.
package table

import (
	"strconv"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
)

// MaxRows is how many rows a table may have. Where there would be more, conditions in words say what
// the rows would.
const MaxRows = 500

// Document is the tables of a set in a language.
type Document struct {
	// Title names the set.
	Title  string
	Tables []Table
	// questions are the texts of all questions of the set.
	questions []string
	labels    labels
}

// labels are the strings around the tables.
type labels struct {
	number, subject, result, condition, any, legend, files string
}

// Table is a decision table.
type Table struct {
	// Caption says what is decided, Result is the heading of what comes out.
	Caption, Result string
	// Questions are the questions that matter, by their index in the set.
	Questions []int
	// Heads are their texts.
	Heads []string
	Rows  []Row
	// TooLarge says that there is no table, and Instead says for each result when it is reached. Else
	// they are empty.
	TooLarge string
	Instead  []phrase.When
}

// Row is a rule.
type Row struct {
	// Cells say what the answers to the table's questions are; one is empty where the question isn't
	// asked, or whatever is answered is the same.
	Cells  []string
	Result string
}

// New returns the tables of a set, from its diagrams, in the language of w, which are words for the same
// set. The error is that of [phrase.Words.Err].
func New(d *decision.Decisions, w *phrase.Words) (*Document, error) {
	b := builder{d.Set, w}
	doc := &Document{Title: w.Title(), labels: labels{
		number: w.Text("TableNumber"), subject: w.Text("TableSubject"), result: w.Text("TableResult"),
		condition: w.Text("TableCondition"), any: w.Text("TableAny"), legend: w.Text("TableLegend"),
		files: w.Text("TableFiles"),
	}}
	for _, q := range d.Set.Questions {
		doc.questions = append(doc.questions, q.Text.In(w.Lang()))
	}
	outcomes := Table{Caption: w.Text("TableOutcomes"), Result: w.Text("TableOutcome")}
	if !b.rows(&outcomes, d.Outcome, w.Outcome) {
		outcomes.Instead = w.Outcomes()
	}
	doc.Tables = append(doc.Tables, outcomes)
	verdict := func(v int) string { return w.Verdict(criteria.Verdict(v)) }
	for c := range d.Set.Criteria {
		verdicts := Table{
			Caption: w.Format("TableCriterion", struct{ Criterion string }{w.Criterion(c)}),
			Result:  w.Text("TableVerdict"),
		}
		if !b.rows(&verdicts, d.Verdicts[c], verdict) {
			verdicts.Instead = w.Verdicts(c)
		}
		doc.Tables = append(doc.Tables, verdicts)
	}
	return doc, w.Err()
}

type builder struct {
	set   *criteria.Set
	words *phrase.Words
}

// rows writes the rules of a diagram, or says that there are too many and returns false.
func (b *builder) rows(t *Table, d *decision.Diagram, result func(int) string) bool {
	if d == nil || d.Count() > MaxRows {
		t.TooLarge = b.words.Format("TableTooLarge", struct{ Rows string }{strconv.Itoa(MaxRows)})
		return false
	}
	t.Questions = d.Questions()
	for _, q := range t.Questions {
		t.Heads = append(t.Heads, b.set.Questions[q].Text.In(b.words.Lang()))
	}
	for _, rule := range d.Rules() {
		row := Row{Cells: make([]string, len(t.Questions)), Result: result(rule.Result)}
		for i, answers := range rule.Answers {
			if answers != nil {
				row.Cells[i] = b.words.Answers(t.Questions[i], answers)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return true
}
