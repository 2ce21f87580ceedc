package feedback

import (
	"testing"
	"time"
)

func TestDay(t *testing.T) {
	for d, want := range map[Day]string{0: "1970-01-01", 20780: "2026-11-23", -1: "1969-12-31"} {
		got, err := ParseDay(want)
		if d.String() != want || got != d || err != nil || DayOf(d.Time()) != d || DayOf(d.Time().Add(-1)) != d-1 {
			t.Errorf("%d: %s, %v, %v", d, d, got, err)
		}
	}
	if _, err := ParseDay("23-11-2026"); err == nil {
		t.Error("no error")
	}
}

// TestDayOfAnyClock checks that every clock gives a day whose name can be read back and sorts.
func TestDayOfAnyClock(t *testing.T) {
	var last string
	for _, year := range []int{-5_000_000, -1, 0, 1, 1969, 1970, 2026, 9999, 10_000, 292_000_000} {
		day := DayOf(time.Date(year, time.July, 1, 0, 0, 0, 0, time.UTC))
		if got, err := ParseDay(day.String()); err != nil || got != day || day.String() < last {
			t.Errorf("year %d: day %d, %s after %s, %v", year, day, day, last, err)
		}
		last = day.String()
	}
}
