package examples

import (
	"time"

	"baken.example/baken/internal/criteria"
)

// typical returns a value of an interval for people to read: the only one, or the roundest of those
// in its middle half.
func typical(s *criteria.Scale, in criteria.Interval) int64 {
	steps := (in.High - in.Low) / s.Step
	if steps == 0 {
		return in.Low
	}
	low, high := in.Low+steps/4*s.Step, in.High-steps/4*s.Step
	middle := in.Low + steps/2*s.Step
	if s.Kind == criteria.Day {
		t := s.Value(middle).Time()
		for _, day := range []time.Time{
			time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC), time.Date(t.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC),
			time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC), time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC),
		} {
			if units := day.Unix() / (24 * 60 * 60); units >= low && units <= high {
				return units
			}
		}
		return middle
	}
	for unit := int64(1_000_000_000_000); unit >= 1; unit /= 10 {
		for _, part := range []int64{1, 2} {
			round := unit / part
			if round == 0 || unit%part != 0 {
				continue
			}
			below := middle - ((middle%round)+round)%round
			for _, v := range []int64{below, below + round} {
				if v >= low && v <= high && (v-s.Min)%s.Step == 0 {
					return v
				}
			}
		}
	}
	return middle
}
