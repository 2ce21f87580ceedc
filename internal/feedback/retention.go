package feedback

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	// MaxPause is the longest plausible gap between two days with answers, in days.
	MaxPause = 14
	// enough is the number of days seen after a longer gap that make it plausible.
	enough = 7
)

// Last returns the last plausible day of those seen. A day is plausible if it is at most MaxPause
// after the previous one, or if a week of days was seen from it on. So a clock that is wrong once,
// by any amount, has no effect. The days are sorted, and there is at least one.
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

// LeapError reports that the clock is implausibly far ahead, so that it wasn't used to purge
// answers.
type LeapError struct {
	// Today is the day by the clock, Last the last plausible day.
	Today, Last Day
}

func (e *LeapError) Error() string {
	return fmt.Sprintf("by the clock today is %s, but the last day that is beyond doubt is %s, %d days before: "+
		"answers are only removed as if it were that day", e.Today, e.Last, e.Today-e.Last)
}

// Enforce enforces the retention on a day: it destroys the salts of all earlier days with their
// hashes, and purges the answers that are more than retentionDays old. It returns the number of
// purged answers. If the clock leaps, Enforce purges relative to the last plausible day, and
// returns a *LeapError.
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

// beginDay destroys the salts of earlier days. The first answer of a day waits for it, so that it
// happens even in a function, which runs nothing between requests. It purges old answers for a
// bounded time only, since a visitor waits; the next day continues.
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

// RunRetention enforces the retention now and at every tick, until ctx is cancelled. It logs a
// failure and tries again at the next tick.
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
