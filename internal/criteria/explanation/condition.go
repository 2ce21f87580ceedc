package explanation

import "baken.example/baken/internal/criteria"

// Condition returns parts of a reason or a change as a condition, for people to read it in words,
// and the conditions that hold where these answers count. It is nil for no parts.
func Condition(set *criteria.Set, parts []Part) (c *criteria.Condition, given []*criteria.Condition) {
	var terms []criteria.Expr
	for _, p := range parts {
		q := &set.Questions[p.Question]
		if q.Ask != nil {
			given = append(given, q.Ask)
		}
		if !q.Many {
			terms = append(terms, criteria.Is{Question: p.Question, Options: p.With})
			continue
		}
		if len(p.With)+len(p.Without) == 0 { // Some answer to it, whatever that is.
			terms = append(terms, criteria.Answered{Question: p.Question})
		}
		for _, o := range p.With {
			terms = append(terms, criteria.Has{Question: p.Question, Option: o})
		}
		for _, o := range p.Without {
			terms = append(terms, criteria.Not{X: criteria.Has{Question: p.Question, Option: o}})
		}
	}
	switch len(terms) {
	case 0:
		return nil, nil
	case 1:
		return &criteria.Condition{Root: terms[0]}, given
	}
	return &criteria.Condition{Root: criteria.And{Terms: terms}}, given
}
