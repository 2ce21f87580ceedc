package changes

import (
	"math/big"

	"baken.example/baken/internal/criteria"
)

// maxCounted is the largest number of possible sets of answers that is written out: a larger one
// says nothing to a reader beside a percentage.
const maxCounted = 99_999

// share renders the share of all possible sets of answers, with the numbers where they are small.
func (b *builder) share(n *big.Int) string {
	share := b.percentage(n)
	if !b.Total.IsInt64() || b.Total.Int64() > maxCounted {
		return share
	}
	return b.Format("ChangesCount", struct{ Share, Count, Total string }{share, b.number(n.Int64()), b.total()})
}

// percentage renders a share in percent, to one decimal below 10 and to none above. It is 0 or 100
// only if it is that exactly.
func (b *builder) percentage(n *big.Int) string {
	percent := func(tenths int64) string {
		return b.value(criteria.Value{Kind: criteria.Number, Units: tenths, Decimals: 1}, "%")
	}
	// In tenths of a percent, rounded half up.
	tenths := new(big.Int).Mul(n, big.NewInt(2000))
	tenths.Add(tenths, b.Total)
	tenths.Quo(tenths, new(big.Int).Mul(b.Total, big.NewInt(2)))
	t := tenths.Int64()
	rounded := t
	if t >= 100 {
		rounded = (t + 5) / 10 * 10
	}
	switch {
	case t < 1 && n.Sign() > 0:
		return b.Format("ChangesLess", struct{ Share string }{percent(1)})
	case rounded >= 1000 && n.Cmp(b.Total) < 0:
		return b.Format("ChangesMore", struct{ Share string }{percent(990)})
	}
	return percent(rounded)
}

func (b *builder) number(n int64) string {
	return b.value(criteria.Value{Kind: criteria.Number, Units: n}, "")
}

// total renders the number of possible sets of answers: written out, or as more than a number with
// one digit that isn't zero.
func (b *builder) total() string {
	if b.Total.IsInt64() && b.Total.Int64() <= maxCounted {
		return b.number(b.Total.Int64())
	}
	digits := b.Total.String()
	if len(digits) > maxDigits {
		digits = "1" + digits[1:maxDigits]
	}
	round, _ := new(big.Int).SetString(digits[:1], 10)
	round.Mul(round, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(digits)-1)), nil))
	return b.Format("ChangesMore", struct{ Share string }{b.number(round.Int64())})
}

// maxDigits is the number of digits of a trillion.
const maxDigits = 13

// lead says how large a share of all possible sets of answers is.
func (b *builder) lead(n *big.Int) string {
	return b.Format("ChangesShare", struct{ Share string }{b.share(n)})
}
