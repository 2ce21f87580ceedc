package examples

import (
	"context"
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"

	"baken.example/baken/internal/criteria/mdd"
)

// tries is the number of orders of the goals in which examples are chosen; the fewest examples are
// taken.
const tries = 12

// cover returns assignments that reach all of some goals: none is redundant and, unless the budget
// ends first, no two can be replaced by one. The error is that of [mdd.Space.Within].
func (a *analysis) cover(ctx context.Context, goals []int) (points [][]int, err error) {
	if len(goals) == 0 {
		return nil, ctx.Err()
	}
	c := cover{analysis: a}
	a.space.Limit(2*maxGoalNodes, coverSteps)
	err = a.space.Within(ctx, func() {
		hardest := c.hardest(goals)
		c.keep(c.greedy(hardest), goals)
		random := rand.New(rand.NewPCG(16, 4))
		for try := range tries - 1 {
			order := slices.Clone(hardest)
			switch try {
			case 0:
				slices.Reverse(order)
			case 1:
				order = slices.Clone(goals)
			default:
				random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			}
			c.keep(c.greedy(order), goals)
		}
		for c.merge(goals) {
		}
	})
	if errors.Is(err, mdd.ErrTooLarge) && c.best != nil {
		err = nil
	}
	slices.SortFunc(c.best, slices.Compare)
	return c.best, err
}

// least returns a number of examples below which no choice reaches all of some goals: that many of
// them exclude each other. It is smaller if the budget ends first.
func (a *analysis) least(ctx context.Context, goals []int) (n int, err error) {
	c := cover{analysis: a}
	a.space.Limit(2*maxGoalNodes, coverSteps)
	err = a.space.Within(ctx, func() {
		var kept []int
		for _, g := range c.hardest(goals) {
			if !slices.ContainsFunc(kept, func(k int) bool { return a.space.And(a.goals[g].by, a.goals[k].by) != mdd.False }) {
				kept = append(kept, g)
				n++
			}
		}
	})
	if errors.Is(err, mdd.ErrTooLarge) {
		err = nil
	}
	return n, err
}

type cover struct {
	*analysis
	best [][]int
}

// keep takes points that are fewer than the best so far, without redundant ones.
func (c *cover) keep(points [][]int, goals []int) {
	points = c.reduced(points, goals)
	if c.best == nil || len(points) < len(c.best) {
		c.best = points
	}
}

// hardest returns goals in ascending order of the number of complete answers that reach them.
func (c *cover) hardest(goals []int) []int {
	counts := map[mdd.Ref]*big.Int{}
	for _, g := range goals {
		c.count(c.goals[g].by, counts)
	}
	out := slices.Clone(goals)
	slices.SortStableFunc(out, func(a, b int) int { return counts[c.goals[a].by].Cmp(counts[c.goals[b].by]) })
	return out
}

// count counts the paths of a diagram to true: every variable of complete answers is on them.
func (c *cover) count(f mdd.Ref, counts map[mdd.Ref]*big.Int) *big.Int {
	if n, ok := counts[f]; ok {
		return n
	}
	n := new(big.Int)
	switch f {
	case mdd.False:
	case mdd.True:
		n.SetInt64(1)
	default:
		variable := c.space.Variable(f)
		c.space.Spend(c.space.Arity(variable))
		for v := range c.space.Arity(variable) {
			n.Add(n, c.count(c.space.Child(f, v), counts))
		}
	}
	counts[f] = n
	return n
}

// greedy chooses points for goals in an order: each reaches the first goal that is left, and as
// many of the following ones as go together with those before.
func (c *cover) greedy(order []int) (points [][]int) {
	left := slices.Clone(order)
	for len(left) > 0 {
		f := c.goals[left[0]].by
		for _, g := range left[1:] {
			if both := c.space.And(f, c.goals[g].by); both != mdd.False {
				f = both
			}
		}
		point, _ := c.space.Cheapest(f)
		points = append(points, point)
		c.space.Spend(len(left))
		left = slices.DeleteFunc(left, func(g int) bool { return c.space.At(c.goals[g].by, point) })
	}
	return points
}

// reduced returns points without those whose goals others reach, too.
func (c *cover) reduced(points [][]int, goals []int) [][]int {
	times := make([]int, len(goals))
	reached := make([][]int, len(points))
	for i, p := range points {
		c.space.Spend(len(goals))
		for j, g := range goals {
			if c.space.At(c.goals[g].by, p) {
				reached[i] = append(reached[i], j)
				times[j]++
			}
		}
	}
	var out [][]int
	for i := len(points) - 1; i >= 0; i-- { // The last ones reach the fewest goals.
		if !slices.ContainsFunc(reached[i], func(j int) bool { return times[j] == 1 }) {
			for _, j := range reached[i] {
				times[j]--
			}
			continue
		}
		out = append(out, points[i])
	}
	slices.Reverse(out)
	return out
}

// merge replaces two of the best points by one that reaches the goals which no other point does. It
// reports false if there are no such two.
func (c *cover) merge(goals []int) bool {
	for i := range c.best {
		for j := range i {
			others := slices.Concat(c.best[:j], c.best[j+1:i], c.best[i+1:])
			f := mdd.True
			for _, g := range goals {
				by := c.goals[g].by
				c.space.Spend(1 + len(others))
				if slices.ContainsFunc(others, func(p []int) bool { return c.space.At(by, p) }) {
					continue
				}
				if f = c.space.And(f, by); f == mdd.False {
					break
				}
			}
			if f == mdd.False {
				continue
			}
			point, _ := c.space.Cheapest(f)
			c.best = c.reduced(append(others, point), goals)
			return true
		}
	}
	return false
}
