package symbolic

import (
	"cmp"
	"slices"

	"baken.example/baken/internal/criteria"
)

func identity(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

// forceOrder returns a variable order in which questions that occur in the same conditions are
// close: each group repeatedly moves its members towards its centre of gravity (FORCE; Aloul,
// Markov and Sakallah 2003).
func forceOrder(set *criteria.Set) []int {
	groups := groupsOf(set)
	n := len(set.Questions)
	place := make([]float64, n)
	for i := range place {
		place[i] = float64(i)
	}
	best := identity(n)
	least := span(groups, best)
	for range 200 {
		sum, count := make([]float64, n), make([]float64, n)
		for _, g := range groups {
			centre := 0.0
			for _, q := range g {
				centre += place[q] / float64(len(g))
			}
			for _, q := range g {
				sum[q] += centre
				count[q]++
			}
		}
		order := identity(n)
		slices.SortStableFunc(order, func(a, b int) int {
			return cmp.Compare(sum[a]/max(count[a], 1), sum[b]/max(count[b], 1))
		})
		for i, q := range order {
			place[q] = float64(i)
		}
		if s := span(groups, order); s < least {
			best, least = order, s
		}
	}
	return best
}

// span returns the sum, over all groups, of the distance between a group's first and last member.
func span(groups [][]int, order []int) int {
	at := make([]int, len(order))
	for i, q := range order {
		at[q] = i
	}
	total := 0
	for _, g := range groups {
		first, last := len(order), 0
		for _, q := range g {
			first, last = min(first, at[q]), max(last, at[q])
		}
		total += last - first
	}
	return total
}

// groupsOf returns the hyperedges of [forceOrder]: the sets of questions that an "and", an "or" or
// an ask joins.
func groupsOf(set *criteria.Set) [][]int {
	var groups [][]int
	var visit func(e criteria.Expr) []int
	visit = func(e criteria.Expr) []int {
		switch e := e.(type) {
		case criteria.Not:
			return visit(e.X)
		case criteria.Is:
			return []int{e.Question}
		case criteria.Has:
			return []int{e.Question}
		case criteria.Answered:
			return []int{e.Question}
		}
		var all []int
		for _, t := range criteria.Terms(e) {
			all = append(all, visit(t)...)
		}
		slices.Sort(all)
		if all = slices.Compact(all); len(all) > 1 {
			groups = append(groups, all)
		}
		return all
	}
	add := func(c *criteria.Condition, also ...int) {
		if c != nil {
			if g := append(visit(c.Root), also...); len(g) > 1 {
				groups = append(groups, g)
			}
		}
	}
	for q := range set.Questions {
		add(set.Questions[q].Ask, q)
	}
	for _, c := range set.Criteria {
		add(c.Applies)
		add(c.Met)
		add(c.Unmet)
	}
	for _, o := range set.Outcomes {
		add(o.When)
	}
	return groups
}
