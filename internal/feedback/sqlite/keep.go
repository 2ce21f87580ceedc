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
		// If the transaction fails, the session ends, and what it believes with it.
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

// chunk is how many answers are changed at once by Forget and Purge. Submissions wait for so long.
const chunk = 1000

// Forget implements feedback.Store.
func (s *Store) Forget(ctx context.Context, before feedback.Day) error {
	err := s.run(ctx, func(db *session) error {
		n, err := db.exec("DELETE FROM salt WHERE day < ?", before)
		db.remains = db.remains || n > 0
		for day := range db.tags {
			if day < before {
				delete(db.tags, day)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	// Without their salt, the hashes say nothing. They go all the same.
	_, err = s.repeat(ctx, `UPDATE answer SET visitor = NULL WHERE number IN
		(SELECT number FROM answer WHERE visitor IS NOT NULL AND day < ? LIMIT ?)`, before)
	return err
}

// Purge implements feedback.Store.
func (s *Store) Purge(ctx context.Context, before feedback.Day) (int, error) {
	return s.repeat(ctx, "DELETE FROM answer WHERE number IN (SELECT number FROM answer WHERE day < ? LIMIT ?)", before)
}

// repeat says a statement until it changes no more than it may at once, and returns how many rows
// it has changed.
func (s *Store) repeat(ctx context.Context, statement string, before feedback.Day) (int, error) {
	for total := 0; ; {
		var n int
		err := s.run(ctx, func(db *session) (err error) {
			n, err = db.exec(statement, before, chunk)
			db.remains = db.remains || n > 0
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

// exec says a statement about days, and returns how many rows it changed.
func (s *session) exec(statement string, day feedback.Day, args ...any) (int, error) {
	result, err := s.conn.ExecContext(context.Background(), statement, append([]any{day.String()}, args...)...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// Ready implements feedback.Store, by writing something.
func (s *Store) Ready(ctx context.Context) error {
	return s.run(ctx, func(db *session) error {
		_, err := db.conn.ExecContext(context.Background(), "UPDATE probe SET written = written + 1")
		return err
	})
}
