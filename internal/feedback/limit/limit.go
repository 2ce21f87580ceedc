// Package limit bounds how many answers are accepted, by a visitor, by a network and altogether.
package limit

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Limits bound the answers in a window of time and in a day, and the answers that count. 0 means no
// bound; Window, Visitor and All are required.
type Limits struct {
	// Window is the length of a window.
	Window time.Duration
	// Visitor bounds the answers of one address in a window, Network the answers of a network (an
	// IPv4 /24, an IPv6 /48), All the total.
	Visitor, Network, All int
	// Day bounds the growth of the database in a day, in KiB. The share of an address is a 32nd,
	// that of a network an eighth.
	Day int
	// PageBrowser, PageAddress and PageNetwork bound the answers about one page that count in a
	// day, per browser, address and network. Further answers are stored without counting.
	PageBrowser, PageAddress, PageNetwork int
}

// The shares of a day's growth.
const (
	addressShare = 32
	networkShare = 8
)

// Default returns the default limits. They are generous to offices, which have one address and
// often one kind of browser, while no network gets more than a tenth of a window or an eighth of a
// day.
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

// Cost returns the cost of an answer in the bound of a day, in KiB, by the length of its page and
// comment in bytes. It is an upper bound on the size of the row with its indexes and the free space
// of its pages.
func Cost(length int) int { return 1 + 2*length/1024 }

// AddressDay returns the share of an address in the growth of a day, in KiB.
func (l Limits) AddressDay() int { return share(l.Day, addressShare) }

// NetworkDay returns the share of a network in the growth of a day, in KiB.
func (l Limits) NetworkDay() int { return share(l.Day, networkShare) }

// share returns a part of a day, at least the cost of the largest answer, or 0 without a bound.
func share(day, parts int) int {
	if day == 0 {
		return 0
	}
	const largest = 20
	return max(day/parts, min(day, largest))
}

// Slot returns the number of the window that contains t.
func (l Limits) Slot(t time.Time) int64 { return t.UnixNano() / int64(l.Window) }

// Later reports whether a window replaces the current one. The window before doesn't, since it
// belongs to a late request; an earlier one does, since it shows that the clock was wrong.
func Later(slot, current int64) bool { return slot > current || slot < current-1 }

// Wait returns the number of whole seconds until the next window, at least one.
func (l Limits) Wait(t time.Time) int { return untilNext(t, l.Window) }

// WaitDay returns the number of whole seconds until the next day of UTC, at least one.
func WaitDay(t time.Time) int { return untilNext(t, 24*time.Hour) }

func untilNext(t time.Time, window time.Duration) int {
	left := int64(window) - t.UnixNano()%int64(window)
	return int((left + int64(time.Second) - 1) / int64(time.Second))
}

// Lease takes up to want from the remainder of limit in a period, and returns how much it took.
type Lease func(ctx context.Context, period int64, want, limit int) (int, error)

// portions is the number of leases in a period if one process uses the whole limit.
const portions = 64

// Allowance is this process's part of a limit on all visitors. It leases portions from the store,
// whose size doubles up to a 64th of the limit: the unused part of a lease is lost, and most
// instances of a function use little.
type Allowance struct {
	lease        Lease
	limit, first int
	// sem is a semaphore that guards the fields below, with a wait that a context can end.
	sem     chan struct{}
	period  int64
	left    int
	portion int
	// over reports whether the limit of the period is exhausted.
	over bool
}

// NewAllowance returns an allowance of a limit, whose first lease is first.
func NewAllowance(lease Lease, limit, first int) *Allowance {
	return &Allowance{lease: lease, limit: limit, first: first, sem: make(chan struct{}, 1)}
}

// NewWindow returns the allowance of windows, whose leases are equal.
func NewWindow(lease Lease, limit int) *Allowance {
	return NewAllowance(lease, limit, (limit+portions-1)/portions)
}

// Take takes n in a period, and reports whether the limit allows it.
func (a *Allowance) Take(ctx context.Context, period int64, n int) (bool, error) {
	select {
	case a.sem <- struct{}{}:
		defer func() { <-a.sem }()
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

// GiveBack returns n of a period that weren't used.
func (a *Allowance) GiveBack(period int64, n int) {
	a.sem <- struct{}{}
	if period == a.period {
		a.left += n
	}
	<-a.sem
}
