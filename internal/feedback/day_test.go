package feedback

import "testing"

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
