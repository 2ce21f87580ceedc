package postgres

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"baken.example/baken/internal/feedback"
)

// Answers implements feedback.Store.
func (s *Store) Answers(ctx context.Context, from, to feedback.Day) iter.Seq2[feedback.Answer, error] {
	const query = `SELECT id, page, lang, helpful, comment, day, counts FROM feedback_answer
		WHERE day BETWEEN $1 AND $2 ORDER BY day, number`
	return read(ctx, s, query, from, to, func(rows pgx.Rows) (a feedback.Answer, err error) {
		var day time.Time
		err = rows.Scan(&a.ID, &a.Page, &a.Lang, &a.Helpful, &a.Comment, &day, &a.Counts)
		a.Day = feedback.DayOf(day)
		return a, err
	})
}

// Tallies implements feedback.Store.
func (s *Store) Tallies(ctx context.Context, from, to feedback.Day) iter.Seq2[feedback.Tally, error] {
	const query = `SELECT page, lang, day, count(*) FILTER (WHERE helpful), count(*) FILTER (WHERE NOT helpful)
		FROM feedback_answer WHERE counts AND day BETWEEN $1 AND $2 GROUP BY page, lang, day ORDER BY page, lang, day`
	return read(ctx, s, query, from, to, func(rows pgx.Rows) (t feedback.Tally, err error) {
		var day time.Time
		err = rows.Scan(&t.Page, &t.Lang, &day, &t.Yes, &t.No)
		t.Day = feedback.DayOf(day)
		return t, err
	})
}

// read yields the rows of a query as they arrive.
func read[T any](ctx context.Context, s *Store, query string, from, to feedback.Day, scan func(pgx.Rows) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		var rows pgx.Rows
		var more bool
		err := s.withPool(ctx, func(pool *pgxpool.Pool) (err error) {
			if rows, err = pool.Query(ctx, query, date(from), date(to)); err != nil {
				return err
			}
			// The first row proves that the connection works.
			if more = rows.Next(); !more {
				rows.Close()
			}
			return rows.Err()
		})
		if err != nil {
			yield(none, err)
			return
		}
		defer rows.Close()
		for ; more; more = rows.Next() {
			value, err := scan(rows)
			if err != nil {
				yield(none, fmt.Errorf("postgres: %w", err))
				return
			}
			if !yield(value, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, fmt.Errorf("postgres: %w", err))
		}
	}
}
