// Package limit bounds how many answers are accepted, by a visitor, by a network and altogether.
package limit

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Limits bound answers in a window of time, in a day, and in what counts. A bound of 0 is none; only
// Window, Visitor and All must be given.
type Limits struct {
	// Window is how long a window lasts.
	Window time.Duration
	// Visitor bounds the answers of one address in a window, Network those of a network (an IPv4 /24,
	// an IPv6 /48), All those of everybody.
	Visitor, Network, All int
	// Day bounds how much a database may grow in a day, in KiB. An address may use up a 32nd of it, a
	// network an eighth.
	Day int
	// PageBrowser, PageAddress and PageNetwork are how many answers about one page count in a day: of
	// one browser, of one address and of one network. Further ones are kept and don't count.
	PageBrowser, PageAddress, PageNetwork int
}

// The shares of a day's growth.
const (
	addressShare = 32
	networkShare = 8
)

// Default are the limits of a service that is told nothing else: generous to offices, where
// everybody has the same address and often the same browser, while no network gets more than a tenth
// of a window or an eighth of a day.
func Default() Limits {
	return Limits{
		Window: time.Minute, Visitor: 30, Network: 300, All: 3000,
		Day:         256 << 10,
		PageBrowser: 30, PageAddress: 60, PageNetwork: 240,
	}
}

// Validate returns an error for limits that would accept nothing.
func (l Limits) Validate() error {
	if l.Window < time.Second || l.Visitor < 1 || l.All < 1 {
		return errors.New("limits must be of at least one answer, in a window of at least a second")
	}
	if min(l.Network, l.Day, l.PageBrowser, l.PageAddress, l.PageNetwork) < 0 {
		return errors.New("limits can't be negative")
	}
	return nil
}

// Cost is what an answer counts for in the bound of a day, in KiB, by the length of its page and
// comment in bytes: no less than what its row takes, with its indexes and the room that pages leave
// empty beside it.
func Cost(length int) int { return 1 + 2*length/1024 }

// AddressDay and NetworkDay are an address's and a network's share of a day's growth.
func (l Limits) AddressDay() int { return share(l.Day, addressShare) }

// NetworkDay is described at AddressDay.
func (l Limits) NetworkDay() int { return share(l.Day, networkShare) }

// share is no less than the cost of the largest answer, if there is a bound at all.
func share(day, parts int) int {
	if day == 0 {
		return 0
	}
	const largest = 20
	return max(day/parts, min(day, largest))
}

// Slot is the number of the window that a moment is in.
func (l Limits) Slot(t time.Time) int64 { return t.UnixNano() / int64(l.Window) }

// Later reports whether a window takes the place of the current one. A late request of the one before
// doesn't; one of long before does, since then the clock has been wrong.
func Later(slot, current int64) bool { return slot > current || slot < current-1 }

// Wait is how many whole seconds it takes until the next window, at least one.
func (l Limits) Wait(t time.Time) int { return untilNext(t, l.Window) }

// WaitDay is how many whole seconds it takes until the next day of UTC, at least one.
func WaitDay(t time.Time) int { return untilNext(t, 24*time.Hour) }

func untilNext(t time.Time, window time.Duration) int {
	left := int64(window) - t.UnixNano()%int64(window)
	return int((left + int64(time.Second) - 1) / int64(time.Second))
}

// Lease takes up to want from what is left of limit in a period.
type Lease func(ctx context.Context, period int64, want, limit int) (int, error)

// portions is how many times a process asks the store for what it may accept, if it accepts all.
const portions = 64

// Allowance is what this process may still accept of the answers of everybody. It takes that from
// the store in portions, which double up to a 64th of the limit: what an instance of a function took
// and didn't use is lost, and most instances use little.
type Allowance struct {
	lease        Lease
	limit, first int
	// held has room for one, whoever takes it holds the fields below.
	held    chan struct{}
	period  int64
	left    int
	portion int
	// over reports that the store had nothing left in the period.
	over bool
}

// NewAllowance returns an allowance of a limit, of which the first portion is given.
func NewAllowance(lease Lease, limit, first int) *Allowance {
	return &Allowance{lease: lease, limit: limit, first: first, held: make(chan struct{}, 1)}
}

// NewWindow returns the allowance of windows, whose portions are all equal.
func NewWindow(lease Lease, limit int) *Allowance {
	return NewAllowance(lease, limit, (limit+portions-1)/portions)
}

// Take takes n in a period, and reports whether they were there.
func (a *Allowance) Take(ctx context.Context, period int64, n int) (bool, error) {
	select {
	case a.held <- struct{}{}:
		defer func() { <-a.held }()
	case <-ctx.Done():
		return false, fmt.Errorf("wait for the rate: %w", ctx.Err())
	}
	if Later(period, a.period) {
		a.period, a.left, a.portion, a.over = period, 0, a.first, false
	}
	if a.left < n && !a.over {
		got, err := a.lease(ctx, a.period, max(a.portion, n), a.limit)
		if err != nil {
			return false, fmt.Errorf("look up the rate: %w", err)
		}
		a.left, a.over = a.left+got, got == 0
		a.portion = min(2*a.portion, max(a.first, a.limit/portions))
	}
	if a.left < n {
		return false, nil
	}
	a.left -= n
	return true, nil
}

// GiveBack returns what wasn't needed.
func (a *Allowance) GiveBack(period int64, n int) {
	a.held <- struct{}{}
	if period == a.period {
		a.left += n
	}
	<-a.held
}
