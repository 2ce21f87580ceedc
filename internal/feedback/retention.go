package feedback

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How far days may lie apart before a clock is doubted, and how many days make up for it.
const (
	// MaxPause is how many days a service may have seen nothing of without a doubt.
	MaxPause = 14
	// enough is how many days have to be seen behind a longer pause until it was one.
	enough = 7
)

// Last returns the last day that the days seen justify: each of them at most MaxPause behind the one
// before, or with a week of days seen behind it. So a clock that is wrong once, by any number of days,
// justifies nothing. The days are in order, and there is one.
func Last(seen []Day) Day {
	last := seen[0]
	for i, day := range seen[1:] {
		if day-last > MaxPause && len(seen)-(i+1) < enough {
			break
		}
		last = day
	}
	return last
}

// LeapError reports that a clock is further ahead than the days seen justify, so that answers
// aren't removed by it.
type LeapError struct {
	// Today is the day by the clock, Last the last day that is beyond doubt.
	Today, Last Day
}

func (e *LeapError) Error() string {
	return fmt.Sprintf("by the clock today is %s, but the last day that is beyond doubt is %s, %d days before: "+
		"answers are only removed as if it were that day", e.Today, e.Last, e.Today-e.Last)
}

// Enforce does what a day asks for: it destroys the salts of all days before it and the hashes made
// with them, and removes the answers of days more than so many days before. It returns how many
// answers it removed. Where the clock leaps, it removes what is old without the leap, and returns a
// *LeapError.
func Enforce(ctx context.Context, s Store, today Day, retentionDays int) (int, error) {
	if err := s.Forget(ctx, today); err != nil {
		return 0, fmt.Errorf("destroy salts: %w", err)
	}
	last, err := see(ctx, s, today)
	if err != nil {
		return 0, err
	}
	return purge(ctx, s, today, last, retentionDays)
}

func see(ctx context.Context, s Store, today Day) (Day, error) {
	seen, err := s.See(ctx, today, false)
	if err != nil {
		return 0, fmt.Errorf("note the day: %w", err)
	}
	return Last(seen), nil
}

func purge(ctx context.Context, s Store, today, last Day, retentionDays int) (int, error) {
	removed, err := s.Purge(ctx, min(today, last)-Day(retentionDays))
	if err != nil {
		return removed, fmt.Errorf("remove old answers: %w", err)
	}
	if today > last {
		return removed, &LeapError{today, last}
	}
	return removed, nil
}

// beginDay makes sure that the salts of days before are gone. That a day's first answer waits for
// it is what makes it hold where nothing else runs, in a function. Old answers are removed as far
// as that goes quickly: the visitor waits, and the rest can be removed tomorrow.
func (h *Handler) beginDay(ctx context.Context, day Day) (Day, error) {
	last, err := see(ctx, h.config.Store, day)
	if err != nil {
		return 0, err
	}
	if err := h.config.Store.Forget(ctx, max(day, last)); err != nil {
		return 0, fmt.Errorf("destroy salts: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, h.config.StoreTimeout/5)
	defer cancel()
	h.purged(purge(ctx, h.config.Store, day, last, h.config.RetentionDays))
	return last, nil
}

func (h *Handler) purged(removed int, err error) {
	if removed > 0 {
		h.config.Logger.Info("feedback: old answers are removed", "answers", removed)
	}
	if leap, ok := errors.AsType[*LeapError](err); ok {
		h.config.Logger.Error("feedback: the clock leaps, so answers aren't removed by it; if it is right, run baken feedback purge --clock-is-right",
			"today", leap.Today.String(), "last", leap.Last.String())
		return
	}
	if err != nil && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
		h.config.Logger.Error("feedback: the retention isn't enforced", "error", err)
	}
}

// RunRetention enforces the retention at every tick, until ctx is cancelled. A failure is logged, and made
// up for at the next tick.
func (h *Handler) RunRetention(ctx context.Context, ticks <-chan time.Time) {
	for {
		h.purged(Enforce(ctx, h.config.Store, DayOf(h.config.Clock()), h.config.RetentionDays))
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
	}
}
