package dev

import "time"

// days detects the beginning of a new day.
type days struct {
	clock func() time.Time
	day   time.Time
}

// newDays starts at the present day (UTC).
func newDays(clock func() time.Time) *days {
	d := &days{clock: clock}
	d.another()
	return d
}

// another reports whether the day has changed since the last call. It polls the clock, since a
// timer for midnight stands still while the machine sleeps.
func (d *days) another() bool {
	today := d.clock().UTC().Truncate(24 * time.Hour)
	if today.Equal(d.day) {
		return false
	}
	d.day = today
	return true
}
