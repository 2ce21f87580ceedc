package feedback

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Enforce does what a day asks for: it destroys the salts of all days before it and the hashes made
// with them, and removes the answers of days more than so many days before. It returns how many
// answers it removed.
func Enforce(ctx context.Context, s Store, today Day, retentionDays int) (int, error) {
	if err := s.Forget(ctx, today); err != nil {
		return 0, fmt.Errorf("destroy salts: %w", err)
	}
	removed, err := s.Purge(ctx, today-Day(retentionDays))
	if err != nil {
		return removed, fmt.Errorf("remove old answers: %w", err)
	}
	return removed, nil
}

// beginDay makes sure that the salts of days before are gone. That a day's first answer waits for
// it is what makes it hold where nothing else runs, in a function. Old answers are removed as far
// as that goes quickly: the visitor waits, and the rest can be removed tomorrow.
func (h *Handler) beginDay(ctx context.Context, day Day) error {
	if err := h.config.Store.Forget(ctx, day); err != nil {
		return fmt.Errorf("destroy salts: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, h.config.StoreTimeout/5)
	defer cancel()
	removed, err := h.config.Store.Purge(ctx, day-Day(h.config.RetentionDays))
	h.purged(removed, err)
	return nil
}

func (h *Handler) purged(removed int, err error) {
	if removed > 0 {
		h.config.Logger.Info("feedback: old answers are removed", "answers", removed)
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
