package postgres

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"

	"baken.example/baken/internal/feedback"
)

// Salt implements feedback.Store.
func (s *Store) Salt(ctx context.Context, proposal feedback.Salt) (feedback.Salt, error) {
	salt := feedback.Salt{Day: proposal.Day}
	err := s.use(ctx, func(pool *pgxpool.Pool) error {
		const add = "INSERT INTO feedback_salt (day, tag, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
		if _, err := pool.Exec(ctx, add, date(proposal.Day), proposal.Tag, proposal.Key); err != nil {
			return err
		}
		const look = "SELECT tag, key FROM feedback_salt WHERE day = $1"
		return one(ctx, pool, look, []any{date(proposal.Day)}, &salt.Tag, &salt.Key)
	})
	if err != nil {
		return feedback.Salt{}, err
	}
	return salt, nil
}

// chunk is how many answers are changed at once by Forget and Purge.
const chunk = 1000

// Forget implements feedback.Store.
func (s *Store) Forget(ctx context.Context, before feedback.Day) error {
	err := s.use(ctx, func(pool *pgxpool.Pool) error {
		_, err := pool.Exec(ctx, "SELECT feedback_forget($1)", date(before))
		return err
	})
	if err != nil {
		return err
	}
	// Without their salt, the hashes say nothing. They go all the same.
	_, err = s.repeat(ctx, `UPDATE feedback_answer SET visitor = NULL WHERE number IN
		(SELECT number FROM feedback_answer WHERE visitor IS NOT NULL AND day < $1 LIMIT $2)`, before)
	return err
}

// Purge implements feedback.Store.
func (s *Store) Purge(ctx context.Context, before feedback.Day) (int, error) {
	return s.repeat(ctx, `DELETE FROM feedback_answer WHERE number IN
		(SELECT number FROM feedback_answer WHERE day < $1 LIMIT $2)`, before)
}

// repeat says a statement until it changes no more than it may at once, and returns how many rows
// it has changed.
func (s *Store) repeat(ctx context.Context, statement string, before feedback.Day) (int, error) {
	for total := 0; ; {
		n := 0
		err := s.use(ctx, func(pool *pgxpool.Pool) error {
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
