package diff

import (
	"math/big"
	"testing"
)

func TestPercent(t *testing.T) {
	for _, x := range []struct {
		part, of int64
		want     Percent
	}{
		{0, 7, Percent{0, Exact}},
		{7, 7, Percent{1000, Exact}},
		{1, 8, Percent{125, Exact}},
		{1, 3, Percent{333, About}},
		{2, 3, Percent{667, About}},
		{1, 2001, Percent{1, LessThan}},
		{1, 1_000_000_000, Percent{1, LessThan}},
		{1, 1000, Percent{1, Exact}},
		{1, 667, Percent{1, About}},
		{1999, 2000, Percent{999, MoreThan}},
		{999_999_999, 1_000_000_000, Percent{999, MoreThan}},
		{999, 1000, Percent{999, Exact}},
		{9985, 10_000, Percent{999, About}},
	} {
		c := &Comparison{Total: big.NewInt(x.of)}
		if got := c.Percent(big.NewInt(x.part)); got != x.want {
			t.Errorf("%d of %d: %v, want %v", x.part, x.of, got, x.want)
		}
	}
	if got := (&Comparison{Total: new(big.Int)}).Percent(new(big.Int)); got != (Percent{}) {
		t.Errorf("none of none: %v", got)
	}
}
