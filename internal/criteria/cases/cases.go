// Package cases tries a set on many cases at once: a file of cells with a case in each row, from a
// spreadsheet program, becomes another with the outcome, the verdicts and their reasons.
//
// The first row names the columns: the ids of questions, case for the name of a case, and what is
// expected of it, outcome and criteria.ID. The columns that the result has besides are passed over,
// so that a result can be tried again after a change of the set. Where a question has the id of
// another column, that column's name begins with a full stop: .case.
//
// Cells hold the ids of options, several with +, a comma, a semicolon or a vertical bar between
// them, or values as people write them. An empty cell is no answer. A row need not be complete.
//
// Rows are read one after another, and nothing of a case is kept.
package cases

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// Names of columns, besides questions.
const (
	nameColumn     = "case"
	outcomeColumn  = "outcome"
	verdictColumn  = "criteria."
	itemsColumn    = "items"
	resultColumn   = "result"
	whyColumn      = "why"
	nextColumn     = "next"
	expectedColumn = "expected"
)

// MaxCases is the largest number of cases in a file.
const MaxCases = 1_000_000

// Case is a row of a file and what comes of it.
type Case struct {
	// Line is the row's first line in the file.
	Line int
	// Name is the name of the case; it may be empty.
	Name    string
	Answers criteria.Answers
	// Values holds the answers that are values, in the units of their scales.
	Values map[int]int64
	Result criteria.Result
	// Why says in words why the outcome and the verdicts are these, in one line.
	Why string
	// Outcome is the expected outcome where another one is the result, or -1. Verdicts are the
	// expected verdicts where there are others.
	Outcome  int
	Verdicts map[int]criteria.Verdict
}

// Differs reports whether something else comes of the case than is expected.
func (c *Case) Differs() bool { return c.Outcome >= 0 || len(c.Verdicts) > 0 }

// Source is a file of cases.
type Source struct {
	// File is the name by which findings refer to it.
	File string
	// Days is the order of the parts of a day in the language of the file: "day", "month", "year".
	Days []string
}

// Summary counts cases.
type Summary struct {
	// Cases is their number, Different the number of those of which something else comes than is
	// expected, and Open that of those without an outcome.
	Cases, Different, Open int
}

// Writer writes what comes of cases. Begin is called once, with what stands between the cells of
// the file.
type Writer interface {
	Begin(comma rune) error
	Write(*Case) error
}

// Try reads the cases of a file for the set that why is about, and writes each to out, until a row
// has a flaw: from there on it only collects findings. A caller that gets errors among these
// discards what was written. The error is that of in, of out or the context's.
func Try(ctx context.Context, why *Reasons, in io.Reader, from Source, out Writer) (s Summary, findings diag.List, err error) {
	t := trial{set: why.set, why: why, source: from}
	s, err = t.try(ctx, in, out)
	var flaw *syntaxError
	if errors.As(err, &flaw) {
		t.add(flaw.Pos, flaw.hint, "%s", flaw.message)
		err = nil
	}
	return s, t.findings, err
}

// trial is a file that is being tried.
type trial struct {
	set      *criteria.Set
	why      *Reasons
	source   Source
	findings diag.List
	columns  []column
}

// column is what a column holds.
type column struct {
	kind kind
	// index is that of the question or the criterion.
	index int
	name  string
}

type kind uint8

const (
	skipped kind = iota
	unnamed
	question
	name
	outcome
	verdict
)

func (t *trial) add(at diag.Pos, hint, format string, args ...any) {
	t.findings.Add(t.source.File, at, diag.CriteriaCase, hint, format, args...)
}

func (t *trial) try(ctx context.Context, in io.Reader, out Writer) (s Summary, err error) {
	r, err := newReader(in)
	if err != nil {
		return s, err
	}
	head, err := r.next()
	if errors.Is(err, io.EOF) {
		t.add(diag.Pos{}, "write the ids of questions in its first row, and a case in each of the others", "the file is empty")
		return s, nil
	} else if err != nil {
		return s, err
	}
	t.head(head)
	if t.findings.HasErrors() {
		return s, nil // Each row would have the same.
	}
	if err := out.Begin(r.comma); err != nil {
		return s, err
	}
	for {
		if err := ctx.Err(); err != nil {
			return s, err
		}
		row, err := r.next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return s, err
		}
		if !slices.ContainsFunc(row, func(c cell) bool { return strings.TrimSpace(c.text) != "" }) {
			continue
		}
		if s.Cases++; s.Cases > MaxCases {
			t.add(row[0].Pos, "divide the file", "the file has more than %d cases", MaxCases)
			return s, nil
		}
		c := t.row(row)
		if t.findings.HasErrors() {
			continue
		}
		if c.Differs() {
			s.Different++
		}
		if c.Result.Outcome < 0 {
			s.Open++
		}
		if c.Why, err = t.why.of(ctx, c); err != nil {
			return s, err
		}
		if err := out.Write(c); err != nil {
			return s, err
		}
	}
	if s.Cases == 0 {
		t.add(head[0].Pos, "write a case in each row below the first", "the file has no cases")
	}
	return s, nil
}

