package union

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"baken.example/baken/internal/criteria"
)

// scaleOf returns a scale of numbers whose intervals begin at min and the starts.
func scaleOf(low, high, step int64, decimals int, starts ...int64) *criteria.Scale {
	s := &criteria.Scale{Kind: criteria.Number, Decimals: decimals, Min: low, Max: high, Step: step}
	starts = append([]int64{low}, starts...)
	for i, start := range starts {
		end := high
		if i+1 < len(starts) {
			end = starts[i+1] - step
		}
		s.Intervals = append(s.Intervals, criteria.Interval{Low: start, High: end})
	}
	return s
}

func TestRefine(t *testing.T) {
	for _, x := range []struct {
		name     string
		old, new *criteria.Scale
		want     string
	}{
		{"a limit that moved", scaleOf(0, 90_000, 1, 0, 30_000), scaleOf(0, 90_000, 1, 0, 32_000),
			"0..29999 {0 0}, 30000..31999 {1 0}, 32000..90000 {1 1}"},
		{"a range that grew", scaleOf(10, 20, 1, 0, 15), scaleOf(0, 30, 1, 0, 15),
			"0..9 {-1 0}, 10..14 {0 0}, 15..20 {1 1}, 21..30 {-1 1}"},
		{"ranges apart", scaleOf(0, 4, 1, 0), scaleOf(10, 14, 1, 0), "0..4 {0 -1}, 10..14 {-1 0}"},
		{"finer steps", scaleOf(0, 4, 2, 0), scaleOf(0, 4, 1, 0), "0..4 {0 0}, 1..3 {-1 0}"},
		{"steps without a common value", scaleOf(0, 4, 2, 0), scaleOf(1, 5, 2, 0), "0..0 {0 -1}, 2..4 {0 -1}, 1..3 {-1 0}, 5..5 {-1 0}"},
		{"more decimals", scaleOf(0, 2, 1, 0, 1), scaleOf(0, 20, 5, 1, 10), "0.0..0.0 {0 0}, 0.5..0.5 {-1 0}, 1.0..2.0 {1 1}, 1.5..1.5 {-1 1}"},
	} {
		s, from := refine(x.old, x.new)
		got := ""
		for i, in := range s.Intervals {
			if i > 0 {
				got += ", "
			}
			got += fmt.Sprint(s.IntervalID(in), " ", from[i])
		}
		if got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

// TestRefineRandom compares refinements with the values one by one: each value that a side has is
// of exactly one kind, which is an interval.
func TestRefineRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		var scales [2]*criteria.Scale
		for i := range scales {
			low, step := int64(random.IntN(12)-4), int64(1+random.IntN(6))
			steps := int64(1 + random.IntN(12))
			var starts []int64
			for v := int64(1); v <= steps; v++ {
				if random.IntN(3) == 0 {
					starts = append(starts, low+v*step)
				}
			}
			scales[i] = scaleOf(low, low+steps*step, step, 0, starts...)
		}
		s, from := refine(scales[0], scales[1])
		has := func(s *criteria.Scale, v int64) int {
			if v < s.Min || v > s.Max || (v-s.Min)%s.Step != 0 {
				return -1
			}
			return s.Interval(v)
		}
		seen := make([]bool, len(from))
		for v := int64(-10); v < 100; v++ {
			want := Option{has(scales[0], v), has(scales[1], v)}
			var of []int
			for i, in := range s.Intervals {
				if v >= in.Low && v <= in.High && from[i] == want {
					of = append(of, i)
					seen[i] = true
				}
			}
			if n := len(of); want == (Option{-1, -1}) && n > 0 || want != (Option{-1, -1}) && n != 1 {
				t.Fatalf("%d is %v and in %d intervals\n%v\n%v\n%v %v", v, want, n, scales[0], scales[1], s.Intervals, from)
			}
		}
		if slices.Contains(seen, false) {
			t.Fatalf("an interval has no value: %v %v", s.Intervals, from)
		}
	}
}

// TestRefineLarge refines scales of the largest values.
func TestRefineLarge(t *testing.T) {
	const most = 1<<53 - 1
	s, from := refine(scaleOf(-most, most, 3, 0), scaleOf(-most, most, 2, 0, 1))
	if len(s.Intervals) != len(from) || len(from) < 4 || s.Min != -most || s.Max != most {
		t.Errorf("%v %v", s, from)
	}
}
