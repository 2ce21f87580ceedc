// Package criteria is the model of the criteria language: the questions of a set, the verdicts on
// its criteria and its outcomes. One definition serves the guidance, the self-check, the lawyers'
// table and the published JSON.
//
// # Meaning
//
// Conditions are three-valued (Kleene's strong logic): true, false or, for as long as an answer may
// still decide them, unknown. A question is asked when its ask is true. A comparison with a
// question is unknown while its ask is unknown, or while it is asked and unanswered; false when it
// isn't asked, even if the form still holds a stale answer; otherwise its answer decides. != and
// not in are the negations of == and in. answered(q) is false when q isn't asked, true once it is
// answered, else unknown.
//
// An option may be for readers who don't know (unsure). Once it is the answer, comparisons that
// name it are true or false, and all others with that question are unknown, and settled: no answer
// is waited for. Settledness goes by parts. A comparison is settled when its question's ask is, and
// the question isn't asked or is answered; "not x" when x is; "and" when one part is false or all
// are settled; "or" when one is true or all are settled. What is true or false is always settled,
// and without such options nothing else is.
//
// A criterion is not applicable when applies is false. When applies is unknown it is open if that
// is settled, else pending. Else it is met when met is true, unmet when unmet is true, open when
// both are settled, else pending. A comparison with criteria.ID is unknown while that is pending.
//
// An outcome is reached when its when is true and every earlier one's is settled and not true; an
// item is part of it when its own when is true. Asking stops when an outcome is reached, its items
// are settled, and no criterion is pending or the outcome is final: the result then covers all that
// matters, and no question is asked whose answer no longer does. A criterion that is pending then
// isn't assessed.
//
// A set may apply to some readers only. Where its applies is false, asking stops with the outcome
// for others, and no criterion applies; while it is unknown, no outcome is reached, and no
// criterion is decided other than that it isn't applicable. Where it is unknown and settled, those
// that would apply are open.
//
// A question of type many is answered once a box is ticked. A box that is exclusive ("none of
// these") ticked beside another is a contradiction, which is no answer.
//
// A count of conditions is the number of true ones. It lies between the number of those that are
// true and the number of those that aren't false; a comparison with it is true, or false, if it is
// so for every number in between, else unknown. unmet: otherwise is the negation of met. A
// definition stands for its condition.
//
// Package definition reads sets from the files that editors write.
package criteria

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/license"
	"baken.example/baken/internal/strictyaml"
)

// Set is one legal version of a criteria set: one file. It is immutable, and every index in its
// conditions is valid.
type Set struct {
	// File is the path from the site directory: content/criteria/collaboration.yaml.
	File string
	// Changed is the day (UTC) on which the file's content last changed; zero if it isn't known.
	Changed content.Date
	// ID is the name by which pages refer to the set; all its versions have it.
	ID content.Text
	// ValidFrom is the first day of the version, ValidTo the last; each is zero if there is none.
	// One without a first day is the first version.
	ValidFrom, ValidTo content.Date
	// LastDay is the position of ValidTo in the file.
	LastDay diag.Pos
	// Title is the set's display name; without one its id is displayed.
	Title content.Localized
	Basis
	// License is the license of the set's own; if it isn't set, the site's holds.
	License license.License
	// Texts are texts about this version of the rules for pages to show.
	Texts []Text
	// Constants are the named values. The conditions of the set hold them already.
	Constants []Constant
	// Named are the names of the site's values that the texts of the set use.
	Named []string
	// Definitions are the named conditions. The conditions of the set hold them already.
	Definitions []Definition
	Questions   []Question
	// Applies is the condition under which the set is for a reader; nil means always. Where it is
	// false, the outcome is Otherwise, an index of Outcomes.
	Applies   *Condition
	Otherwise int
	Criteria  []Criterion
	Outcomes  []Outcome
	Examples  []Example

	// Source is the file's text, from which [Set.PosIn] computes positions inside scalars. It is
	// empty in a set that isn't read from a file.
	Source []byte
	// Inserted are the texts in which the values of constants were put, with what is written in the
	// file; nil if there are none.
	Inserted map[content.Text]Inserted
}

