// Package diff compares two versions of a criteria set, exactly, for every possible set of answers:
// for whom the outcome, a verdict or a part of the outcome differs, and for whom a question is
// asked on one side only.
//
// # Cases
//
// A reader answers one question after the other, in the order of a side, until asking stops there.
// A case is a possible set of answers to the questions that are asked on at least one side: a
// question that one side lacks or doesn't ask is free there. Counts are counts of cases, and shares
// are shares of all cases. An interval of a question about a number, an amount or a day is one
// answer, so a share isn't a share of people.
//
// # Questions of both sides
//
// Questions, options, criteria, outcomes and items are the same on both sides if their ids are. The
// ranges of a question about numbers, amounts or days are divided at the limits of both sides, so
// that a limit that moved affects only the values that it moved across. A question whose values
// can't be compared, since its type or currency changed, is two questions, one of each side. A
// question of type one on one side and many on the other is one of type many that takes a single
// option on the first side.
//
// An answer may be possible on one side only: an option that the other side lacks, a value out of
// its range or off its step, a combination of boxes that excludes each other there. A reader with
// that answer gets no result on a side that asks the question and doesn't take the answer; asking
// ends there. The pair of outcomes is then [NoResult] and that of the other side. A question that
// one side alone asks takes the answers of that side. Answers with which neither side comes to a
// result are no case.
//
// A verdict that is pending when asking has stopped is [NotAssessed], and that on a criterion which
// a side lacks is [Absent]. Pairs of verdicts, items and questions are of cases in which both sides
// come to a result.
package diff

import (
	"errors"
	"fmt"
	"math/big"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/decision"
	"baken.example/baken/internal/criteria/diff/edits"
	"baken.example/baken/internal/criteria/diff/union"
	"baken.example/baken/internal/criteria/mdd"
)

// Comparison is what differs between two versions. It is immutable, but for the labels of intervals
// that are added to Union.
type Comparison struct {
	Old, New *criteria.Set
	// Union has the questions of both sides, with the options of both, the texts of the new side
	// where it has the question or option, and nothing else of a set but its names. They are in the
	// order of the new side; one that it lacks stands after the one that it follows on the old
	// side. Intervals have no labels yet: quantity.Label adds them, before phrase.New describes
	// answers.
	Union *criteria.Set
	// Questions says where the questions of Union are from, by their index.
	Questions []union.Question

	// Total is the number of cases.
	Total *big.Int
	// Changed is the number of cases with another outcome, or with none on one side. Affected is
	// the number of those in which the outcome, a verdict or an item differs.
	Changed, Affected *big.Int

	// Outcomes are the pairs of outcomes that differ: indexes of Old.Outcomes and New.Outcomes, or
	// NoResult. They are in the order of the old outcomes, then the new ones.
	Outcomes []Pair[int]
	// Criteria are the criteria of both sides with the verdicts that differ, in the order of the
	// new side, then those that it lacks. One without any difference is in it too.
	Criteria []Criterion
	// Items are the items whose presence differs where the outcome is the same. One without any
	// difference isn't in it.
	Items []Item
	// Asked are the questions that are asked on one side only, in some cases. A question without
	// any difference isn't in it.
	Asked []Asked

	// Moved are the questions (indexes of Union) of both sides that were put elsewhere: the fewest
	// whose removal leaves the other ones in the same order.
	Moved []int
	// Edits are the differences in what is written.
	edits.Edits
}

// NoResult stands for the outcome on a side on which an answer isn't possible.
const NoResult = -1

// State is the assessment of a criterion once asking has stopped.
type State uint8

// The states of a criterion.
const (
	// Absent is the state of a criterion that the side doesn't have.
	Absent State = iota
	// NotAssessed is the state of one that was pending when asking stopped.
	NotAssessed
	NotApplicable
	Met
	Unmet
	Open
)

var states = [...]string{
	Absent: "absent", NotAssessed: criteria.NotAssessed, NotApplicable: "not_applicable", Met: "met", Unmet: "unmet", Open: "open",
}

