package table

import (
	"strconv"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
)

// Section is a decision as people read it: the conditions in words where its table is too large, a
// table of its own for each part of a split, else one table.
type Section struct {
	// ID begins the ids of its elements.
	ID string
	// Heading names the decision, Result heads the column of results.
	Heading, Result string
	// Verdict reports whether the results are verdicts.
	Verdict bool
	// Lead says how the parts belong together; it is empty if there is one.
	Lead string
	// By is the question whose answers the parts are about; it is empty if there is one.
	By    Column
	Parts []Part
	// TooLarge and Instead are as in [Table].
	TooLarge string
	Instead  []phrase.When
}

// Part is a table of a section, or its only result.
type Part struct {
	ID string
	// Heading names the answers that the part is about, Title the question too. They are empty if
	// the section has one part.
	Heading, Title string
	// Columns are the questions whose answers differ.
	Columns []Column
	// Rows is one row without cells if there are no columns.
	Rows []PartRow
}

// Column is a column of answers. Brief is the short form of Text, or the same.
type Column struct{ Brief, Text string }

// PartRow is a row of a part.
type PartRow struct {
	// Number is the number of the row in the section, from 1.
	Number int
	// ID is the id of the row, which depends on its answers alone.
	ID string
	// Cells holds the answers to the questions of the columns, in short forms. A cell is empty if
	// the question isn't asked, or any answer will do.
	Cells []string
	Result
	// Example reports whether an example of the set is in the row of outcomes.
	Example bool
}

// Result is an outcome or a verdict, and its kind: Met, Unmet, Open, NotApplicable, or Pending
// where it has none.
type Result struct {
	Text string
	Kind criteria.Verdict
	// Line is the line in the set's file at which its outcome or criterion begins; 0 if it isn't
	// known.
	Line int
}

// section returns a decision with its diagram and what to say where there are too many rows. of is
// its name, which its rows are named after.
func (b *builder) section(t *Table, id, of string, d *decision.Diagram, result func(int) Result) Section {
	s := Section{ID: id, Heading: t.Caption, Result: t.Result, TooLarge: t.TooLarge, Instead: t.Instead}
	if t.Instead != nil {
		return s
	}
	var examples []criteria.Example
	if d == b.decisions.Outcome {
		examples = b.set.Examples
	}
	split := b.decisions.Split(d)
	if split == nil {
		s.Parts = []Part{b.part(s.ID, of, nil, nil, d, 0, result, examples)}
		return s
	}
	q := &b.set.Questions[split.Question]
	s.By = b.column(split.Question)
	s.Lead = b.words.Format("TableSplit", struct{ Question string }{b.brief.Question(split.Question)})
	if q.Ask != nil {
		s.Lead += " " + b.words.Format("TableSplitAsked", struct{ Condition string }{b.brief.Plain(q.Ask)})
	}
	number := 0
	for i := range split.Parts {
		p := &split.Parts[i]
		part := b.part(s.ID+":"+strconv.Itoa(i+1), of, split, p, p.Diagram, number, result, within(examples, split.Question, p))
		part.Heading, part.Title = b.brief.Part(split, p), b.brief.PartTitle(split, p)
		s.Parts = append(s.Parts, part)
		number += p.Count()
	}
	return s
}

// part returns the table of a diagram, which is that of a part of a split unless that is nil, with
// marks of the examples that belong to it. Rows are numbered from number+1.
func (b *builder) part(
	id, of string, split *decision.Split, among *decision.Part, d *decision.Diagram, number int, result func(int) Result,
	examples []criteria.Example,
) Part {
	p := Part{ID: id}
	questions := d.Questions()
	for _, q := range questions {
		p.Columns = append(p.Columns, b.column(q))
	}
	for i, rule := range d.Rules() {
		row := PartRow{Number: number + i + 1, ID: b.id(b.names.name(b.set, of, split, among, questions, rule)), Cells: make([]string, len(questions)), Result: result(rule.Result)}
		row.Example = holding(examples, questions, &rule) > 0
		for j, answers := range rule.Answers {
			if answers != nil {
				row.Cells[j] = b.brief.Cell(questions[j], answers)
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

func (b *builder) column(question int) Column {
	return Column{b.brief.QuestionText(question), b.words.QuestionText(question)}
}

// outcome returns an outcome with its kind.
func (b *builder) outcome(i int) Result {
	r := Result{Text: b.words.Outcome(i)}
	if i != decision.None {
		r.Line = b.set.Outcomes[i].ID.Line
		if b.decisions.Kinds != nil {
			r.Kind = b.decisions.Kinds[i]
		}
	}
	return r
}

// verdict returns a verdict on a criterion.
func (b *builder) verdict(i, criterion int) Result {
	return Result{b.words.Verdict(criteria.Verdict(i)), criteria.Verdict(i), b.set.Criteria[criterion].ID.Line}
}

// Combinations are the combinations of verdicts that lead to the outcomes. The first row that fits
// decides.
type Combinations struct {
	// ID begins the ids of its elements.
	ID, Heading, Lead string
	// Criteria are the titles of the criteria that some outcome depends on.
	Criteria []string
	// Rest heads the column of conditions on answers; empty if there are none.
	Rest string
	Rows []CombinationRow
}

// CombinationRow is a row of [Combinations].
type CombinationRow struct {
	// ID is the id of the row: that of its outcome, with a number from the second row of that on.
	ID string
	Result
	// Outcome is the index of the outcome.
	Outcome int
	// Verdicts are in the order of the criteria; a cell is empty if any verdict will do.
	Verdicts []string
	// Rest is the condition on answers in words, HTML the same as HTML.
	Rest, HTML string
}

// combinations returns the combinations of verdicts, or nil if there are none or too many.
func (b *builder) combinations() *Combinations {
	list := phrase.Combinations(b.set)
	if list == nil {
		return nil
	}
	c := &Combinations{ID: b.id("verdicts"), Heading: b.words.Text("TableCombinations"), Lead: b.words.Text("TableFirst")}
	var columns []int
	for i := range b.set.Criteria {
		for _, x := range list {
			if x.Verdicts[i] != nil {
				columns = append(columns, i)
				c.Criteria = append(c.Criteria, b.set.Criteria[i].Title.In(b.words.Lang()))
				break
			}
		}
	}
	for _, x := range list {
		row := CombinationRow{ID: b.combinationID(x.Outcome, c.Rows), Result: b.outcome(x.Outcome), Outcome: x.Outcome, Verdicts: make([]string, len(columns))}
		for j, i := range columns {
			var texts []string
			for _, v := range x.Verdicts[i] {
				texts = append(texts, b.words.Verdict(v))
			}
			row.Verdicts[j] = b.words.Or(texts)
		}
		if x.Rest != nil {
			row.Rest, row.HTML = b.brief.Plain(x.Rest), b.brief.HTML(x.Rest)
			c.Rest = b.words.Text("TableRest")
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

// id returns the id of a part of the document. Its colons rule out a collision with a heading's.
func (b *builder) id(of string) string { return "table:" + b.words.Name() + ":" + of }

// combinationID returns the id of the next row of an outcome after others.
func (b *builder) combinationID(outcome int, before []CombinationRow) string {
	id, n := b.id("outcome:"+b.set.Outcomes[outcome].ID.V), 1
	for _, r := range before {
		if r.Outcome == outcome {
			n++
		}
	}
	if n > 1 {
		id += ":" + strconv.Itoa(n)
	}
	return id
}