// Inserted is the source of a text that holds values of constants.
type Inserted struct {
	// Written is the text in the file, with directives.
	Written string
	// Places are the values, in the order of the text.
	Places []InsertedPlace
}

// InsertedPlace is a value in a text, at an offset and of a size in bytes, and the offsets of its
// directive in what is written.
type InsertedPlace struct{ At, Size, From, To int }

// Text is a text that pages show by its id.
type Text struct {
	ID content.Text
	// Body is Markdown.
	Body content.Localized
}

// Constant is a value with a name, which conditions and texts may use.
type Constant struct {
	ID content.Text
	Value
	// Used reports whether a condition or a text of the set refers to it.
	Used bool
}

// Definition is a condition with a name, which later conditions of the set may use.
type Definition struct {
	ID        content.Text
	Condition *Condition
}

// PosIn returns the position in the file of a byte offset in one of the set's texts, through
// folded, literal, quoted and plain scalars of several lines. The offset len(t.V) is the text's
// end.
func (s *Set) PosIn(t content.Text, offset int) diag.Pos {
	if in, ok := s.Inserted[t]; ok {
		offset = in.offset(offset)
		t.V = in.Written
	}
	return strictyaml.PosIn(s.Source, t, offset)
}

// offset returns the offset in what is written of an offset in the text.
func (in Inserted) offset(offset int) int {
	shift := 0
	for _, p := range in.Places {
		if offset < p.At {
			break
		}
		if offset < p.At+p.Size {
			return p.From
		}
		shift = p.To - (p.At + p.Size)
	}
	return offset + shift
}

// Question is one question of a set. Conditions refer to it by its index.
type Question struct {
	ID content.Text
	// Text is the question: plain text. Hint is a line of help below it: Markdown without blocks.
	Text, Hint content.Localized
	// Short is a short form of the question, for reasons, tables and diagrams: plain text. It may
	// be nil; see [Question.Brief].
	Short content.Localized
	// Error is the message for a reader who continues without an answer: plain text. It may be
	// nil.
	Error content.Localized
	// Why explains why it is asked: Markdown.
	Why content.Localized
	Basis
	// Many reports whether several options may be chosen (type many, rather than one).
	Many bool
	// Scale is the range of a question of type number, money or date; nil for others.
	Scale *Scale
	// Unit is what a number counts or measures, such as people or m²: plain text. It may be nil.
	Unit content.Localized
	// Ask is the condition under which the question is asked; nil means always. It refers to
	// earlier questions only.
	Ask     *Condition
	Options []Option
	// Groups are the options under headings, in the order of the options. Those before the first
	// one, between two or after the last are in none.
	Groups []Group
}

// Group is a number of successive options under a heading.
type Group struct {
	// Heading is plain text.
	Heading content.Localized
	// First is the index of the first option, End that after the last. The group has an option.
	First, End int
}

// Option is one of the answers to a question.
type Option struct {
	ID content.Text
	// Label is plain text, Hint a line of help: Markdown without blocks.
	Label, Hint content.Localized
	// Guidance explains the option: Markdown.
	Guidance content.Localized
	// Short is a short form of the label: plain text. It may be nil; see [Option.Brief].
	Short content.Localized
	// Exclusive reports whether the option excludes every other one. It is false except in
	// questions of type many.
	Exclusive bool
	// Unsure reports whether the option is for readers who don't know: it decides no comparison
	// but one that names it.
	Unsure bool
}

// Criterion is one thing that is assessed.
type Criterion struct {
	ID content.Text
	// Title is plain text.
	Title content.Localized
	// Guidance explains the criterion: Markdown.
	Guidance content.Localized
	// Basis is the criterion's own; without one, the set's holds for it.
	Basis
	// Applies is the condition under which the criterion is assessed; nil means always.
	Applies *Condition
	// Met and Unmet decide the verdict; where both are false it is open. nil means never;
	// definitions have both.
	Met, Unmet *Condition
	// Otherwise reports whether Unmet is written as otherwise: it is the negation of Met then.
	Otherwise bool
	// Advice holds the next steps after a verdict: Markdown. Its keys may be Met, Unmet and Open.
	Advice map[Verdict]content.Localized
}

