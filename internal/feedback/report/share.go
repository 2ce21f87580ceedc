package report

import "math"

// Votes are the numbers of votes for yes and for no.
type Votes struct{ Yes, No int }

// Total returns the number of votes.
func (v Votes) Total() int { return v.Yes + v.No }

func (v Votes) add(other Votes) Votes { return Votes{v.Yes + other.Yes, v.No + other.No} }

// Share is the share of votes that are yes, from 0 to 1, with its 95 % confidence interval.
type Share struct{ Value, Low, High float64 }

// Share returns the share of yes with its Wilson score interval (E. B. Wilson, Probable inference,
// the law of succession, and statistical inference, 1927), without continuity correction. Unlike
// the normal approximation, it is valid for few votes and for shares near 0 and 1. It reports false
// if there are no votes.
//
// Values are rounded to four decimals, so that the report is the same on all processors.
func (v Votes) Share() (Share, bool) {
	n := float64(v.Total())
	if n == 0 {
		return Share{}, false
	}
	const z = 1.959963984540054 // the 97.5th percentile of the standard normal distribution
	p := float64(v.Yes) / n
	scale := 1 + z*z/n
	middle := (p + z*z/(2*n)) / scale
	half := z / scale * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return Share{round(p), round(max(0, middle-half)), round(min(1, middle+half))}, true
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
