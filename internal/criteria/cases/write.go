package cases

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/spreadsheet"
)

// byteOrderMark makes spreadsheet programs decode a file as UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes cases as CSV (RFC 4180, UTF-8 with a byte order mark): their answers, and what comes
// of them. No cell is a formula. It may be tried again.
type CSV struct {
	set    *criteria.Set
	titles []string
	w      *csv.Writer
	out    io.Writer
	// items reports whether an outcome has items.
	items bool
	row   []string
}

// NewCSV returns a writer of cases, with words for the set.
func NewCSV(out io.Writer, set *criteria.Set, words *phrase.Words) *CSV {
	c := &CSV{set: set, out: out, w: csv.NewWriter(out)}
	for i := range set.Outcomes {
		c.titles = append(c.titles, spreadsheet.Harmless(words.Outcome(i)))
		c.items = c.items || len(set.Outcomes[i].Items) > 0
	}
	c.w.UseCRLF = true
	return c
}

// Write writes a case.
func (c *CSV) Write(x *Case) error {
	row := append(c.row[:0], spreadsheet.Harmless(x.Name))
	for q := range c.set.Questions {
		row = append(row, c.answer(x, q))
	}
	id, title, next, items := "", "", "", []string{}
	if o := x.Result.Outcome; o >= 0 {
		id, title = c.set.Outcomes[o].ID.V, c.titles[o]
		for _, i := range x.Result.Items {
			items = append(items, c.set.Outcomes[o].Items[i].ID.V)
		}
	}
	if x.Result.Next >= 0 {
		next = c.set.Questions[x.Result.Next].ID.V
	}
	row = append(row, id)
	if c.items {
		row = append(row, strings.Join(items, "+"))
	}
	for i := range c.set.Criteria {
		row = append(row, x.Result.Verdict(i))
	}
	row = append(row, title, spreadsheet.Harmless(x.Why), next, c.expected(x))
	c.row = row
	return c.w.Write(row)
}

// Begin writes the names of the columns, with what stands between them.
func (c *CSV) Begin(comma rune) error {
	c.w.Comma = comma
	if _, err := io.WriteString(c.out, byteOrderMark); err != nil {
		return err
	}
	row := append([]string{heading(c.set, nameColumn)}, c.set.QuestionIDs()...)
	row = append(row, heading(c.set, outcomeColumn))
	if c.items {
		row = append(row, heading(c.set, itemsColumn))
	}
	for _, id := range c.set.CriterionIDs() {
		row = append(row, verdictColumn+id)
	}
	for _, name := range []string{resultColumn, whyColumn, nextColumn, expectedColumn} {
		row = append(row, heading(c.set, name))
	}
	return c.w.Write(row)
}

// answer returns the answer to a question as a case may have it. A value is a number or a day,
// which is no formula.
func (c *CSV) answer(x *Case, q int) string {
	question := &c.set.Questions[q]
	if units, ok := x.Values[q]; ok {
		return question.Scale.Value(units).Short()
	}
	var ids []string
	for _, o := range x.Answers[q] {
		ids = append(ids, question.Options[o].ID.V)
	}
	return strings.Join(ids, "+")
}

// expected says what a case expects that isn't so.
func (c *CSV) expected(x *Case) string {
	var parts []string
	if x.Outcome >= 0 {
		parts = append(parts, outcomeColumn+": "+c.set.Outcomes[x.Outcome].ID.V)
	}
	for i := range c.set.Criteria {
		if v, ok := x.Verdicts[i]; ok {
			parts = append(parts, verdictColumn+c.set.Criteria[i].ID.V+": "+expectedName(v))
		}
	}
	return strings.Join(parts, ", ")
}

func expectedName(v criteria.Verdict) string {
	if v == criteria.Pending {
		return criteria.NotAssessed
	}
	return v.String()
}

// Close writes what is left.
func (c *CSV) Close() error {
	c.w.Flush()
	return c.w.Error()
}

// JSON writes cases as a JSON array, an object for each: {"line": 2, "case": "A", "answers":
// {"QUESTION": ["OPTION"]}, "values": {"QUESTION": "12.50"}, "outcome": "ID"|null, "items": ["ID"],
// "criteria": {"ID": "met"}, "result": "…", "why": "…", "next": "QUESTION"|null, "expected":
// {"outcome": "ID", "criteria": {"ID": "met"}}}. What is expected is there if something else comes
// of the case.
type JSON struct {
	set   *criteria.Set
	words *phrase.Words
	w     *bufio.Writer
	// mark is what stands before the next object.
	mark string
}

// NewJSON returns a writer of cases, with words for the set.
func NewJSON(out io.Writer, set *criteria.Set, words *phrase.Words) *JSON {
	return &JSON{set: set, words: words, w: bufio.NewWriter(out), mark: "[\n"}
}

// Begin does nothing: JSON has no head.
func (j *JSON) Begin(rune) error { return nil }

type expectedJSON struct {
	Outcome  string            `json:"outcome,omitempty"`
	Criteria map[string]string `json:"criteria,omitempty"`
}

// Write writes a case.
func (j *JSON) Write(x *Case) error {
	out := struct {
		Line     int                 `json:"line"`
		Case     string              `json:"case,omitempty"`
		Answers  map[string][]string `json:"answers"`
		Values   map[string]string   `json:"values,omitempty"`
		Outcome  *string             `json:"outcome"`
		Items    []string            `json:"items,omitzero"`
		Criteria map[string]string   `json:"criteria"`
		Result   string              `json:"result"`
		Why      string              `json:"why"`
		Next     *string             `json:"next"`
		Expected *expectedJSON       `json:"expected,omitempty"`
	}{Line: x.Line, Case: x.Name, Answers: map[string][]string{}, Criteria: map[string]string{}, Why: x.Why}
	for q, chosen := range x.Answers {
		question := &j.set.Questions[q]
		for _, o := range chosen {
			out.Answers[question.ID.V] = append(out.Answers[question.ID.V], question.Options[o].ID.V)
		}
		if units, ok := x.Values[q]; ok {
			if out.Values == nil {
				out.Values = map[string]string{}
			}
			out.Values[question.ID.V] = question.Scale.Value(units).Short()
		}
	}
	if o := x.Result.Outcome; o >= 0 {
		out.Outcome, out.Result = &j.set.Outcomes[o].ID.V, j.words.Outcome(o)
		if len(j.set.Outcomes[o].Items) > 0 {
			out.Items = []string{}
		}
		for _, i := range x.Result.Items {
			out.Items = append(out.Items, j.set.Outcomes[o].Items[i].ID.V)
		}
	}
	if n := x.Result.Next; n >= 0 {
		out.Next = &j.set.Questions[n].ID.V
	}
	for i := range j.set.Criteria {
		out.Criteria[j.set.Criteria[i].ID.V] = x.Result.Verdict(i)
	}
	if x.Differs() {
		out.Expected = &expectedJSON{Criteria: map[string]string{}}
		if x.Outcome >= 0 {
			out.Expected.Outcome = j.set.Outcomes[x.Outcome].ID.V
		}
		for i, v := range x.Verdicts {
			out.Expected.Criteria[j.set.Criteria[i].ID.V] = expectedName(v)
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := j.w.WriteString(j.mark + strings.TrimSuffix(b.String(), "\n"))
	j.mark = ",\n"
	return err
}

// Close writes what is left.
func (j *JSON) Close() error {
	if _, err := j.w.WriteString("\n]\n"); err != nil { // There is a case, or findings.
		return err
	}
	return j.w.Flush()
}
