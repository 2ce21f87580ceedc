package dev

import "time"

// days notices that another day has begun.
type days struct {
	clock func() time.Time
	day   time.Time
}

// newDays returns the day as it is (UTC).
func newDays(clock func() time.Time) *days {
	d := &days{clock: clock}
	d.another()
	return d
}

// another reports whether it is another day than when it was asked before. The clock is looked at,
// rather than a timer set for midnight: timers stand still while a machine sleeps.
func (d *days) another() bool {
	today := d.clock().UTC().Truncate(24 * time.Hour)
	if today.Equal(d.day) {
		return false
	}
	d.day = today
	return true
}
