package diff

import "math/big"

// Percent is a share in tenths of a percent. It never says 0 % of something or 100 % of less than
// all.
type Percent struct {
	// Tenths is 0 to 1000.
	Tenths int
	Rounding
}

// Rounding says how a percentage relates to the share.
type Rounding uint8

// The roundings.
const (
	// Exact means that the percentage is the share, About that it is rounded to the nearest.
	Exact Rounding = iota
	About
	// LessThan means that the share is above 0 and less than the percentage, 0.1 %.
	LessThan
	// MoreThan means that the share is below 100 % and more than the percentage, 99.9 %.
	MoreThan
)

// Share returns the share of all cases that a number of them is, in lowest terms.
func (c *Comparison) Share(count *big.Int) *big.Rat {
	if c.Total.Sign() == 0 {
		return new(big.Rat)
	}
	return new(big.Rat).SetFrac(count, c.Total)
}

// Percent returns the share of all cases that a number of them is, as a percentage.
func (c *Comparison) Percent(count *big.Int) Percent { return percent(c.Share(count)) }

func percent(share *big.Rat) Percent {
	thousandths := new(big.Rat).Mul(share, big.NewRat(1000, 1))
	if thousandths.IsInt() {
		return Percent{int(thousandths.Num().Int64()), Exact}
	}
	// Half of the way rounds up.
	up := new(big.Rat).Add(thousandths, big.NewRat(1, 2))
	tenths := int(new(big.Int).Quo(up.Num(), up.Denom()).Int64())
	switch {
	case thousandths.Cmp(big.NewRat(1, 1)) < 0:
		return Percent{1, LessThan}
	case thousandths.Cmp(big.NewRat(999, 1)) > 0:
		return Percent{999, MoreThan}
	}
	return Percent{tenths, About}
}
