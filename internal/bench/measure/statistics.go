package measure

import (
	"cmp"
	"slices"
	"time"
)

// Spread is the median of some values, with the least and the greatest of them.
type Spread struct{ Median, Low, High float64 }

// SpreadOf returns the spread of values, of which there is at least one.
func SpreadOf(values []float64) Spread {
	return Spread{Middle(values), slices.Min(values), slices.Max(values)}
}

// Middle is the median of values; of an even number, the lower of the two in the middle.
func Middle[T cmp.Ordered](values []T) T {
	values = slices.Sorted(slices.Values(values))
	return values[(len(values)-1)/2]
}

// Percentile is the value below or at which p percent of the sorted values are (nearest rank).
func Percentile[T any](sorted []T, p int) T {
	return sorted[max(0, (len(sorted)*p+99)/100-1)]
}

// Median has the median of each column.
func Median(all []Cost) Cost {
	return Cost{
		Wall: time.Duration(Middle(column(all, Wall))),
		CPU:  time.Duration(Middle(column(all, CPU))),
		Peak: int64(Middle(column(all, Peak))),
	}
}

// Wall, CPU and Peak are the columns of costs.
func Wall(c Cost) float64 { return float64(c.Wall) }
func CPU(c Cost) float64  { return float64(c.CPU) }
func Peak(c Cost) float64 { return float64(c.Peak) }

func column(all []Cost, of func(Cost) float64) []float64 {
	values := make([]float64, len(all))
	for i, c := range all {
		values[i] = of(c)
	}
	return values
}

// Ratios divides what the runs of a took by what those of b took, run by run, so that a machine
// that slows down for a while slows both. It reports false where there is nothing to divide by.
func Ratios(a, b []Cost, of func(Cost) float64) (Spread, bool) {
	var values []float64
	for i := range min(len(a), len(b)) {
		if of(a[i]) == 0 || of(b[i]) == 0 {
			return Spread{}, false
		}
		values = append(values, of(a[i])/of(b[i]))
	}
	if values == nil {
		return Spread{}, false
	}
	return SpreadOf(values), true
}

// Line returns the line of least squares through points: y is about constant + slope × x. There
// are at least two points, of different x.
func Line(x, y []float64) (constant, slope float64) {
	var meanX, meanY float64
	for i := range x {
		meanX += x[i] / float64(len(x))
		meanY += y[i] / float64(len(x))
	}
	var covariance, variance float64
	for i := range x {
		covariance += (x[i] - meanX) * (y[i] - meanY)
		variance += (x[i] - meanX) * (x[i] - meanX)
	}
	slope = covariance / variance
	return meanY - slope*meanX, slope
}
