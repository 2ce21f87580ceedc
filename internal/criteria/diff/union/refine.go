package union

import (
	"math/big"
	"slices"

	"baken.example/baken/internal/criteria"
)

// grid is the values of one side: from low to high, a step apart, in common units, and where its
// intervals begin.
type grid struct {
	low, high, step int64
	starts          []int64
}

// refine returns the common refinement of two scales of one kind, and the interval of each side, or
// -1, that each of its intervals is in. Where the steps differ, values of both sides, of the old
// one alone and of the new one alone have intervals of their own, from the first to the last such
// value.
func refine(old, new *criteria.Scale) (*criteria.Scale, []Option) {
	s := &criteria.Scale{Kind: new.Kind, Currency: new.Currency, Decimals: max(old.Decimals, new.Decimals)}
	a, b := place(old, s.Decimals), place(new, s.Decimals)
	s.Min, s.Max = min(a.low, b.low), max(a.high, b.high)
	step := gcd(gcd(a.step, b.step), abs(a.low-b.low))
	s.Step = step
	cuts := []int64{a.low, b.low, a.high + 1, b.high + 1}
	cuts = append(append(cuts, a.starts...), b.starts...)
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var from []Option
	add := func(low, high int64, o Option, limit criteria.End) {
		s.Intervals = append(s.Intervals, criteria.Interval{Low: low, High: high, Limit: limit})
		from = append(from, o)
	}
	for i := range len(cuts) - 1 {
		low, high := cuts[i], cuts[i+1]-1
		o := Option{a.interval(low, high), b.interval(low, high)}
		limit := limitAt(old, new, a, b, cuts[i+1])
		if o.Old >= 0 && o.New >= 0 {
			if first, last, ok := common(a, b, low, high); ok {
				add(first, last, o, limit)
			}
			if first, last, ok := a.without(b, low, high); ok {
				add(first, last, Option{o.Old, -1}, limit)
			}
			if first, last, ok := b.without(a, low, high); ok {
				add(first, last, Option{-1, o.New}, limit)
			}
			continue
		}
		g := a
		if o.Old < 0 {
			g = b
		}
		if first, last, ok := g.within(low, high); ok && (o.Old >= 0 || o.New >= 0) {
			add(first, last, o, limit)
		}
	}
	return s, from
}

// place returns the values of a scale in units with a number of decimals.
func place(s *criteria.Scale, decimals int) *grid {
	factor := int64(1)
	for d := s.Decimals; d < decimals && s.Kind != criteria.Day; d++ {
		factor *= 10
	}
	g := &grid{low: s.Min * factor, high: s.Max * factor, step: s.Step * factor}
	for _, in := range s.Intervals {
		g.starts = append(g.starts, in.Low*factor)
	}
	return g
}

// interval returns the interval that the values from low to high are in, or -1 for values out of
// the range. No interval begins or ends between them.
func (g *grid) interval(low, high int64) int {
	if high < g.low || low > g.high {
		return -1
	}
	i, ok := slices.BinarySearch(g.starts, low)
	if !ok {
		i--
	}
	return i
}

// within returns the first and the last value of the grid from low to high.
func (g *grid) within(low, high int64) (first, last int64, ok bool) {
	low, high = max(low, g.low), min(high, g.high)
	if low > high {
		return 0, 0, false
	}
	first = g.low + (low-g.low+g.step-1)/g.step*g.step
	last = g.low + (high-g.low)/g.step*g.step
	return first, last, first <= last
}

// has reports whether a value is one of the grid.
func (g *grid) has(v int64) bool { return v >= g.low && v <= g.high && (v-g.low)%g.step == 0 }

// without returns the first and the last value of g from low to high that isn't one of other. Of
// two values of g in a row, one at least isn't, unless all are.
func (g *grid) without(other *grid, low, high int64) (first, last int64, ok bool) {
	from, to, ok := g.within(low, high)
	if !ok {
		return 0, 0, false
	}
	first, last = from, to
	if other.has(first) {
		first += g.step
	}
	if other.has(last) {
		last -= g.step
	}
	if first > last || other.has(first) || other.has(last) {
		return 0, 0, false
	}
	return first, last, true
}

// common returns the first and the last value from low to high that both grids have.
func common(a, b *grid, low, high int64) (first, last int64, ok bool) {
	low, high = max(low, a.low, b.low), min(high, a.high, b.high)
	g := gcd(a.step, b.step)
	if (b.low-a.low)%g != 0 {
		return 0, 0, false
	}
	// v = a.low + k*a.step, and v = b.low modulo b.step: k = (b.low-a.low)/g * (a.step/g)^-1 modulo
	// b.step/g (Chinese remainder theorem).
	modulus := big.NewInt(b.step / g)
	k := big.NewInt((b.low - a.low) / g)
	if modulus.IsInt64() && modulus.Int64() > 1 {
		k.Mul(k, new(big.Int).ModInverse(big.NewInt(a.step/g), modulus))
		k.Mod(k, modulus)
	} else {
		k.SetInt64(0)
	}
	start := new(big.Int).Mul(k, big.NewInt(a.step))
	start.Add(start, big.NewInt(a.low))
	period := new(big.Int).Mul(big.NewInt(a.step), modulus)
	// The first is start plus the least multiple of the period that is low or more.
	at := func(bound int64, up bool) *big.Int {
		n := new(big.Int).Sub(big.NewInt(bound), start)
		if up {
			n.Add(n, new(big.Int).Sub(period, big.NewInt(1)))
		}
		n.Div(n, period) // Euclidean, which rounds down for a positive divisor.
		return n.Mul(n, period).Add(n, start)
	}
	from, to := at(low, true), at(high, false)
	if from.Cmp(to) > 0 || !from.IsInt64() || !to.IsInt64() {
		return 0, 0, false
	}
	return from.Int64(), to.Int64(), true
}

// limitAt returns by which end texts name the limit below a value: as the side does that has it.
func limitAt(old, new *criteria.Scale, a, b *grid, start int64) criteria.End {
	for _, side := range []struct {
		s *criteria.Scale
		g *grid
	}{{new, b}, {old, a}} {
		if i, ok := slices.BinarySearch(side.g.starts, start); ok && i > 0 {
			return side.s.Intervals[i-1].Limit
		}
	}
	return criteria.Rounder
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func abs(n int64) int64 { return max(n, -n) }
