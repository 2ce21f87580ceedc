package feedback

import (
	"fmt"
	"time"
)

// Day is a day of UTC, counted from 1 January 1970.
type Day int32

// DayOf is the day of a moment.
func DayOf(t time.Time) Day {
	seconds := t.Unix()
	day := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		day-- // before 1970, division would round up
	}
	return Day(day)
}

const secondsPerDay = 24 * 60 * 60

// Time is the moment at which the day begins.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String is the day as ISO 8601 writes it: 2026-11-23.
func (d Day) String() string { return d.Time().Format(time.DateOnly) }

// ParseDay reads what String writes.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q isn't a day such as 2026-11-23", s)
	}
	return DayOf(t), nil
}
