// Package proof checks a criteria set for every possible set of answers, exhaustively on decision
// diagrams rather than by sampling.
//
// It reports answers for which no outcome holds, criteria that are met and unmet at once,
// unreachable outcomes, questions and verdicts with advice, questions whose answer changes nothing,
// and questions that only decide verdicts nobody needs once the outcome is known. A finding about
// answers shows a witness: a set of answers with as few options as possible.
package proof

import (
	"context"
	"errors"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/symbolic"
	"baken.example/baken/internal/diag"
)

// Check proves a set. The proven set is nil when findings are errors; without any, every complete
// set of answers has exactly one outcome and one verdict on each criterion. The error is the
// context's, when it is done first.
func Check(ctx context.Context, set *criteria.Set) (*Set, diag.List, error) {
	var p prover
	f, err := symbolic.New(ctx, set)
	if err == nil {
		// The proof works on a clone: its nodes would count against the budget of the next stage
		// that extends the space, and change the references which that stage gets.
		clone := f.Clone()
		p = prover{Functions: clone, space: clone.Space}
		if err = clone.Within(ctx, p.all); err == nil {
			if p.findings.HasErrors() {
				return nil, p.findings, nil
			}
			proven := &Set{set: set}
			proven.functions.Store(f)
			return proven, p.findings, nil
		}
	}
	large := (*symbolic.TooLargeError)(nil)
	if !errors.As(err, &large) {
		return nil, diag.List{}, err
	}
	source, why := p.at, "to prove it takes too many steps from here on"
	switch {
	case large.Source.IsSet():
		source, why = large.Source, "this condition depends on too many questions at once"
	case !source.IsSet():
		source, why = set.ID, "its outcomes and verdicts together depend on too many questions at once"
	}
	var findings diag.List
	findings.Add(set.File, source.Pos, diag.CriteriaSize,
		"split the set, or let fewer conditions depend on many questions", "%q is too large to be proven: %s", set.ID.V, why)
	return nil, findings, nil
}

type prover struct {
	*symbolic.Functions
	space *mdd.Space
	// at is the condition or question being proven, if it is a single one.
	at       content.Text
	findings diag.List
}

func (p *prover) all() {
	p.gap()
	p.overlaps()
	p.outcomes()
	p.items()
	p.advice()
	p.definitions()
	p.questions()
}

func (p *prover) add(t content.Text, code diag.Code, hint, format string, args ...any) {
	p.findings.Add(p.Set.File, t.Pos, code, hint, format, args...)
}

// gap reports complete answers without an outcome.
func (p *prover) gap() {
	f := p.space.And(p.Complete(), p.None)
	if f == mdd.False {
		return
	}
	last := p.Set.Outcomes[len(p.Set.Outcomes)-1]
	p.add(last.ID, diag.CriteriaGap, "add an outcome for it, or one without when, which holds otherwise",
		"no outcome holds for %s", p.witness(f))
}

// overlaps reports answers for which a criterion is both met and unmet.
func (p *prover) overlaps() {
	for c := range p.Set.Criteria {
		if u := p.Set.Criteria[c].Unmet; u != nil {
			p.at = u.Source
		}
		f := p.space.And(p.Met[c].True, p.Unmet[c].True)
		if f == mdd.False {
			continue
		}
		criterion := &p.Set.Criteria[c]
		p.add(criterion.Unmet.Source, diag.CriteriaOverlap, "let met and unmet exclude each other",
			"criterion %q is met and unmet at once for %s", criterion.ID.V, p.witness(f))
	}
}

// outcomes reports outcomes that no answers lead to.
func (p *prover) outcomes() {
	for o := range p.Set.Outcomes {
		if p.Reached[o] == mdd.False {
			p.unreachable(&p.Set.Outcomes[o], o)
		}
	}
}

func (p *prover) unreachable(outcome *criteria.Outcome, o int) {
	const hint = "take it out, or mend its condition or that of an outcome before it"
	if outcome.When == nil {
		p.add(outcome.ID, diag.CriteriaUnreachable, hint, "outcome %q is never reached: for all answers one before it holds", outcome.ID.V)
		return
	}
	holds := p.When[o].True
	if holds == mdd.False {
		p.add(outcome.When.Source, diag.CriteriaUnreachable, hint, "outcome %q is never reached: its condition is never true", outcome.ID.V)
		return
	}
	for before := range o {
		if f := p.space.And(holds, p.Reached[before]); f != mdd.False {
			p.add(outcome.When.Source, diag.CriteriaUnreachable, hint,
				"outcome %q is never reached: wherever its condition is true an earlier one's is, such as that of %q for %s",
				outcome.ID.V, p.Set.Outcomes[before].ID.V, p.witness(f))
			return
		}
	}
	p.add(outcome.When.Source, diag.CriteriaUnreachable, "take it out, or mend its condition or applies",
		"outcome %q is never reached: its condition is true only for %s, whom the set isn't for", outcome.ID.V, p.witness(holds))
}

// advice reports advice on verdicts that no answers lead to.
func (p *prover) advice() {
	for c := range p.Set.Criteria {
		criterion := &p.Set.Criteria[c]
		for _, v := range criteria.Verdicts() {
			advice, ok := criterion.Advice[v]
			if !ok || p.Verdicts[c][v] != mdd.False {
				continue
			}
			p.add(firstText(advice, criterion.ID), diag.CriteriaUnreachable, "take the advice out, or mend the conditions",
				"criterion %q is never %s, so nobody reads this advice", criterion.ID.V, v)
		}
	}
}

// firstText returns the translation of l that comes first in the file, or otherwise if l is empty.
func firstText(l content.Localized, otherwise content.Text) content.Text {
	best := otherwise
	found := false
	for _, t := range l {
		if !found || t.Line < best.Line || t.Line == best.Line && t.Column < best.Column {
			best, found = t, true
		}
	}
	return best
}
