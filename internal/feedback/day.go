package feedback

import (
	"fmt"
	"time"
)

// Day is a day of UTC, counted from 1 January 1970.
type Day int32

// The first and the last day whose names sort in the order of time, as databases need it.
const (
	firstDay = -719162 // 0001-01-01
	lastDay  = 2932896 // 9999-12-31
)

// DayOf returns the day of a time, of the years 1 to 9999: the nearest of these for a clock that
// shows another year.
func DayOf(t time.Time) Day {
	seconds := min(max(t.Unix(), firstDay*secondsPerDay), lastDay*secondsPerDay)
	day := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		day-- // division truncates towards zero
	}
	return Day(day)
}

const secondsPerDay = 24 * 60 * 60

// Time returns the start of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String returns the day in the format of ISO 8601: 2026-11-23.
func (d Day) String() string { return d.Time().Format(time.DateOnly) }

// ParseDay parses the format of String.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q isn't a day such as 2026-11-23", s)
	}
	return DayOf(t), nil
}