// Outcome is one of the possible results of a check.
type Outcome struct {
	ID content.Text
	// Title is plain text, Body Markdown.
	Title, Body content.Localized
	Basis
	// When is the condition; nil means otherwise.
	When *Condition
	// Final reports whether asking ends once the outcome is reached.
	Final bool
	// Items are the parts of the result.
	Items []Item
}

// Item is a part of an outcome.
type Item struct {
	ID content.Text
	// Text is Markdown.
	Text content.Localized
	// When is the condition under which the item is part of the outcome; nil means always.
	When *Condition
}

// Example is a test case: answers, with the outcome and the verdicts expected of them.
type Example struct {
	// Pos is the example's position in the file.
	diag.Pos
	Answers Answers
	// Values holds the answers that are values, in the units of [Value]: Answers holds their
	// intervals.
	Values map[int]int64
	// Outcome is the index of the expected outcome, or -1 if any will do.
	Outcome int
	// Verdicts holds expected verdicts by the index of their criterion. Any verdict will do on a
	// criterion that isn't in it.
	Verdicts map[int]Verdict
	// Items holds the indexes of the items that are expected to be part of the outcome; nil if any
	// will do.
	Items []int
	// Places holds the positions of its parts.
	Places ExamplePlaces
}

// ExamplePlaces holds the positions of an example's parts in the file: answers by question,
// verdicts by criterion. A part without a position has the example's.
type ExamplePlaces struct {
	Answers  map[int]diag.Pos
	Outcome  diag.Pos
	Verdicts map[int]diag.Pos
	Items    diag.Pos
}

// Answers is the state of a form: the indexes of the chosen options, by the index of their
// question. A question without any is unanswered.
type Answers map[int][]int

// Verdict is the assessment of a criterion.
type Verdict uint8

// The verdicts.
const (
	Pending Verdict = iota
	NotApplicable
	Met
	Unmet
	Open
)

var verdictNames = [...]string{Pending: "pending", NotApplicable: "not_applicable", Met: "met", Unmet: "unmet", Open: "open"}

// String returns the name that conditions, examples and JSON use: "met", "not_applicable".
func (v Verdict) String() string { return verdictNames[v] }

// Verdicts returns the verdicts that a condition or an example may name: all but pending.
func Verdicts() []Verdict { return []Verdict{NotApplicable, Met, Unmet, Open} }

// Condition is a condition: its text and its syntax tree.
type Condition struct {
	// Source is the text, in the language of Expr (https://expr-lang.org), with the file's line
	// endings.
	Source content.Text
	Root   Expr
}

// Expr is a node of a condition: [And], [Or], [Not], [Count], [Is], [Has], [Answered] or
// [VerdictIs].
type Expr interface{ expr() }

type (
	// And is the conjunction of its terms, Or their disjunction.
	And struct{ Terms []Expr }
	Or  struct{ Terms []Expr }
	// Not is the negation of X.
	Not struct{ X Expr }
	// Count is true if at least Least and at most Most of its terms are true:
	// count(x, y, z) >= 2 has the least 2 and the most 3.
	Count struct {
		Terms       []Expr
		Least, Most int
	}
	// Is compares the answer to a question of type one with some of its options:
	// q == "a", q in ["a", "b"].
	Is struct {
		Question int
		Options  []int
	}
	// Has is true if an option of a question of type many is chosen: "a" in q.
	Has struct{ Question, Option int }
	// Answered is true if a question is asked and has an answer: answered(q).
	Answered struct{ Question int }
	// VerdictIs compares the verdict on a criterion with some verdicts: criteria.c == "met".
	VerdictIs struct {
		Criterion int
		Verdicts  []Verdict
	}
)

func (And) expr()       {}
func (Or) expr()        {}
func (Not) expr()       {}
func (Count) expr()     {}
func (Is) expr()        {}
func (Has) expr()       {}
func (Answered) expr()  {}
func (VerdictIs) expr() {}

// Terms returns the nodes that a node of a condition consists of: nil for a comparison.
func Terms(e Expr) []Expr {
	switch e := e.(type) {
	case And:
		return e.Terms
	case Or:
		return e.Terms
	case Not:
		return []Expr{e.X}
	case Count:
		return e.Terms
	}
	return nil
}
