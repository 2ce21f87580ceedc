package selector

import (
	"context"
	"errors"
	"strings"

	"baken.example/baken/internal/criteria/mdd"
	"baken.example/baken/internal/criteria/symbolic"
)

// Remaining is how many questions a reader who stands at a question still gets, itself included, in
// the longest continuation: Least, and one more for each selector of More that matches the form. It
// is exact as long as every earlier question that is asked has an answer; no answer to the question
// itself or to a later one counts.
type Remaining struct {
	Least int
	More  []string
}

// RemainingBudget limits the selectors of [Sheet.Remaining] in bytes, all questions together.
// Compressed, that is about half a kilobyte of a self-check's page.
const RemainingBudget = 4 << 10

// remaining compiles how many questions are still to come. It sets Remaining only if that is within
// all limits, and Most in any case. The error is that of the context.
func (c *compiler) remaining(ctx context.Context) error {
	all, most, err := c.Functions.Remaining(ctx)
	if large := (*symbolic.TooLargeError)(nil); errors.As(err, &large) {
		c.sheet.Most = len(c.Set.Questions)
		return nil
	} else if err != nil {
		return err
	}
	c.sheet.Most = most
	var out []Remaining
	size := 0
	err = c.Space.Within(ctx, func() {
		for _, r := range all {
			left := Remaining{}
			for n, f := range r.AtLeast {
				switch {
				case n == 0:
				case f == r.Here:
					left.Least = n
				default:
					s := strings.Join(c.between(f, c.Space.Or(f, c.Space.Not(r.Here))), ",")
					left.More = append(left.More, s)
					size += len(s)
				}
				if size > RemainingBudget {
					return
				}
			}
			out = append(out, left)
		}
	})
	switch {
	case errors.Is(err, mdd.ErrTooLarge):
		return nil
	case err == nil && size <= RemainingBudget:
		c.sheet.Remaining = out
	}
	return err
}

// between returns a short selector list that matches where lower is true, and not where upper is
// false.
func (c *compiler) between(lower, upper mdd.Ref) []string {
	cubes := c.coverer.Cover(lower, upper)
	list := make([]string, len(cubes))
	for i, cu := range cubes {
		list[i] = "#" + FormID + c.compound(cu)
	}
	return list
}
