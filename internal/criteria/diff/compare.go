package diff

import (
	"context"
	"fmt"
	"math/big"

	"baken.example/baken/internal/criteria/proof"
)

// Compare compares two proven sets. It returns [ErrNoQuestion] for sets that have no question in
// common, a [TooLargeError] for sets that take too many steps, and the context's error when that is
// done first. It is deterministic.
func Compare(ctx context.Context, old, new *proof.Set) (*Comparison, error) {
	c := &Comparison{Old: old.Criteria(), New: new.Criteria(), Total: big0(), Changed: big0(), Affected: big0()}
	c.unite()
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
	c.parts()
	c.values()
	c.texts()
	return c, ctx.Err()
}

func big0() *big.Int { return new(big.Int) }
