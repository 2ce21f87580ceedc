package postgres

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/jackc/pgx/v5/pgxpool"

	"baken.example/baken/internal/feedback"
)

// Put implements feedback.Store.
func (s *Store) Put(ctx context.Context, sub feedback.Submission) (feedback.Receipt, error) {
	const statement = "SELECT feedback_put($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
	bounds := sub.All()
	per, keys := make([]string, len(bounds)), make([][]byte, len(bounds))
	costs, limits := make([]int32, len(bounds)), make([]int32, len(bounds))
	for i, b := range bounds {
		per[i], keys[i] = [...]string{"window", "day", "counting"}[b.Per], b.Key
		costs[i], limits[i] = int32(b.Cost), int32(min(b.Limit, math.MaxInt32))
	}
	args := []any{
		sub.ID, date(sub.Day), sub.Page, sub.Lang, sub.Helpful, sub.Comment,
		sub.Visitor, sub.Sender, lock(sub.Sender), sub.Salt, sub.Slot, per, keys, costs, limits,
	}
	var result string
	err := s.withPool(ctx, func(pool *pgxpool.Pool) error { return queryRow(ctx, pool, statement, args, &result) })
	if err != nil {
		return feedback.Receipt{}, err
	}
	for _, r := range feedback.Results() {
		if r.String() != result {
			continue
		}
		receipt := feedback.Receipt{Result: r}
		if r <= feedback.Repeated {
			receipt.ID = sub.ID
		}
		return receipt, nil
	}
	return feedback.Receipt{}, fmt.Errorf("postgres: feedback_put has returned %q", result)
}

// lock returns the key of a sender's advisory lock. A collision only makes two senders wait for
// each other.
func lock(sender []byte) int64 {
	if len(sender) < 8 {
		return 0
	}
	return int64(binary.BigEndian.Uint64(sender))
}

// Lease implements feedback.Store.
func (s *Store) Lease(ctx context.Context, slot int64, want, limit int) (int, error) {
	var n int
	err := s.withPool(ctx, func(pool *pgxpool.Pool) error {
		return queryRow(ctx, pool, "SELECT feedback_lease($1, $2, $3)", []any{slot, want, limit}, &n)
	})
	return n, err
}

// Allot implements feedback.Store.
func (s *Store) Allot(ctx context.Context, day feedback.Day, want, limit int) (int, error) {
	var n int
	err := s.withPool(ctx, func(pool *pgxpool.Pool) error {
		return queryRow(ctx, pool, "SELECT feedback_allot($1, $2, $3)", []any{date(day), want, limit}, &n)
	})
	return n, err
}

// Ready implements feedback.Store by writing a row as large as an answer.
func (s *Store) Ready(ctx context.Context) error {
	return s.withPool(ctx, func(pool *pgxpool.Pool) error {
		_, err := pool.Exec(ctx, "SELECT feedback_ready()")
		return err
	})
}
