package report

import "math"

// Votes are how many people said that a page helped them, and how many that it didn't.
type Votes struct{ Yes, No int }

// Total is how many votes there are.
func (v Votes) Total() int { return v.Yes + v.No }

func (v Votes) add(other Votes) Votes { return Votes{v.Yes + other.Yes, v.No + other.No} }

// Share is which part of the votes are yes, from 0 to 1, and where the part lies among all who read
// the page, with 95 % confidence.
type Share struct{ Value, Low, High float64 }

// Share returns the share of yes with its interval by Wilson's score (E. B. Wilson, Probable
// inference, the law of succession, and statistical inference, 1927), without correction for
// continuity. Unlike the textbook's interval it holds for a handful of votes, and for shares at the
// ends. Without votes there is no share.
//
// Values are rounded to four decimals, so that all processors make the same report.
func (v Votes) Share() (Share, bool) {
	n := float64(v.Total())
	if n == 0 {
		return Share{}, false
	}
	const z = 1.959963984540054 // of the normal distribution, 95 % lies within so many deviations
	p := float64(v.Yes) / n
	scale := 1 + z*z/n
	middle := (p + z*z/(2*n)) / scale
	half := z / scale * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return Share{round(p), round(max(0, middle-half)), round(min(1, middle+half))}, true
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