// heading returns the name of a column that isn't about a question.
func heading(set *criteria.Set, name string) string {
	if set.Question(name) >= 0 {
		return "." + name
	}
	return name
}

// head reads the names of the columns.
func (t *trial) head(row []cell) {
	known := map[string]column{}
	for _, name := range []string{itemsColumn, resultColumn, whyColumn, nextColumn, expectedColumn} {
		known[heading(t.set, name)] = column{kind: skipped}
	}
	known[heading(t.set, nameColumn)] = column{kind: name}
	known[heading(t.set, outcomeColumn)] = column{kind: outcome}
	for i, id := range t.set.CriterionIDs() {
		known[verdictColumn+id] = column{kind: verdict, index: i}
	}
	for i, id := range t.set.QuestionIDs() {
		known[id] = column{kind: question, index: i}
	}
	names := slices.Sorted(maps.Keys(known))
	seen := map[string]int{}
	questions := false
	for _, c := range row {
		text := strings.TrimSpace(c.text)
		col, ok := known[text]
		switch {
		case text == "":
			col = column{kind: unnamed}
		case !ok:
			hint := "the questions are " + diag.ListNames(t.set.QuestionIDs())
			if id := t.labelled(text); id != "" {
				hint = "write the question's id: " + id
			}
			t.add(c.Pos, hint, "there is no column %s%s", diag.Quote(diag.Shorten(text)), diag.DidYouMean(text, names))
		case seen[text] > 0:
			t.add(c.Pos, "keep one of the two", "the column %q stands here twice", text)
		}
		seen[text]++
		col.name = text
		questions = questions || col.kind == question
		t.columns = append(t.columns, col)
	}
	if !questions && !t.findings.HasErrors() {
		t.add(row[0].Pos, "the questions are "+diag.ListNames(t.set.QuestionIDs()), "no column is about a question")
	}
}

// labelled returns the id of the question with a text, in any language, or "".
func (t *trial) labelled(text string) string {
	for _, q := range t.set.Questions {
		for _, l := range q.Text {
			if strings.EqualFold(l.V, text) {
				return q.ID.V
			}
		}
		for _, l := range q.Short {
			if strings.EqualFold(l.V, text) {
				return q.ID.V
			}
		}
	}
	return ""
}

// row reads a case and evaluates it.
func (t *trial) row(row []cell) *Case {
	c := &Case{Line: row[0].Line, Answers: criteria.Answers{}, Values: map[int]int64{}, Outcome: -1, Verdicts: map[int]criteria.Verdict{}}
	places := map[int]diag.Pos{}
	before := t.findings.Len()
	for i, cell := range row {
		text := strings.TrimSpace(cell.text)
		if text == "" {
			continue
		}
		if i >= len(t.columns) || t.columns[i].kind == unnamed {
			t.add(cell.Pos, "name the column in the first row, or take this out", "%s stands in a column without a name", diag.Quote(diag.Shorten(text)))
			continue
		}
		switch col := t.columns[i]; col.kind {
		case name:
			c.Name = text
		case question:
			places[col.index] = cell.Pos
			t.answer(c, col.index, text, cell.Pos)
		case outcome:
			if c.Outcome = t.set.Outcome(text); c.Outcome < 0 {
				ids := t.set.OutcomeIDs()
				t.add(cell.Pos, "the outcomes are "+diag.ListNames(ids), "there is no outcome %s%s", diag.Quote(diag.Shorten(text)), diag.DidYouMean(text, ids))
			}
		case verdict:
			v, ok := criteria.ParseExpected(text)
			if !ok && text == criteria.Pending.String() { // As a result says of a case that is open.
				v, ok = criteria.Pending, true
			}
			if !ok {
				names := []string{criteria.NotAssessed}
				for _, v := range criteria.Verdicts() {
					names = append(names, v.String())
				}
				t.add(cell.Pos, "the verdicts are "+diag.ListNames(names), "there is no verdict %s%s", diag.Quote(diag.Shorten(text)), diag.DidYouMean(text, names))
			}
			c.Verdicts[col.index] = v
		}
	}
	if t.findings.Len() > before {
		return c
	}
	c.Result = t.set.Evaluate(c.Answers)
	for _, q := range slices.Sorted(maps.Keys(places)) {
		if !slices.Contains(c.Result.Asked, q) {
			t.unasked(c, q, places[q])
		}
	}
	if c.Outcome == c.Result.Outcome {
		c.Outcome = -1
	}
	maps.DeleteFunc(c.Verdicts, func(i int, v criteria.Verdict) bool { return c.Result.Verdicts[i] == v })
	return c
}

// unasked reports an answer to a question that isn't asked.
func (t *trial) unasked(c *Case, q int, at diag.Pos) {
	hint := "empty the cell, or correct the answers before it"
	if next := c.Result.Next; next >= 0 && next < q {
		hint = fmt.Sprintf("answer %q, which comes before it, or empty the cell", t.set.Questions[next].ID.V)
	}
	t.add(at, hint, "the question %q isn't asked with the other answers of this case", t.set.Questions[q].ID.V)
}
