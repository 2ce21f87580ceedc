// Package criteriatest generates sets of criteria, and states of their forms, for tests.
package criteriatest

import (
	"fmt"
	"math/rand/v2"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/diag"
)

// Random returns a set without texts whose conditions are random. It may fail the proof. Half of
// the sets have options for readers who don't know, final outcomes, items, or readers whom they
// aren't for.
func Random(r *rand.Rand, questions int) *criteria.Set {
	set := &criteria.Set{File: "content/criteria/random.yaml", ID: text("random")}
	more := r.IntN(2) == 0
	some := func(n int) bool { return more && r.IntN(n) == 0 }
	for q := range questions {
		question := criteria.Question{ID: text(fmt.Sprintf("q%d", q)), Many: r.IntN(4) == 0}
		for o := range 2 + r.IntN(3) {
			question.Options = append(question.Options, criteria.Option{
				ID: text(fmt.Sprintf("o%d", o)), Exclusive: question.Many && o > 0 && r.IntN(3) == 0,
			})
		}
		if some(2) {
			last := &question.Options[len(question.Options)-1]
			last.Unsure, last.Exclusive = true, question.Many
		}
		if q > 0 && r.IntN(2) == 0 {
			question.Ask = condition(set, r, 2, false)
		}
		set.Questions = append(set.Questions, question)
	}
	if some(3) {
		set.Applies = condition(set, r, 1, false)
	}
	for c := range 1 + r.IntN(3) {
		criterion := criteria.Criterion{ID: text(fmt.Sprintf("c%d", c)), Met: condition(set, r, 2, false), Unmet: condition(set, r, 2, false)}
		if r.IntN(2) == 0 {
			criterion.Applies = condition(set, r, 1, false)
		}
		set.Criteria = append(set.Criteria, criterion)
	}
	for o := range 1 + r.IntN(3) {
		set.Outcomes = append(set.Outcomes, criteria.Outcome{ID: text(fmt.Sprintf("r%d", o)), When: condition(set, r, 2, true), Final: some(3)})
	}
	set.Outcomes = append(set.Outcomes, criteria.Outcome{ID: text("otherwise")})
	set.Otherwise = r.IntN(len(set.Outcomes))
	for o := range set.Outcomes {
		for i := range 3 {
			if some(4) {
				set.Outcomes[o].Items = append(set.Outcomes[o].Items, criteria.Item{ID: text(fmt.Sprintf("i%d", i)), When: condition(set, r, 1, true)})
			}
		}
	}
	return set
}

func text(s string) content.Text { return content.Text{V: s, Pos: diag.Pos{Line: 1, Column: 1}} }

func condition(set *criteria.Set, r *rand.Rand, depth int, verdicts bool) *criteria.Condition {
	return &criteria.Condition{Source: text("random"), Root: expression(set, r, depth, verdicts)}
}

func expression(set *criteria.Set, r *rand.Rand, depth int, verdicts bool) criteria.Expr {
	if depth > 0 {
		a, b := expression(set, r, depth-1, verdicts), expression(set, r, depth-1, verdicts)
		switch r.IntN(5) {
		case 4:
			least := r.IntN(3)
			return criteria.Count{Terms: []criteria.Expr{a, b, expression(set, r, depth-1, verdicts)}, Least: least, Most: least + r.IntN(4-least)}
		case 0:
			return criteria.And{Terms: []criteria.Expr{a, b}}
		case 1:
			return criteria.Or{Terms: []criteria.Expr{a, b}}
		case 2:
			return criteria.Not{X: a}
		}
	}
	if verdicts && len(set.Criteria) > 0 && r.IntN(2) == 0 {
		all := criteria.Verdicts()
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		return criteria.VerdictIs{Criterion: r.IntN(len(set.Criteria)), Verdicts: all[:1+r.IntN(2)]}
	}
	q := r.IntN(len(set.Questions))
	switch options := len(set.Questions[q].Options); {
	case r.IntN(6) == 0:
		return criteria.Answered{Question: q}
	case set.Questions[q].Many:
		return criteria.Has{Question: q, Option: r.IntN(options)}
	default:
		return criteria.Is{Question: q, Options: r.Perm(options)[:1+r.IntN(2)]}
	}
}
