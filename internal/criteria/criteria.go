// Package criteria holds the criteria language: what a set of criteria asks, when each criterion is
// met, and what comes out. One definition serves the guidance, the self-check, the lawyers' table
// and the machines.
//
// # Meaning
//
// Conditions are three-valued (Kleene's strong logic): true, false or, for as long as an answer may
// still decide them, unknown. A question is asked when its ask is true. A comparison with a question
// is unknown while its ask is unknown, or while it is asked and unanswered; false when it isn't
// asked, whatever a form may still hold as its answer; else what its answer says. != and not in
// are the negations of == and in. answered(q) is false when q isn't asked, true once it is answered,
// else unknown.
//
// A criterion is pending while applies is unknown and not applicable when it is false; else met when
// met is true, unmet when unmet is true, open when both are false, else pending. A comparison with
// criteria.ID is unknown while that is pending.
//
// An outcome is reached when its when is true and every earlier one's is false. Asking stops when an
// outcome is reached and no criterion is pending: the result then speaks to every criterion, and
// nobody is asked what no longer matters.
//
// A question of type many is answered once a box is ticked. A box that is exclusive ("none of
// these") ticked beside another is a contradiction, which is no answer.
//
// Package definition makes sets of the files that editors write.
package criteria

import (
	"baken.example/baken/internal/content"
	"baken.example/baken/internal/diag"
	"baken.example/baken/internal/strictyaml"
)

// Set is one legal version of a criteria set: one file. It is immutable, and its conditions refer to
// what exists.
type Set struct {
	// File is the path from the site directory: content/criteria/collaboration.yaml.
	File string
	// Changed is the day (UTC) on which the file got its text; zero where that isn't known.
	Changed content.Date
	// ID is what pages call the set, in all its versions.
	ID content.Text
	// ValidFrom is the first day of the version, ValidTo the last; zero when no last day is known.
	ValidFrom, ValidTo content.Date
	// Title names the set for people; without one it is called by its id.
	Title content.Localized
	// LegalBasis says what the criteria rest on: Markdown.
	LegalBasis content.Localized
	Questions  []Question
	Criteria   []Criterion
	Outcomes   []Outcome
	Examples   []Example

	// Source is the file's text, for the places of what stands inside of one of its texts. It is empty
	// in a set that doesn't come from a file.
	Source []byte
}

// PosIn returns the place in the file of a byte offset of one of the set's texts, through folded,
// literal, quoted and plain scalars of several lines. The offset of the text's length is behind its end.
func (s *Set) PosIn(t content.Text, offset int) diag.Pos {
	return strictyaml.PosIn(s.Source, t, offset)
}

// Question is one question of a set. Conditions call it by its index.
type Question struct {
	ID content.Text
	// Text is the question, Hint a line of help below it: plain text.
	Text, Hint content.Localized
	// Why says why it is asked: Markdown.
	Why content.Localized
	// Many tells that several options may be chosen.
	Many bool
	// Ask is when the question is asked; nil means always. It refers to earlier questions only.
	Ask     *Condition
	Options []Option
}

// Option is an answer to choose.
type Option struct {
	ID content.Text
	// Label and Hint are plain text.
	Label, Hint content.Localized
	// Exclusive tells that the option can't stand beside another; only options of a question of type
	// many are.
	Exclusive bool
}

// Criterion is one thing that is assessed.
type Criterion struct {
	ID content.Text
	// Title is plain text.
	Title content.Localized
	// Guidance explains the criterion, LegalBasis what it rests on where that isn't the set's: Markdown.
	Guidance, LegalBasis content.Localized
	// Applies is when there is something to assess; nil means always.
	Applies *Condition
	// Met and Unmet decide the verdict; where both are false it is open. nil means never: an editor
	// has to write both.
	Met, Unmet *Condition
	// Advice says what follows from a verdict: Markdown. It may have Met, Unmet and Open.
	Advice map[Verdict]content.Localized
}

// Outcome is one of the results a check can come to.
type Outcome struct {
	ID content.Text
	// Title is plain text, Body Markdown.
	Title, Body content.Localized
	// When is the condition; nil means otherwise.
	When *Condition
}

// Example is a case that people agreed on: what must come of these answers.
type Example struct {
	// Pos is where the example stands in the file.
	diag.Pos
	Answers Answers
	// Outcome is the index of the expected outcome, or -1 where it may be any.
	Outcome int
	// Verdicts holds the expected verdicts by the index of their criterion; those not in it may be any.
	Verdicts map[int]Verdict
	// Places are where these stand.
	Places ExamplePlaces
}

// ExamplePlaces are where the parts of an example stand in the file: answers by question, verdicts by
// criterion. A part without a place is the example's own.
type ExamplePlaces struct {
	Answers  map[int]diag.Pos
	Outcome  diag.Pos
	Verdicts map[int]diag.Pos
}

// Answers are what a form holds: for each question, by its index, the indexes of the options chosen. A
// question without any is unanswered.
type Answers map[int][]int

// Verdict is what a set says of a criterion.
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

// Verdicts are those that a condition or an example may name: all but pending.
func Verdicts() []Verdict { return []Verdict{NotApplicable, Met, Unmet, Open} }

// Condition is a condition as it was written and what it means.
type Condition struct {
	// Source is the text, in the language of Expr (https://expr-lang.org), line ends as in the file.
	Source content.Text
	Root   Expr
}

// Expr is a node of a condition: [And], [Or], [Not], [Is], [Has], [Answered] or [VerdictIs].
type Expr interface{ expr() }

type (
	// And is true when all of its terms are, Or when one is.
	And struct{ Terms []Expr }
	Or  struct{ Terms []Expr }
	// Not swaps true and false.
	Not struct{ X Expr }
	// Is compares the answer to a question of one option with some of its options: q == "a", q in ["a", "b"].
	Is struct {
		Question int
		Options  []int
	}
	// Has asks whether a question of type many has an option among its answers: "a" in q.
	Has struct{ Question, Option int }
	// Answered asks whether a question that is asked has an answer: answered(q).
	Answered struct{ Question int }
	// VerdictIs compares the verdict on a criterion with some: criteria.c == "met".
	VerdictIs struct {
		Criterion int
		Verdicts  []Verdict
	}
)

func (And) expr()       {}
func (Or) expr()        {}
func (Not) expr()       {}
func (Is) expr()        {}
func (Has) expr()       {}
func (Answered) expr()  {}
func (VerdictIs) expr() {}
