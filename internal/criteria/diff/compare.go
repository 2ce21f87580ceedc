package diff

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/diff/edits"
	"baken.example/baken/internal/criteria/diff/union"
	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/proof"
)

// Compare compares two proven sets. It returns [ErrNoQuestion] for sets that have no question in
// common, a [TooLargeError] for sets that take too many steps, and the context's error when that is
// done first. It is deterministic.
func Compare(ctx context.Context, old, new *proof.Set) (*Comparison, error) {
	c := &Comparison{Old: old.Criteria(), New: new.Criteria(), Total: big0(), Changed: big0(), Affected: big0()}
	u := union.Of(c.Old, c.New)
	c.Union, c.Questions, c.Moved = u.Set, u.Questions, u.Moved
	shared := false
	for _, q := range c.Questions {
		shared = shared || q.Old >= 0 && q.New >= 0
	}
	if !shared {
		return nil, ErrNoQuestion
	}
	if q := c.oversized(); q >= 0 {
		return nil, &TooLargeError{At: fmt.Sprintf("the question %q, with the options and limits of both sides,", c.Union.Questions[q].ID.V)}
	}
	c.Edits = edits.Compare(c.Old, c.New)
	return c, c.compare(ctx, old, new)
}

// compare fills in all that depends on answers.
func (c *Comparison) compare(ctx context.Context, old, new *proof.Set) error {
	was, err := newWalk(ctx, old)
	if err != nil {
		return err
	}
	is, err := newWalk(ctx, new)
	if err != nil {
		return err
	}
	empty := *c
	for _, order := range c.orders(was, is) {
		*c = empty
		if err = newEngine(c, was, is, order).run(ctx); err == nil || !errors.Is(err, mdd.ErrTooLarge) {
			return err
		}
	}
	return err
}

// orders returns orders of the questions in which the diagrams may be small: that of the union, and
// those in which the functions of either side were built.
func (c *Comparison) orders(old, new *walk) [][]int {
	natural := make([]int, len(c.Questions))
	for u := range natural {
		natural[u] = u
	}
	out := [][]int{natural}
	for _, w := range []*walk{new, old} {
		rank := make([]int, len(c.Questions)) // by question: its place among those of the side
		for u := range rank {
			rank[u] = -1
			if u > 0 {
				rank[u] = rank[u-1] // One of the other side alone follows the one before it.
			}
			own := c.Questions[u].Old
			if w == new {
				own = c.Questions[u].New
			}
			if own >= 0 {
				rank[u] = w.Form.Variables(own)[0]
			}
		}
		order := slices.Clone(natural)
		slices.SortStableFunc(order, func(a, b int) int { return rank[a] - rank[b] })
		if !slices.ContainsFunc(out, func(o []int) bool { return slices.Equal(o, order) }) {
			out = append(out, order)
		}
	}
	return out
}

// oversized returns the first question with more options than a diagram can have, or -1.
func (c *Comparison) oversized() int {
	return slices.IndexFunc(c.Union.Questions, func(q criteria.Question) bool { return !q.Many && len(q.Options) >= mdd.MaxValues })
}

func big0() *big.Int { return new(big.Int) }
