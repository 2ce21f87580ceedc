package sqlite

import (
	"context"

	"baken.example/baken/internal/feedback"
)

// Salt implements feedback.Store.
func (s *Store) Salt(ctx context.Context, proposal feedback.Salt) (feedback.Salt, error) {
	salt := feedback.Salt{Day: proposal.Day}
	err := s.run(ctx, func(db *session) error {
		const add = "INSERT INTO salt (day, tag, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
		if _, err := db.conn.ExecContext(context.Background(), add, proposal.Day.String(), proposal.Tag, proposal.Key); err != nil {
			return err
		}
		row := db.conn.QueryRowContext(context.Background(), "SELECT tag, key FROM salt WHERE day = ?", proposal.Day.String())
		if err := row.Scan(&salt.Tag, &salt.Key); err != nil {
			return err
		}
		// If the transaction fails, the session is closed with its cache.
		db.tags[salt.Day] = salt.Tag
		return nil
	})
	if err != nil {
		return feedback.Salt{}, err
	}
	return salt, nil
}

func (s *session) loadTags(ctx context.Context) error {
	rows, err := s.conn.QueryContext(ctx, "SELECT day, tag FROM salt")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var tag int64
		if err := rows.Scan(&name, &tag); err != nil {
			return err
		}
		day, err := feedback.ParseDay(name)
		if err != nil {
			return err
		}
		s.tags[day] = tag
	}
	return rows.Err()
}

// chunk is the number of answers that Purge deletes in a transaction, which blocks submissions.
const chunk = 1000

// Forget implements feedback.Store.
func (s *Store) Forget(ctx context.Context, before feedback.Day) error {
	return s.run(ctx, func(db *session) error {
		n, err := db.exec("DELETE FROM salt WHERE day < ?", before)
		db.dirtyLog = db.dirtyLog || n > 0
		for day := range db.tags {
			if day < before {
				delete(db.tags, day)
			}
		}
		if err != nil {
			return err
		}
		if n > 0 {
			db.rates.forget(before)
		}
		_, err = db.exec("DELETE FROM growth WHERE day < ?", before)
		return err
	})
}

// Allot implements feedback.Store.
func (s *Store) Allot(ctx context.Context, day feedback.Day, want, most int) (int, error) {
	var n int
	err := s.run(ctx, func(db *session) error {
		var kib int
		row := db.conn.QueryRowContext(context.Background(), "SELECT coalesce(sum(kib), 0) FROM growth WHERE day = ?", day.String())
		if err := row.Scan(&kib); err != nil {
			return err
		}
		n = max(0, min(want, most-kib))
		_, err := db.exec("INSERT INTO growth VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET kib = kib + excluded.kib", day, n)
		return err
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// seenDays is the number of recorded days to keep.
const seenDays = 400

// See implements feedback.Store.
func (s *Store) See(ctx context.Context, day feedback.Day, reset bool) ([]feedback.Day, error) {
	var seen []feedback.Day
	err := s.run(ctx, func(db *session) error {
		seen = nil
		if reset {
			if _, err := db.conn.ExecContext(context.Background(), "DELETE FROM seen"); err != nil {
				return err
			}
		}
		const note = "INSERT INTO seen SELECT ?1 WHERE ?1 >= coalesce((SELECT min(day) FROM seen), ?1) ON CONFLICT DO NOTHING"
		if _, err := db.exec(note, day); err != nil {
			return err
		}
		const truncateLog = "DELETE FROM seen WHERE day NOT IN (SELECT day FROM seen ORDER BY day DESC LIMIT ?)"
		if _, err := db.conn.ExecContext(context.Background(), truncateLog, seenDays); err != nil {
			return err
		}
		return db.days("SELECT day FROM seen ORDER BY day", func(d feedback.Day) { seen = append(seen, d) })
	})
	if err != nil {
		return nil, err
	}
	return seen, nil
}

// days calls a function with each day that a query selects.
func (s *session) days(query string, found func(feedback.Day)) error {
	rows, err := s.conn.QueryContext(context.Background(), query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		day, err := feedback.ParseDay(name)
		if err != nil {
			return err
		}
		found(day)
	}
	return rows.Err()
}

// Remove implements feedback.Store.
func (s *Store) Remove(ctx context.Context, id string) (bool, error) {
	var n int64
	err := s.run(ctx, func(db *session) error {
		result, err := db.conn.ExecContext(context.Background(), "DELETE FROM answer WHERE id = ?", id)
		if err != nil {
			return err
		}
		n, err = result.RowsAffected()
		db.dirtyLog = db.dirtyLog || n > 0
		return err
	})
	return err == nil && n > 0, err
}

// Purge implements feedback.Store.
func (s *Store) Purge(ctx context.Context, before feedback.Day) (int, error) {
	return s.deleteInChunks(ctx, "DELETE FROM answer WHERE number IN (SELECT number FROM answer WHERE day < ? LIMIT ?)", before)
}

// deleteInChunks executes a statement until it deletes less than a chunk, and returns the number of
// deleted rows.
func (s *Store) deleteInChunks(ctx context.Context, statement string, before feedback.Day) (int, error) {
	for total := 0; ; {
		var n int
		err := s.run(ctx, func(db *session) (err error) {
			n, err = db.exec(statement, before, chunk)
			db.dirtyLog = db.dirtyLog || n > 0
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

// exec executes a statement whose first argument is a day, and returns the number of changed rows.
func (s *session) exec(statement string, day feedback.Day, args ...any) (int, error) {
	result, err := s.conn.ExecContext(context.Background(), statement, append([]any{day.String()}, args...)...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// largest exceeds the size of the largest answer in bytes.
const largest = 10 << 10

// Ready implements feedback.Store by writing a row as large as the largest answer.
func (s *Store) Ready(ctx context.Context) error {
	return s.run(ctx, func(db *session) error {
		// Insert the new row before the old one is deleted, so that it needs space of its own.
		result, err := db.conn.ExecContext(context.Background(),
			"INSERT INTO probe (id, content) VALUES (hex(randomblob(16)), randomblob(?))", largest)
		if err != nil {
			return err
		}
		number, err := result.LastInsertId()
		if err != nil {
			return err
		}
		_, err = db.conn.ExecContext(context.Background(), "DELETE FROM probe WHERE number < ?", number)
		return err
	})
}
