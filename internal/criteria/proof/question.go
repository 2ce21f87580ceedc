package proof

import (
	"slices"
	"strings"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/diag"
)

// questions reports questions that are never asked, and questions whose answer changes nothing.
func (p *prover) questions() {
	answered := p.space.And(p.Answered...)
	for q := range p.Set.Questions {
		question := &p.Set.Questions[q]
		p.at = question.ID
		switch {
		case p.Asked[q].True == mdd.False:
			p.add(question.Ask.Source, diag.CriteriaUnreachable, "take the question out, or mend when it is asked",
				"question %q is never asked: its condition is never true", question.ID.V)
		case p.next(q) == mdd.False:
			p.add(question.ID, diag.CriteriaUnreachable, "take the question out, or put it before the answers that decide all",
				"question %q is never asked: the outcome and every verdict are always settled before it", question.ID.V)
		case !p.matters(q, answered):
			p.add(question.ID, diag.CriteriaIdle, "take the question out, or let a condition depend on it",
				"question %q changes nothing: neither the outcome nor a verdict depends on its answer", question.ID.V)
		}
	}
}

// definitions reports definitions that are true, or false, for all complete answers.
func (p *prover) definitions() {
	complete := p.Complete()
	for _, d := range p.Set.Definitions {
		p.at = d.Condition.Source
		f := p.Condition(d.Condition)
		for _, constant := range []struct {
			refutes mdd.Ref
			value   string
		}{{f.False, "true"}, {f.True, "false"}} {
			if p.space.And(complete, constant.refutes) == mdd.False {
				p.add(d.Condition.Source, diag.CriteriaIdle, "correct the condition, or take it out of those that use it",
					"definition %q is %s for all answers", d.ID.V, constant.value)
			}
		}
	}
}

// next returns where a question is the next one, if questions are answered in their order.
func (p *prover) next(question int) mdd.Ref {
	s := p.space
	f := s.Diff(s.Diff(p.Asked[question].True, p.Answered[question]), p.Stopped)
	for q := range p.Set.Questions {
		if q < question {
			f = s.And(f, s.Or(p.Asked[q].False, s.And(p.Asked[q].True, p.Answered[q])))
			continue
		}
		for _, v := range p.Form.Variables(q) {
			f = s.And(f, s.In(v, mdd.Of(0)))
		}
	}
	return f
}

// matters reports whether two states that differ only in the answer to a question have different
// outcomes or verdicts. States in which every question is answered suffice, since answers to
// questions that aren't asked don't count.
func (p *prover) matters(question int, answered mdd.Ref) bool {
	s := p.space
	variables := p.Form.Variables(question)
	differs := func(f mdd.Ref) bool {
		yes := s.Exists(s.And(answered, f), variables...)
		no := s.Exists(s.Diff(answered, f), variables...)
		return s.And(yes, no) != mdd.False
	}
	if slices.ContainsFunc(p.Reached, differs) {
		return true
	}
	return slices.ContainsFunc(p.Verdicts, func(v [5]mdd.Ref) bool { return slices.ContainsFunc(v[1:], differs) })
}

// witness formats answers with as few options as possible for which f is true.
func (p *prover) witness(f mdd.Ref) string {
	values, _ := p.space.Cheapest(f)
	return Write(p.Set, p.Form.Answers(values))
}

// Write formats answers as baken criteria eval parses them: question=option,question=option+option.
func Write(set *criteria.Set, answers criteria.Answers) string {
	var parts []string
	for q := range set.Questions {
		var options []string
		for _, o := range answers[q] {
			options = append(options, set.Questions[q].Options[o].ID.V)
		}
		if len(options) > 0 {
			parts = append(parts, set.Questions[q].ID.V+"="+strings.Join(options, "+"))
		}
	}
	if len(parts) == 0 {
		return "no answers at all"
	}
	return strings.Join(parts, ",")
}
