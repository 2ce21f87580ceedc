package explanation

import (
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/mdd"
)

// betterOutcomes returns the changes of given answers that lead to a better outcome than their
// result, without those to which another one is preferable.
func (e *Explainer) betterOutcomes(given criteria.Answers, than *criteria.Result) (out []Better) {
	better := e.better(than)
	var all []Better
	for o := range e.Set.Outcomes {
		if o == than.Outcome {
			continue
		}
		if c := e.change(given, e.space.And(better, e.Reached[o])); c != nil {
			all = append(all, Better{o, c})
		}
	}
	slices.SortStableFunc(all, func(a, b Better) int { return len(a.Change) - len(b.Change) })
	var kept [][]criteria.Verdict
	for _, b := range all {
		verdicts := e.Set.Evaluate(b.Change.Apply(e.Set, given)).Verdicts
		if !slices.ContainsFunc(kept, func(k []criteria.Verdict) bool { return noWorse(k, verdicts) }) {
			out, kept = append(out, b), append(kept, verdicts)
		}
	}
	return out
}

// noWorse reports whether no verdict of some is worse than that of others.
func noWorse(verdicts, than []criteria.Verdict) bool {
	for c, v := range verdicts {
		if rank(v) < rank(than[c]) {
			return false
		}
	}
	return true
}

// rank orders verdicts by how good they are.
func rank(v criteria.Verdict) int {
	switch v {
	case criteria.Unmet:
		return 0
	case criteria.Met, criteria.NotApplicable:
		return 2
	}
	return 1
}

// better returns where asking has stopped and the verdicts are better than those of a result.
func (e *Explainer) better(than *criteria.Result) mdd.Ref {
	s := e.space
	more, least := mdd.False, e.Stopped
	for c, was := range than.Verdicts {
		for v := range e.Verdicts[c] {
			if rank(criteria.Verdict(v)) < rank(was) {
				least = s.Diff(least, e.Verdicts[c][v])
			}
		}
		if rank(was) < rank(criteria.Met) {
			more = s.Or(more, e.Verdicts[c][criteria.Met])
		}
	}
	return s.And(least, more)
}

// Apply returns answers after a change, to the first of its alternatives.
func (c Change) Apply(set *criteria.Set, answers criteria.Answers) criteria.Answers {
	out := criteria.Answers{}
	for q, chosen := range answers {
		out[q] = slices.Clone(chosen)
	}
	for _, p := range c {
		if !set.Questions[p.Question].Many {
			out[p.Question] = p.With[:1]
			continue
		}
		out[p.Question] = append(slices.DeleteFunc(out[p.Question], func(o int) bool { return slices.Contains(p.Without, o) }), p.With...)
	}
	return out
}
