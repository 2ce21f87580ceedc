package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"baken.example/baken/internal/feedback"
)

// Salt implements feedback.Store.
func (s *Store) Salt(ctx context.Context, proposal feedback.Salt) (feedback.Salt, error) {
	salt := feedback.Salt{Day: proposal.Day}
	err := s.withPool(ctx, func(pool *pgxpool.Pool) error {
		const add = "INSERT INTO feedback_salt (day, tag, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
		if _, err := pool.Exec(ctx, add, date(proposal.Day), proposal.Tag, proposal.Key); err != nil {
			return err
		}
		const look = "SELECT tag, key FROM feedback_salt WHERE day = $1"
		return queryRow(ctx, pool, look, []any{date(proposal.Day)}, &salt.Tag, &salt.Key)
	})
	if err != nil {
		return feedback.Salt{}, err
	}
	return salt, nil
}

// Forget implements feedback.Store.
func (s *Store) Forget(ctx context.Context, before feedback.Day) error {
	return s.withPool(ctx, func(pool *pgxpool.Pool) error {
		_, err := pool.Exec(ctx, "SELECT feedback_forget($1)", date(before))
		return err
	})
}

// seenDays is the number of recorded days to keep.
const seenDays = 400

// See implements feedback.Store.
func (s *Store) See(ctx context.Context, day feedback.Day, reset bool) ([]feedback.Day, error) {
	var seen []feedback.Day
	err := s.withPool(ctx, func(pool *pgxpool.Pool) error {
		seen = nil
		return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
			if reset {
				if _, err := tx.Exec(ctx, "DELETE FROM feedback_seen"); err != nil {
					return err
				}
			}
			const note = "INSERT INTO feedback_seen SELECT $1::date WHERE $1 >= coalesce((SELECT min(day) FROM feedback_seen), $1) ON CONFLICT DO NOTHING"
			if _, err := tx.Exec(ctx, note, date(day)); err != nil {
				return err
			}
			const tidy = "DELETE FROM feedback_seen WHERE day NOT IN (SELECT day FROM feedback_seen ORDER BY day DESC LIMIT $1)"
			if _, err := tx.Exec(ctx, tidy, seenDays); err != nil {
				return err
			}
			rows, err := tx.Query(ctx, "SELECT day FROM feedback_seen ORDER BY day")
			if err != nil {
				return err
			}
			seen, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (feedback.Day, error) {
				var day time.Time
				err := row.Scan(&day)
				return feedback.DayOf(day), err
			})
			return err
		})
	})
	return seen, err
}

// Remove implements feedback.Store.
func (s *Store) Remove(ctx context.Context, id string) (bool, error) {
	var n int64
	err := s.withPool(ctx, func(pool *pgxpool.Pool) error {
		tag, err := pool.Exec(ctx, "DELETE FROM feedback_answer WHERE id = $1", id)
		n = tag.RowsAffected()
		return err
	})
	return n > 0, err
}

// chunk is the number of answers that Purge deletes in a transaction.
const chunk = 1000

// Purge implements feedback.Store.
func (s *Store) Purge(ctx context.Context, before feedback.Day) (int, error) {
	return s.deleteInChunks(ctx, `DELETE FROM feedback_answer WHERE number IN
		(SELECT number FROM feedback_answer WHERE day < $1 LIMIT $2)`, before)
}

// deleteInChunks executes a statement until it deletes less than a chunk, and returns the number of
// deleted rows.
func (s *Store) deleteInChunks(ctx context.Context, statement string, before feedback.Day) (int, error) {
	for total := 0; ; {
		n := 0
		err := s.withPool(ctx, func(pool *pgxpool.Pool) error {
			tag, err := pool.Exec(ctx, statement, date(before), chunk)
			n = int(tag.RowsAffected())
			return err
		})
		if err != nil {
			return total, err
		}
		if total += n; n < chunk {
			return total, nil
		}
	}
}