// String returns the name that JSON uses: "absent", "not_assessed", "met".
func (s State) String() string { return states[s] }

// Verdict returns the verdict that s is. It is false for Absent, and for NotAssessed, which is
// criteria.Pending.
func (s State) Verdict() (v criteria.Verdict, ok bool) {
	if s <= NotAssessed {
		return criteria.Pending, false
	}
	return criteria.NotApplicable + criteria.Verdict(s-NotApplicable), true
}

// Pair is a result on the old side and one on the new side that differ, and the cases that have
// them.
type Pair[T any] struct {
	Old, New T
	Cases
}

// Cases are cases that have something in common. There is at least one.
type Cases struct {
	// Count is their number.
	Count *big.Int
	// Witness is one of them, by the questions and options of the union: one with as few answers
	// (options chosen) as possible and, of several, the first in the order of the questions.
	Witness criteria.Answers
	// Rows are the cases as a table: each is in exactly one row. It is nil if there would be more
	// than MaxRows, or if they would take too long.
	Rows []Row

	f mdd.Ref
}

// MaxRows is the largest number of rows of [Cases].
const MaxRows = 100

// Row is a number of cases: those whose answers to the questions of its cells are among the ones
// that the cells allow. A row without cells holds all cases.
type Row []Cell

// Cell holds the answers to a question that a row allows.
type Cell struct {
	// Question is an index of the union's questions.
	Question int
	// Answers are the answers, by the options of the union.
	Answers []decision.Answer
	// NotAsked reports whether the row also has cases in which the question isn't asked.
	NotAsked bool
}

// Criterion is a criterion of either side: its index there, or -1, and its verdicts that differ, in
// the order of [State].
type Criterion struct {
	ID       string
	Old, New int
	Pairs    []Pair[State]
}

// Item is an item of an outcome that either side has: the index of its outcome and its own within
// it, or -1. It is part of the outcome on one side and not on the other.
type Item struct {
	Outcome, ID          string
	OldOutcome, OldIndex int
	NewOutcome, NewIndex int
	Pairs                []Pair[bool]
}

// Asked is a question (index of the union) that is asked on one side and not on the other.
type Asked struct {
	Question int
	Pairs    []Pair[bool]
}

// Effect says how far the differences reach.
type Effect uint8

// The effects, each of which includes the ones before it.
const (
	// None means that the two sides say the same in the same words.
	None Effect = iota
	// Wording means that texts, or the ways in which conditions and constants are written, differ.
	Wording
	// Form means that what is asked differs: questions, their order, options or ranges. Nobody's
	// result does.
	Form
	// Results means that an outcome, a verdict or an item differs in some case.
	Results
)

// String returns the name that JSON uses.
func (e Effect) String() string {
	return [...]string{None: "none", Wording: "wording", Form: "form", Results: "results"}[e]
}

// Effect reports how far the differences reach.
func (c *Comparison) Effect() Effect {
	form := len(c.Asked) > 0 || len(c.Moved) > 0
	for _, p := range c.Parts {
		form = form || p.Kind != edits.PartText && p.Kind != edits.PartConstant && p.Kind != edits.PartDefinition
	}
	wording := len(c.Texts) > 0 || len(c.Conditions) > 0 || len(c.Parts) > 0
	for _, v := range c.Values {
		switch v.Kind {
		case edits.ConstantValue, edits.QuestionUnit, edits.LegalReference, edits.LimitValue:
			wording = true
		default:
			form = true
		}
	}
	switch {
	case c.Affected.Sign() > 0:
		return Results
	case form:
		return Form
	case wording:
		return Wording
	}
	return None
}

// ErrNoQuestion reports two sets that have no question in common: nothing can be compared.
var ErrNoQuestion = errors.New("the two sets have no question in common")

// TooLargeError reports two sets whose differences take too many steps to compute.
type TooLargeError struct {
	// At names the part of the sets that was being compared: the criterion "income", the outcomes.
	At  string
	err error
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the two sets are too large to be compared: %s depends on too many questions at once (%v)", e.At, e.err)
}

func (e *TooLargeError) Unwrap() error { return e.err }
