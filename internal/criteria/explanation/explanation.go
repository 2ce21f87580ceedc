// Package explanation computes why answers lead to a result, and which smallest changes of them
// would lead to a better one. It is exact: it works on the decision diagrams of a proven set, not
// on samples.
//
// A reason is a sufficient reason, also called a prime implicant or abductive explanation (Shih,
// Choi and Darwiche 2018): answers that force the result. A complete set of answers has an answer
// to each question that it asks. Answers force a result if every complete set of answers in which
// these are given, and count, has it. An answer counts only if its question is asked, so that an
// answer to a later question can stand for the ones on the way to it. A reason has as few answers
// as possible; of several the one with the earliest questions. It is then generalized: of a typed
// question it names the widest interval around the answer that still forces the result, and of
// check boxes only those that matter.
//
// A change is a counterfactual explanation (Wachter, Mittelstadt and Russell 2018): answers, to
// questions that are answered or that come up by the change, after which [criteria.Set.Evaluate]
// gives the result, whatever is answered otherwise. It concerns as few questions as possible; of
// these it leads to the nearest intervals and changes the fewest boxes; of several that are left it
// is the one with the earliest questions, and then with the earliest options, a box that excludes
// all others before these. It never consists in not knowing an answer.
//
// Outcomes are listed in the order in which they are evaluated, which says nothing of how good they
// are. So the criteria decide: a result is better than another if the outcome differs, at least one
// criterion is met that was unmet, open or not assessed, and no criterion is worse, where unmet is
// worse than open and not assessed, and these are worse than met and not applicable. A result isn't
// better because criteria don't apply: that a rule isn't for a reader helps nobody. In a set
// without criteria no result is better than another. Of the changes that lead to better outcomes,
// one is left out if another has no more answers, and no criterion is worse after it.
package explanation

import (
	"context"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/symbolic"
)

// Part is a part of a reason or of a change: the answer to one question.
type Part struct {
	Question int
	// With are the options of which one is the answer: several are consecutive intervals or, in a
	// change, alternatives. Of a question of type many they are boxes that are ticked, all of them,
	// and Without boxes that aren't.
	With, Without []int
}

// Reason is a smallest set of given answers that forces a result, in the order of the questions. It
// has no parts if no answer is needed.
type Reason []Part

// Change is a smallest set of answers that leads to a result, in the order of the questions.
type Change []Part

// Explanation explains the result of some answers.
type Explanation struct {
	// Outcome is the reason for the outcome; nil if none is reached.
	Outcome Reason
	// Verdicts holds the reasons for the verdicts, by criterion; nil for one that is pending.
	Verdicts []Reason
	// Met holds, by criterion, the change after which it is met; nil for one that is neither unmet
	// nor open, or that can't be met.
	Met []Change
	// Better are the changes that lead to a better outcome, at most one for each of these outcomes:
	// those of fewest answers first, then in the order of the outcomes. There is none until asking
	// stops.
	Better []Better
}

// Better is a better outcome and the change that leads to it.
type Better struct {
	Outcome int
	Change  Change
}

// Explainer explains results of a set. It isn't safe for concurrent use.
type Explainer struct {
	*symbolic.Functions
	space *mdd.Space
	// complete is where every question that is asked has an answer.
	complete mdd.Ref
	// valid is where no boxes exclude each other.
	valid mdd.Ref
}

// New returns an explainer of a proven set. The error is a [symbolic.TooLargeError], or the
// context's.
func New(ctx context.Context, proven *proof.Set) (*Explainer, error) {
	f, err := proven.Functions(ctx)
	if err != nil {
		return nil, err
	}
	var e *Explainer
	err = f.Within(ctx, func() { e = newExplainer(f) })
	return e, err
}

func newExplainer(f *symbolic.Functions) *Explainer {
	e := &Explainer{Functions: f, space: f.Space, complete: f.Complete(), valid: mdd.True}
	for q := range f.Set.Questions {
		if f.Set.Questions[q].Many {
			e.valid = e.space.And(e.valid, e.space.Or(f.Answered[q], e.same(q, make([]int, e.space.Variables()))))
		}
	}
	return e
}

// Explain explains the result of answers, complete or not. Those that don't count have no effect.
// The error is a [symbolic.TooLargeError] if the set is too large to be explained, or the
// context's.
func (e *Explainer) Explain(ctx context.Context, answers criteria.Answers) (*Explanation, error) {
	// Each clone has the nodes of the functions only, so that no explanation depends on another.
	own := &Explainer{Functions: e.Clone(), complete: e.complete, valid: e.valid}
	own.space = own.Space
	var out *Explanation
	err := own.Within(ctx, func() { out = own.explain(answers) })
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (e *Explainer) explain(answers criteria.Answers) *Explanation {
	result := e.Set.Evaluate(answers)
	given := e.counting(answers, &result)
	out := &Explanation{
		Verdicts: make([]Reason, len(e.Set.Criteria)),
		Met:      make([]Change, len(e.Set.Criteria)),
	}
	if result.Outcome >= 0 {
		out.Outcome = e.reason(given, e.Reached[result.Outcome])
	}
	for c, v := range result.Verdicts {
		if v != criteria.Pending {
			out.Verdicts[c] = e.reason(given, e.Verdicts[c][v])
		}
		if v == criteria.Unmet || v == criteria.Open {
			out.Met[c] = e.change(given, e.Verdicts[c][criteria.Met])
		}
	}
	if !result.Stopped() {
		return out
	}
	out.Better = e.betterOutcomes(given, &result)
	return out
}

// counting returns the answers that count.
func (e *Explainer) counting(answers criteria.Answers, r *criteria.Result) criteria.Answers {
	out := criteria.Answers{}
	for _, q := range r.Asked {
		if chosen := e.Set.Questions[q].Answer(answers[q]); chosen != nil {
			out[q] = slices.Sorted(slices.Values(chosen))
		}
	}
	return out
}
