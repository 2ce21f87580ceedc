package postgres

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"baken.example/baken/internal/feedback"
)

// Put implements feedback.Store.
func (s *Store) Put(ctx context.Context, sub feedback.Submission) (feedback.Receipt, error) {
	const statement = "SELECT result, kept FROM feedback_put($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
	args := []any{
		sub.ID, date(sub.Day), sub.Page, sub.Lang, sub.Helpful, sub.Comment,
		sub.Named, sub.Visitor, sub.Sender, lock(sub.Sender), sub.Salt, sub.Slot, sub.Limit,
	}
	var receipt feedback.Receipt
	err := s.use(ctx, func(pool *pgxpool.Pool) error {
		var result string
		var kept *string
		if err := one(ctx, pool, statement, args, &result, &kept); err != nil {
			return err
		}
		receipt = feedback.Receipt{}
		if kept != nil {
			receipt.ID = *kept
		}
		for _, r := range []feedback.Result{
			feedback.Stored, feedback.Changed, feedback.Repeated, feedback.Limited, feedback.Conflicting, feedback.Stale,
		} {
			if r.String() == result {
				receipt.Result = r
				return nil
			}
		}
		return fmt.Errorf("feedback_put has returned %q", result)
	})
	if err != nil {
		return feedback.Receipt{}, err
	}
	return receipt, nil
}

// lock is the number of the lock of a sender. Senders that share one wait for each other now and
// then.
func lock(sender []byte) int64 {
	if len(sender) < 8 {
		return 0
	}
	return int64(binary.BigEndian.Uint64(sender))
}

// Lease implements feedback.Store.
func (s *Store) Lease(ctx context.Context, slot int64, want, limit int) (int, error) {
	var n int
	err := s.use(ctx, func(pool *pgxpool.Pool) error {
		return one(ctx, pool, "SELECT feedback_lease($1, $2, $3)", []any{slot, want, limit}, &n)
	})
	return n, err
}

// Ready implements feedback.Store, by writing something.
func (s *Store) Ready(ctx context.Context) error {
	_, err := s.Lease(ctx, 0, 0, 0)
	return err
}
