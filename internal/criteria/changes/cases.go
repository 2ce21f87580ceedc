package changes

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diff"
	"baken.example/baken/internal/criteria/phrase"
)

// maxRows bounds the rows of all tables of a document, so that a page of changes can be read.
const maxRows = 400

// Answer is a question with the answers to it.
type Answer struct{ Question, Answer string }

// Cases says whom a change concerns: those who give one of the sets of answers.
type Cases struct {
	// All reports whether it is everybody.
	All bool
	// Common are the answers that they all give.
	Common []Answer
	// Columns are the other questions, in short forms, and Rows the answers to them: those in one
	// of the rows. An answer is empty where any will do.
	Columns []string
	Rows    [][]string
	// Example is one of the sets of answers. It is nil where Common says it all.
	Example []Answer
	// TooMany reports whether there would be too many rows, so that there is only an example.
	TooMany bool
}

// cases describes cases.
func (b *builder) cases(c *diff.Cases) Cases {
	if c.Rows == nil || len(c.Rows) > b.rows {
		return Cases{TooMany: true, Example: b.example(c.Witness)}
	}
	b.rows -= len(c.Rows)
	var questions []int
	for _, r := range c.Rows {
		for _, cell := range r {
			if !slices.Contains(questions, cell.Question) {
				questions = append(questions, cell.Question)
			}
		}
	}
	slices.Sort(questions)
	if len(questions) == 0 {
		return Cases{All: true}
	}
	out := Cases{Rows: make([][]string, len(c.Rows))}
	brief := b.Brief()
	for _, q := range questions {
		full, short := make([]string, len(c.Rows)), make([]string, len(c.Rows))
		for i, r := range c.Rows {
			at := slices.IndexFunc(r, func(cell diff.Cell) bool { return cell.Question == q })
			if at < 0 {
				continue
			}
			full[i], short[i] = b.answer(b.Words, q, &r[at]), b.answer(brief, q, &r[at])
		}
		if same(full) {
			if full[0] != "" {
				out.Common = append(out.Common, Answer{b.QuestionText(q), full[0]})
			}
			continue
		}
		out.Columns = append(out.Columns, brief.QuestionText(q))
		for i := range c.Rows {
			out.Rows[i] = append(out.Rows[i], short[i])
		}
	}
	if out.Columns == nil {
		out.Rows = nil
		out.All = out.Common == nil
		unasked := b.Text("ChangesUnasked")
		if slices.ContainsFunc(out.Common, func(a Answer) bool { return a.Answer == unasked }) {
			out.Example = b.example(c.Witness) // It says why.
		}
		return out
	}
	out.Example = b.example(c.Witness)
	return out
}

// answer renders the answers of a cell; "" if any will do. A cell without answers is for those who
// aren't asked.
func (b *builder) answer(w *phrase.Words, question int, cell *diff.Cell) string {
	if len(cell.Answers) == 0 {
		return b.Text("ChangesUnasked")
	}
	text := w.Cell(question, cell.Answers)
	if text == "" || !cell.NotAsked {
		return text
	}
	return b.Format("ChangesOrUnasked", struct{ Answers string }{text})
}

// same reports whether all texts are the same.
func same(texts []string) bool {
	return !slices.ContainsFunc(texts, func(t string) bool { return t != texts[0] })
}

// example describes the answers of one case.
func (b *builder) example(answers criteria.Answers) (out []Answer) {
	for q := range b.Union.Questions {
		var texts []string
		for _, o := range slices.Sorted(slices.Values(answers[q])) {
			texts = append(texts, b.OptionText(q, o))
		}
		if texts != nil {
			out = append(out, Answer{b.QuestionText(q), b.And(texts)})
		}
	}
	return out
}
