package selector

import (
	"context"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/symbolic"
)

// CompileFactored compiles a set in the style that [Compile] tries last, however small the set is.
func CompileFactored(ctx context.Context, set *criteria.Set) (*Sheet, error) {
	r, err := symbolic.New(ctx, set)
	if err != nil {
		return nil, err
	}
	c, err := search(ctx, r, factored)
	if err != nil {
		return nil, err
	}
	if len(c.sheet.CSS) > abandonSize {
		c.sheet.CSS = nil // It isn't complete.
	}
	return &c.sheet, nil
}
