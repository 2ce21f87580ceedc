package symbolic

import (
	"context"

	"baken.example/baken/internal/criteria/mdd"
)

// Remaining says of a question how many questions a reader who stands at it still gets, itself
// included, in the longest continuation. Its functions depend on earlier questions only.
type Remaining struct {
	// Here is where the question is the next one: every earlier question that is asked has an
	// answer, the question is asked, and asking has not stopped.
	Here mdd.Ref
	// AtLeast holds where, within Here, some answers to this question and the later ones make
	// asking go on for at least n questions, by n. The first two hold wherever Here does.
	AtLeast []mdd.Ref
}

// remainingMaxSteps is the step budget of [Functions.Remaining]: what a reader's progress may cost
// an editor who waits for a build.
const remainingMaxSteps = 4_000_000

// Remaining returns, by question, how many questions are still to come, and the largest number of
// questions that a reader is asked. Readers answer in the order of the questions, so what comes
// depends on earlier answers alone, and asking stops as [criteria.Set.Evaluate] does. The error is
// a [TooLargeError], or the context's.
func (r *Functions) Remaining(ctx context.Context) (all []Remaining, most int, err error) {
	err = r.within(ctx, remainingMaxSteps, func() { all, most = r.remaining() })
	return all, most, err
}

func (r *Functions) remaining() ([]Remaining, int) {
	s, set := r.Space, r.Set
	all := make([]Remaining, len(set.Questions))
	for q, here := range r.Next() {
		all[q].Here = here
	}
	atLeast := []mdd.Ref{mdd.True} // of the questions after q
	for q := len(all) - 1; q >= 0; q-- {
		here := all[q].Here
		upTo := []mdd.Ref{mdd.True}
		for n := 1; n <= len(atLeast); n++ {
			f := s.And(here, s.Exists(s.And(r.Answered[q], atLeast[n-1]), r.Form.Variables(q)...))
			all[q].AtLeast = append(all[q].AtLeast, f)
			if n < len(atLeast) {
				f = s.Or(f, s.Diff(r.unanswered(atLeast[n], q), here))
			}
			if f != mdd.False {
				upTo = append(upTo, f)
			}
		}
		all[q].AtLeast = append([]mdd.Ref{here}, all[q].AtLeast...)
		for n := len(all[q].AtLeast) - 1; n > 0 && all[q].AtLeast[n] == mdd.False; n-- {
			all[q].AtLeast = all[q].AtLeast[:n]
		}
		atLeast = upTo
	}
	return all, len(atLeast) - 1
}

// Next returns, by question, where a reader who answers in the order of the questions stands at it:
// every earlier question that is asked has an answer, the question is asked, and asking has not
// stopped. The functions depend on earlier questions only. It must be called within
// [Functions.Within].
func (r *Functions) Next() []mdd.Ref {
	s := r.Space
	all := make([]mdd.Ref, len(r.Set.Questions))
	// A question is asked by what earlier ones say, and later ones have no answer yet.
	stopped := r.Stopped
	for q := len(all) - 1; q >= 0; q-- {
		stopped = r.unanswered(stopped, q)
		all[q] = s.Diff(r.Asked[q].True, stopped)
	}
	before := mdd.True // Every question up to here is answered or isn't asked.
	for q := range all {
		all[q] = s.And(before, all[q])
		before = s.And(before, r.Passed(q))
	}
	return all
}

// unanswered returns a function with a question unanswered.
func (r *Functions) unanswered(f mdd.Ref, question int) mdd.Ref {
	variables := r.Form.Variables(question)
	for _, v := range variables {
		f = r.Space.And(f, r.Space.In(v, mdd.Of(0)))
	}
	return r.Space.Exists(f, variables...)
}
