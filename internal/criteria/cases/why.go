package cases

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/explanation"
	"baken.example/baken/internal/criteria/phrase"
	"baken.example/baken/internal/criteria/proof"
	"baken.example/baken/internal/criteria/symbolic"
)

// maxReasons bounds the reasons that are kept for cases with the same answers.
const maxReasons = 10_000

// Reasons says why cases have their outcomes and verdicts: by smallest sets of their answers that
// lead to each (package explanation). It isn't safe for concurrent use.
type Reasons struct {
	set       *criteria.Set
	words     *phrase.Words
	explainer *explanation.Explainer
	// known holds the reasons of cases by their answers.
	known map[string]string
}

// NewReasons returns the reasons that a proven set gives, in the language of words. The error is
// that of [explanation.New].
func NewReasons(ctx context.Context, proven *proof.Set, words *phrase.Words) (*Reasons, error) {
	x, err := explanation.New(ctx, proven)
	if err != nil {
		return nil, err
	}
	return &Reasons{set: proven.Criteria(), words: words.Brief(), explainer: x, known: map[string]string{}}, nil
}

// of returns the reasons of a case, in one line. A case that is too large to be explained has none.
func (r *Reasons) of(ctx context.Context, x *Case) (string, error) {
	key := fmt.Sprint(x.Answers) // Maps are printed in the order of their keys.
	if text, ok := r.known[key]; ok {
		return text, nil
	}
	why, err := r.explainer.Explain(ctx, x.Answers)
	var large *symbolic.TooLargeError
	if errors.As(err, &large) {
		why = nil
	} else if err != nil {
		return "", err
	}
	var parts []string
	if o := x.Result.Outcome; o >= 0 && why != nil {
		parts = append(parts, r.words.Format("CaseOutcome", struct{ Result, Condition string }{r.words.Outcome(o), r.because(why.Outcome)}))
	}
	for c, v := range x.Result.Verdicts {
		if v == criteria.Pending || why == nil {
			continue
		}
		parts = append(parts, r.words.Format("CaseWhy", struct{ Name, Result, Condition string }{
			r.set.Criteria[c].Title.In(r.words.Lang()), r.words.Verdict(v), r.because(why.Verdicts[c]),
		}))
	}
	if len(r.known) == maxReasons {
		clear(r.known)
	}
	r.known[key] = strings.Join(parts, ". ")
	return r.known[key], nil
}

// because returns a reason in words.
func (r *Reasons) because(reason explanation.Reason) string {
	condition, given := explanation.Condition(r.set, reason)
	return r.words.Plain(condition, given...)
}
