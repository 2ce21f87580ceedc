package proof

import (
	"slices"
	"strconv"
	"strings"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/symbolic"
	"baken.example/baken/internal/diag"
)

// questions reports questions that are never asked, and questions whose answer changes nothing.
func (p *prover) questions() {
	answered := p.space.And(p.Answered...)
	unanswered := mdd.True // from the question on
	p.at = content.Text{}  // It isn't one question that makes this large.
	nexts := p.Next()
	for q := len(nexts) - 1; q >= 0; q-- {
		for _, v := range p.Form.Variables(q) {
			unanswered = p.space.And(unanswered, p.space.In(v, mdd.Of(0)))
		}
		nexts[q] = p.space.And(nexts[q], unanswered)
	}
	for q, next := range nexts {
		question := &p.Set.Questions[q]
		p.at = question.ID
		switch {
		case p.Asked[q].True == mdd.False:
			p.add(question.Ask.Source, diag.CriteriaUnreachable, "take the question out, or mend when it is asked",
				"question %q is never asked: its condition is never true", question.ID.V)
		case next == mdd.False:
			p.add(question.ID, diag.CriteriaUnreachable, "take the question out, or put it before the answers that decide all",
				"question %q is never asked: the outcome and every verdict are always settled before it", question.ID.V)
		case !p.matters(q, answered):
			p.add(question.ID, diag.CriteriaIdle, "take the question out, or let a condition depend on it",
				"question %q changes nothing: neither the outcome nor a verdict depends on its answer", question.ID.V)
		default:
			p.late(q, next, answered)
		}
	}
}

// definitions reports definitions that are true, or false, for all complete answers, and whether
// the set is for everybody or for nobody.
func (p *prover) definitions() {
	complete := p.Complete()
	constant := func(f symbolic.Rails) string {
		s := p.space
		switch {
		case s.And(complete, s.Or(f.False, f.Open)) == mdd.False:
			return "true"
		case s.And(complete, s.Or(f.True, f.Open)) == mdd.False:
			return "false"
		}
		return ""
	}
	for _, d := range p.Set.Definitions {
		p.at = d.Condition.Source
		if value := constant(p.Condition(d.Condition)); value != "" {
			p.add(d.Condition.Source, diag.CriteriaIdle, "correct the condition, or take it out of those that use it",
				"definition %q is %s for all answers", d.ID.V, value)
		}
	}
	if applies := p.Set.Applies; applies != nil {
		p.at = applies.Source
		if value := constant(p.Applies); value != "" {
			p.add(applies.Source, diag.CriteriaIdle, "correct the condition, or take applies out", "the condition of applies is %s for all answers", value)
		}
	}
}

// items reports items that are never part of their outcome.
func (p *prover) items() {
	for o := range p.Set.Outcomes {
		for i, item := range p.Set.Outcomes[o].Items {
			if item.When == nil || p.Reached[o] == mdd.False {
				continue
			}
			p.at = item.When.Source
			if p.item(o, i) == mdd.False {
				p.add(item.When.Source, diag.CriteriaUnreachable, "take the item out, or mend its condition",
					"item %q is never part of the outcome %q: its condition is never true there", item.ID.V, p.Set.Outcomes[o].ID.V)
			}
		}
	}
}

// item returns where an item is part of its outcome.
func (p *prover) item(outcome, item int) mdd.Ref {
	return p.space.And(p.Reached[outcome], p.Items[outcome][item].True)
}

// told returns where an outcome is reached and its items are settled.
func (p *prover) told() mdd.Ref {
	s := p.space
	told := mdd.False
	for o, f := range p.Reached {
		for _, item := range p.Items[o] {
			f = s.And(f, s.Or(item.True, item.False, item.Open))
		}
		told = s.Or(told, f)
	}
	return told
}

