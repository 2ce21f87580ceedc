package feedback

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Limits bound how many answers are accepted in a window of time.
type Limits struct {
	// Window is how long a window lasts.
	Window time.Duration
	// Visitor bounds the answers of one visitor in a window, All those of everybody.
	Visitor, All int
}

// DefaultLimits are generous to people who share an address, and keep a flood from filling a disk
// in a day.
func DefaultLimits() Limits { return Limits{Window: time.Minute, Visitor: 30, All: 3000} }

func (l Limits) validate() error {
	if l.Window < time.Second || l.Visitor < 1 || l.All < 1 {
		return errors.New("limits must be of at least one answer, in a window of at least a second")
	}
	return nil
}

// slot is the number of the window that a moment is in.
func (l Limits) slot(t time.Time) int64 { return t.UnixNano() / int64(l.Window) }

// Later tells whether a window takes the place of the current one. A late request of the one before
// doesn't; one of long before does, since then the clock has been wrong.
func Later(slot, current int64) bool { return slot > current || slot < current-1 }

// wait is how many whole seconds it takes until the next window, at least one.
func (l Limits) wait(t time.Time) int {
	left := int64(l.Window) - t.UnixNano()%int64(l.Window)
	return int((left + int64(time.Second) - 1) / int64(time.Second))
}

// portions is how many times a process asks the store for what it may accept, if it accepts all.
const portions = 64

// allowance is what this process may still accept of the answers of everybody.
type allowance struct {
	store Store
	limit int
	// held has room for one, whoever takes it holds what is below.
	held chan struct{}
	slot int64
	left int
	// over tells that the store had nothing left in the slot.
	over bool
}

func newAllowance(store Store, limit int) *allowance {
	return &allowance{store: store, limit: limit, held: make(chan struct{}, 1)}
}

// take takes one in a window of time, and tells whether there was one.
func (a *allowance) take(ctx context.Context, slot int64) (bool, error) {
	select {
	case a.held <- struct{}{}:
		defer func() { <-a.held }()
	case <-ctx.Done():
		return false, fmt.Errorf("wait for the rate: %w", ctx.Err())
	}
	if Later(slot, a.slot) {
		a.slot, a.left, a.over = slot, 0, false
	}
	if a.left == 0 && !a.over {
		portion := (a.limit + portions - 1) / portions
		n, err := a.store.Lease(ctx, a.slot, portion, a.limit)
		if err != nil {
			return false, fmt.Errorf("look up the rate: %w", err)
		}
		a.left, a.over = n, n == 0
	}
	if a.left == 0 {
		return false, nil
	}
	a.left--
	return true, nil
}

// giveBack returns one that wasn't needed.
func (a *allowance) giveBack(slot int64) {
	a.held <- struct{}{}
	if slot == a.slot {
		a.left++
	}
	<-a.held
}
