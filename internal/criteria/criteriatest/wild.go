package criteriatest

import (
	"math/rand/v2"

	"baken.example/baken/internal/content"
	"baken.example/baken/internal/criteria"
)

// Choices returns a random generator that takes its first numbers from data, so that a fuzz test
// that changes a byte changes one choice.
func Choices(data []byte) *rand.Rand {
	return rand.New(&bytesFirst{data, rand.NewPCG(1, uint64(len(data)))})
}

type bytesFirst struct {
	data []byte
	rest rand.Source
}

func (c *bytesFirst) Uint64() uint64 {
	if len(c.data) == 0 {
		return c.rest.Uint64()
	}
	b := uint64(c.data[0])
	c.data = c.data[1:]
	return b * 0x0101010101010101
}

// Wild returns a random set whose conditions have large functions: graphs of comparisons, all
// pairs, clauses of three and exclusive disjunctions, nested. It has texts in the languages.
func Wild(r *rand.Rand, languages ...string) *criteria.Set {
	localized := func(s string) content.Localized {
		l := content.Localized{}
		for _, code := range languages {
			l[code] = text(s)
		}
		return l
	}
	set := &criteria.Set{File: "content/criteria/wild.yaml", ID: text("wild"), Basis: criteria.Basis{LegalBasis: localized("L")}}
	w := wild{set, r}
	options := 2 + r.IntN(2)*r.IntN(29)
	for q := range 1 + r.IntN(1+r.IntN(60)) {
		question := criteria.Question{ID: text(name("q", q)), Text: localized("q?"), Many: r.IntN(6) == 0}
		for o := range max(2, options-r.IntN(2)) {
			question.Options = append(question.Options, criteria.Option{
				ID: text(name("o", o)), Label: localized("o"), Exclusive: question.Many && o > 0 && r.IntN(8) == 0,
			})
		}
		if q > 0 && r.IntN(5) == 0 {
			question.Ask = w.condition(2, false)
		}
		set.Questions = append(set.Questions, question)
	}
	for c := range 1 + r.IntN(1+r.IntN(30)) {
		met := w.condition(1+r.IntN(4), false)
		unmet := &criteria.Condition{Source: text("unmet"), Root: criteria.Not{X: met.Root}}
		if r.IntN(4) == 0 {
			unmet = w.condition(1+r.IntN(3), false)
		}
		criterion := criteria.Criterion{ID: text(name("c", c)), Title: localized("c"), Guidance: localized("g"), Met: met, Unmet: unmet}
		if r.IntN(6) == 0 {
			criterion.Applies = w.condition(2, false)
		}
		set.Criteria = append(set.Criteria, criterion)
	}
	for o := range 1 + r.IntN(4) {
		set.Outcomes = append(set.Outcomes, criteria.Outcome{
			ID: text(name("r", o)), Title: localized("r"), Body: localized("b"), When: w.condition(1+r.IntN(4), true),
		})
	}
	set.Outcomes = append(set.Outcomes, criteria.Outcome{ID: text("otherwise"), Title: localized("r"), Body: localized("b")})
	return set
}

func name(prefix string, n int) string {
	return prefix + string(rune('a'+n/26)) + string(rune('a'+n%26))
}

type wild struct {
	*criteria.Set
	*rand.Rand
}

func (w wild) condition(depth int, verdicts bool) *criteria.Condition {
	size := 2_000 // the limit of nodes for a condition that is read
	return &criteria.Condition{Source: text("wild"), Root: w.expression(depth, verdicts, &size)}
}

func (w wild) expression(depth int, verdicts bool, size *int) criteria.Expr {
	*size--
	if depth <= 0 || *size < 0 {
		return expression(w.Set, w.Rand, 0, verdicts)
	}
	var terms []criteria.Expr
	switch w.IntN(6) {
	case 0: // terms of any kind
		for range 2 + w.IntN(4) {
			terms = append(terms, w.expression(depth-1, verdicts, size))
		}
	case 1: // a graph of pairs
		leaves := w.leaves(2+w.IntN(30), depth, verdicts, size)
		step := 1 + w.IntN(len(leaves))
		for i, x := range leaves {
			terms = append(terms, w.andOr([]criteria.Expr{x, leaves[(i+step)%len(leaves)]}))
		}
	case 2: // all pairs
		leaves := w.leaves(2+w.IntN(14), depth, verdicts, size)
		for i, x := range leaves {
			for _, y := range leaves[:i] {
				terms = append(terms, w.andOr([]criteria.Expr{x, y}))
			}
		}
	case 3: // clauses of three
		leaves := w.leaves(3+w.IntN(30), depth, verdicts, size)
		for range 2 + w.IntN(60) {
			var clause []criteria.Expr
			for range 3 {
				clause = append(clause, leaves[w.IntN(len(leaves))])
			}
			terms = append(terms, w.andOr(clause))
		}
	case 4: // exclusive or
		a, b := w.expression(depth-1, verdicts, size), w.expression(depth-1, verdicts, size)
		*size -= 100
		return criteria.Or{Terms: []criteria.Expr{
			criteria.And{Terms: []criteria.Expr{a, criteria.Not{X: b}}}, criteria.And{Terms: []criteria.Expr{criteria.Not{X: a}, b}},
		}}
	case 5:
		return criteria.Not{X: w.expression(depth-1, verdicts, size)}
	}
	*size -= len(terms)
	if len(terms) < 2 {
		terms = append(terms, w.expression(0, verdicts, size), w.expression(0, verdicts, size))
	}
	return w.andOr(terms)
}

// leaves returns operands for terms: mostly comparisons.
func (w wild) leaves(n, depth int, verdicts bool, size *int) []criteria.Expr {
	out := make([]criteria.Expr, n)
	for i := range out {
		d := 0
		if w.IntN(20) == 0 {
			d = depth - 1
		}
		out[i] = w.expression(d, verdicts, size)
	}
	return out
}

func (w wild) andOr(terms []criteria.Expr) criteria.Expr {
	if w.IntN(2) == 0 {
		return criteria.And{Terms: terms}
	}
	return criteria.Or{Terms: terms}
}
