// Package table renders a proven set as decision tables for its reviewers, as HTML, CSV and text:
// one table for the outcomes and one for each criterion. Exactly one row of a table holds for
// complete answers. In HTML and text, a large table is split by the answers to one question into
// tables of which exactly one has exactly one such row; and the combinations of verdicts that lead
// to each outcome come first.
package table

import (
	"slices"
	"strconv"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/phrase"
)

// MaxRows bounds the rows of a table. A larger one is replaced by the conditions in words.
const MaxRows = 500

// Document holds the tables of a set in a language.
type Document struct {
	// Title is the set's title.
	Title string
	// Tables are the whole tables, in full texts, as for a spreadsheet.
	Tables []Table
	// Combinations are the outcomes by verdicts; nil if there are none.
	Combinations *Combinations
	// Sections are the tables as people read them, in the order of Tables.
	Sections []Section
	// Kinds reports whether outcomes have kinds.
	Kinds bool
	// questions holds the texts of all questions of the set.
	questions []string
	// full is the id of the list of questions.
	full string
	// Groups are the groups of options, by which cells may name all options of one.
	Groups []Group
	// grouped is the id of their list.
	grouped string
	// Grounds are what the set and its parts rest on, for the table in a terminal: pages that show
	// the criteria have them, with links.
	Grounds []Ground
	// Covered explains the marks of rows that examples are in; it is empty if the set has none.
	Covered string
	// Marked reports whether HTML has the marks, too: a published page has no room for them.
	Marked bool
	// Edit returns the URL where a line of the set's file can be edited, or "" if there is none:
	// HTML has a link to it in each row. It may be nil.
	Edit   func(line int) string
	labels labels
}

// labels holds the UI strings around the tables.
type labels struct {
	number, subject, result, condition, any, legend, files, examples string
	outcome, full, groups, grounds, colon                            string
	// edit names the link that edits a line.
	edit func(line int) string
	// kinds are the words for the kinds of outcomes, meanings say what they mean.
	kinds, meanings map[criteria.Verdict]string
}

// Table is a decision table.
type Table struct {
	// Caption names the decision, Result heads the column of results.
	Caption, Result string
	// Questions holds the indexes of the questions that matter, one for each column.
	Questions []int
	// Heads holds their texts.
	Heads []string
	Rows  []Row
	// TooLarge is the message that the table is too large, and Instead holds the conditions of its
	// results. They are empty if there are Rows. A table of the parts of an outcome, of which
	// several may hold, has conditions, and no message.
	TooLarge string
	Instead  []phrase.When
}

// Row is a rule of a decision table.
type Row struct {
	// Cells holds the answers to the table's questions. A cell is empty if the question isn't
	// asked, or any answer will do.
	Cells  []string
	Result string
	// Examples is the number of examples of the set that are in the row.
	Examples int
}

// New returns the tables for the diagrams of a set, in the language of w, which must be words for
// the same set. The error is that of [phrase.Words.Err].
func New(d *decision.Decisions, w *phrase.Words) (*Document, error) {
	b := builder{d.Set, d, w, w.Brief(), rowNames{map[string]bool{}}}
	doc := &Document{Title: w.Title(), labels: labels{
		number: w.Text("TableNumber"), subject: w.Text("TableSubject"), result: w.Text("TableResult"),
		condition: w.Text("TableCondition"), any: w.Text("TableAny"), legend: w.Text("TableLegend"),
		files: w.Text("TableFiles"), examples: w.Text("TableExamples"), outcome: w.Text("TableOutcome"), full: w.Text("TableFull"), groups: w.Text("TableGroups"), grounds: w.Text("CriteriaBasis"), colon: w.Colon(),
		kinds: map[criteria.Verdict]string{
			criteria.Met: w.Text("TableKindMet"), criteria.Unmet: w.Text("TableKindUnmet"), criteria.Open: w.Text("TableKindOpen"),
		},
		meanings: map[criteria.Verdict]string{
			criteria.Met: w.Text("TableMeansMet"), criteria.Unmet: w.Text("TableMeansUnmet"), criteria.Open: w.Text("TableMeansOpen"),
		},
		edit: func(line int) string { return w.Format("WordsEdit", struct{ Line int }{line}) },
	}, Kinds: d.Kinds != nil}
	for _, q := range d.Set.Questions {
		doc.questions = append(doc.questions, q.Text.In(w.Lang()))
	}
	outcomes := Table{Caption: w.Text("TableOutcomes"), Result: w.Text("TableOutcome")}
	if !b.rows(&outcomes, d.Outcome, w.Outcome) {
		outcomes.Instead = w.Outcomes()
	}
	doc.Tables = append(doc.Tables, outcomes)
	doc.full, doc.grouped = b.id("questions"), b.id("groups")
	doc.Groups = b.groups()
	doc.Grounds = b.grounds()
	doc.Combinations = b.combinations()
	doc.Sections = append(doc.Sections, b.section(&outcomes, b.id("answers"), "", d.Outcome, b.outcome))
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
		section := b.section(&verdicts, b.id("criterion:"+strconv.Itoa(c+1)), d.Set.Criteria[c].ID.V, d.Verdicts[c],
			func(v int) Result { return b.verdict(v, c) })
		section.Verdict = true
		doc.Sections = append(doc.Sections, section)
	}
	b.items(doc)
	doc.Covered = b.covered(doc)
	return doc, w.Err()
}

// items adds a table of the parts of each outcome that has some: when each is part of it.
func (b *builder) items(doc *Document) {
	for o := range b.set.Outcomes {
		items := b.words.Items(o)
		if items == nil {
			continue
		}
		t := Table{
			Caption: b.words.Format("TableItems", struct{ Outcome string }{b.words.Quote(b.words.Outcome(o))}),
			Result:  b.words.Text("TableItem"), Instead: items,
		}
		doc.Tables = append(doc.Tables, t)
		doc.Sections = append(doc.Sections, Section{
			ID: b.id("items:" + strconv.Itoa(o+1)), Heading: t.Caption, Result: t.Result, Instead: items,
		})
	}
}

// ByVerdicts returns the document without the outcomes by answers and the parts of outcomes.
func (d *Document) ByVerdicts() *Document {
	part := *d
	part.Sections = slices.DeleteFunc(slices.Clone(d.Sections), func(s Section) bool { return !s.Verdict })
	return &part
}

// ByAnswers returns the document without the verdicts: neither what they lead to nor what they
// follow from.
func (d *Document) ByAnswers() *Document {
	part := *d
	part.Combinations = nil
	part.Sections = slices.DeleteFunc(slices.Clone(d.Sections), func(s Section) bool { return s.Verdict })
	return &part
}

type builder struct {
	set       *criteria.Set
	decisions *decision.Decisions
	// words has the full texts, brief the short forms.
	words, brief *phrase.Words
	names        rowNames
}

// rows adds the rules of a diagram to t. If there are too many it sets t.TooLarge and returns
// false.
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
		row := Row{Cells: make([]string, len(t.Questions)), Result: result(rule.Result), Examples: holding(b.set.Examples, t.Questions, &rule)}
		for i, answers := range rule.Answers {
			if answers != nil {
				row.Cells[i] = b.words.Answers(t.Questions[i], answers)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return true
}
