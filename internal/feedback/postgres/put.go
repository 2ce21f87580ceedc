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
	if q := sub.Quorum; q != nil {
		result, err := s.join(ctx, &sub, q)
		if err != nil || result != met {
			return receipt(&sub, result, err)
		}
		// Its bounds have been counted; only the one that keeps it from counting is left.
		sub.Sender, sub.Bounds = nil, []feedback.Bound{{Per: feedback.Counting, Key: q.Key, Cost: 1, Limit: 0}}
	}
	const statement = "SELECT feedback_put($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
	b := boundsOf(&sub)
	args := []any{
		sub.ID, date(sub.Day), sub.Page, sub.Lang, sub.Helpful, sub.Comment,
		sub.Visitor, sub.Sender, lock(sub.Sender), sub.Salt, sub.Slot, b.per, b.keys, b.costs, b.limits,
	}
	var result string
	err := s.withPool(ctx, func(pool *pgxpool.Pool) error { return queryRow(ctx, pool, statement, args, &result) })
	return receipt(&sub, result, err)
}

// met is the result of feedback_join for a submission that is to be stored.
const met = "met"

// join counts a visitor towards a quorum, and returns the result of feedback_join.
func (s *Store) join(ctx context.Context, sub *feedback.Submission, q *feedback.Quorum) (result string, err error) {
	const statement = "SELECT feedback_join($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
	b := boundsOf(sub)
	args := []any{
		date(sub.Day), sub.Sender, lock(sub.Sender), sub.Salt, sub.Slot, b.per, b.keys, b.costs, b.limits, q.Key, q.Member, int32(q.Need),
	}
	err = s.withPool(ctx, func(pool *pgxpool.Pool) error { return queryRow(ctx, pool, statement, args, &result) })
	return result, err
}

// bounds are those of a submission as arrays of equal lengths.
type bounds struct {
	per           []string
	keys          [][]byte
	costs, limits []int32
}

func boundsOf(sub *feedback.Submission) (out bounds) {
	out.per, out.keys, out.costs, out.limits = []string{}, [][]byte{}, []int32{}, []int32{}
	for _, b := range sub.All() {
		out.per = append(out.per, [...]string{"window", "day", "counting"}[b.Per])
		out.keys = append(out.keys, b.Key)
		out.costs = append(out.costs, int32(b.Cost))
		out.limits = append(out.limits, int32(min(b.Limit, math.MaxInt32)))
	}
	return out
}

// receipt returns the outcome of a submission by its name in the database.
func receipt(sub *feedback.Submission, result string, err error) (feedback.Receipt, error) {
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
	return feedback.Receipt{}, fmt.Errorf("postgres: the result of a submission is %q", result)
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