// late reports a question that is next only where an outcome has been reached, for verdicts that
// nobody needs: no outcome depends on them, and no advice follows from them. In a set with one
// outcome the verdicts are the result. next is where it is the next question.
func (p *prover) late(question int, next, answered mdd.Ref) {
	s := p.space
	if slices.Contains(p.Reached, s.Or(p.Reached...)) {
		return // One outcome.
	}
	if s.Diff(next, p.told()) != mdd.False {
		return
	}
	var decided []string
	for c := range p.Set.Criteria {
		if s.And(next, p.Pending(c)) == mdd.False || !p.decides(question, c, answered) {
			continue
		}
		if p.needed(c) {
			return
		}
		decided = append(decided, strconv.Quote(p.Set.Criteria[c].ID.V))
	}
	o := slices.IndexFunc(p.Reached, func(f mdd.Ref) bool { return s.And(next, f) != mdd.False })
	if len(decided) == 0 || o < 0 {
		return
	}
	q := &p.Set.Questions[question]
	p.add(q.ID, diag.CriteriaLate, "take the question out, ask it earlier, or let an outcome or advice depend on the verdict",
		"question %q is asked only when the outcome is known, such as %q for %s: it decides the verdict on %s, on which no outcome depends and no advice follows",
		q.ID.V, p.Set.Outcomes[o].ID.V, p.witness(s.And(next, p.Reached[o])), strings.Join(decided, ", "))
}

// needed reports whether somebody needs the verdict on a criterion: advice follows from it, or an
// outcome, a question or another criterion depends on it.
func (p *prover) needed(criterion int) bool {
	c := &p.Set.Criteria[criterion]
	if len(c.Advice) > 0 {
		return true
	}
	var conditions []*criteria.Condition
	for _, o := range p.Set.Outcomes {
		conditions = append(conditions, o.When)
		for _, item := range o.Items {
			conditions = append(conditions, item.When)
		}
	}
	for i := range p.Set.Criteria {
		conditions = append(conditions, p.Set.Criteria[i].Applies, p.Set.Criteria[i].Met, p.Set.Criteria[i].Unmet)
	}
	return slices.ContainsFunc(conditions, func(c *criteria.Condition) bool { return c != nil && names(c.Root, criterion) })
}

// names reports whether an expression compares the verdict on a criterion.
func names(e criteria.Expr, criterion int) bool {
	if v, ok := e.(criteria.VerdictIs); ok {
		return v.Criterion == criterion
	}
	return slices.ContainsFunc(criteria.Terms(e), func(t criteria.Expr) bool { return names(t, criterion) })
}

// matters reports whether two states that differ only in the answer to a question have different
// outcomes or verdicts. States in which every question is answered suffice, since answers to
// questions that aren't asked don't count.
func (p *prover) matters(question int, answered mdd.Ref) bool {
	// The functions of a verdict are mostly smaller than those of an outcome.
	for c := range p.Set.Criteria {
		if p.decides(question, c, answered) {
			return true
		}
	}
	differs := p.differs(question, answered)
	for o := range p.Items {
		for i := range p.Items[o] {
			if differs(p.item(o, i)) {
				return true
			}
		}
	}
	return slices.ContainsFunc(p.Reached, differs)
}

// decides reports whether the verdict on a criterion depends on the answer to a question.
func (p *prover) decides(question, criterion int, answered mdd.Ref) bool {
	return slices.ContainsFunc(p.Verdicts[criterion][1:], p.differs(question, answered))
}

// differs returns a function that reports whether a function is true in one and false in another of
// two states that differ only in the answer to a question.
func (p *prover) differs(question int, answered mdd.Ref) func(mdd.Ref) bool {
	s, variables := p.space, p.Form.Variables(question)
	return func(f mdd.Ref) bool {
		if support := s.Support(f); !slices.ContainsFunc(variables, func(v int) bool { return slices.Contains(support, v) }) {
			return false
		}
		yes := s.Exists(s.And(answered, f), variables...)
		no := s.Exists(s.Diff(answered, f), variables...)
		return s.And(yes, no) != mdd.False
	}
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
