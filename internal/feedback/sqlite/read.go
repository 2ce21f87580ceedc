package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"

	"baken.example/baken/internal/feedback"
)

// Answers implements feedback.Store.
func (s *Store) Answers(ctx context.Context, from, to feedback.Day) iter.Seq2[feedback.Answer, error] {
	const query = `SELECT id, page, lang, helpful, comment, day, counts FROM answer
		WHERE day BETWEEN ? AND ? ORDER BY day, number`
	return read(ctx, s, query, from, to, func(rows *sql.Rows) (a feedback.Answer, err error) {
		var day string
		if err = rows.Scan(&a.ID, &a.Page, &a.Lang, &a.Helpful, &a.Comment, &day, &a.Counts); err == nil {
			a.Day, err = feedback.ParseDay(day)
		}
		return a, err
	})
}

// Tallies implements feedback.Store.
func (s *Store) Tallies(ctx context.Context, from, to feedback.Day) iter.Seq2[feedback.Tally, error] {
	const query = `SELECT page, lang, day, sum(helpful), sum(1 - helpful) FROM answer
		WHERE counts AND day BETWEEN ? AND ? GROUP BY page, lang, day ORDER BY page, lang, day`
	return read(ctx, s, query, from, to, func(rows *sql.Rows) (t feedback.Tally, err error) {
		var day string
		if err = rows.Scan(&t.Page, &t.Lang, &day, &t.Yes, &t.No); err == nil {
			t.Day, err = feedback.ParseDay(day)
		}
		return t, err
	})
}

// read yields the rows of a query on a connection of its own, so that readers don't block the
// writer. It yields nothing if the database doesn't exist yet.
func read[T any](ctx context.Context, s *Store, query string, from, to feedback.Day, scan func(*sql.Rows) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		fail := func(err error) { yield(none, fmt.Errorf("read %s: %w", s.path, err)) }
		if s.isClosed() {
			yield(none, feedback.ErrClosed)
			return
		}
		info, err := os.Stat(s.path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
			return
		}
		db, err := sql.Open("sqlite", dsn(s.path, s.options)+"&_pragma=query_only(ON)")
		if err != nil {
			fail(err)
			return
		}
		defer db.Close()
		rows, err := db.QueryContext(ctx, query, from.String(), to.String())
		if err != nil {
			fail(err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			value, err := scan(rows)
			if err != nil {
				fail(err)
				return
			}
			if !yield(value, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			fail(err)
		}
	}
}

func (s *Store) isClosed() bool {
	s.open.RLock()
	defer s.open.RUnlock()
	return s.closed
}
