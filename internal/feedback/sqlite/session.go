package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver

	"baken.example/baken/internal/feedback"
)

// session is the writer's connection.
type session struct {
	path string
	file os.FileInfo
	db   *sql.DB
	conn *sql.Conn
	statements
	// tags are those of the salts in the database, by day.
	tags  map[feedback.Day]int64
	rates *rates
	// remains tells that something was deleted that the log may still have.
	remains bool
}

// openSession opens the database, and makes it if that is wanted.
func openSession(path string, o Options, create bool, r *rates) (_ *session, err error) {
	if create {
		err = createFile(path)
	}
	if err != nil {
		return nil, err
	}
	s := &session{path: path, tags: map[feedback.Day]int64{}, rates: r}
	if s.file, err = os.Stat(path); err != nil {
		return nil, err
	}
	if s.db, err = sql.Open("sqlite", dsn(path, o)); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.close()
			err = fmt.Errorf("open %s: %w", path, err)
		}
	}()
	ctx := context.Background()
	if s.conn, err = s.db.Conn(ctx); err != nil {
		return nil, err
	}
	if err = migrate(ctx, s.conn); err != nil {
		return nil, err
	}
	if err = s.statements.prepare(ctx, s.conn); err != nil {
		return nil, err
	}
	return s, s.loadTags(ctx)
}

// createFile makes an empty file that only its owner can read, unless there is one. SQLite gives
// the files beside it the same permissions.
func createFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	// The entry in the directory has to be durable too.
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

// dsn names a file for the driver, and says how to open it.
func dsn(path string, o Options) string {
	q := url.Values{"mode": {"rw"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", o.BusyTimeout.Milliseconds()),
		"synchronous(FULL)",
		"secure_delete(ON)",
		"trusted_schema(OFF)",
		"journal_size_limit(16777216)",
		// Fewer, larger checkpoints: each of them is waited for.
		"wal_autocheckpoint(4000)",
		"cache_size(-16384)",
	}}
	if o.maxPages > 0 {
		q.Add("_pragma", fmt.Sprintf("max_page_count(%d)", o.maxPages))
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}).String()
}

func (s *session) close() {
	s.statements.close()
	if s.conn != nil {
		s.conn.Close()
	}
	s.db.Close()
}

// transaction does jobs within one. After an error, nothing of it is in the database.
func (s *session) transaction(batch []*job) error {
	if _, err := s.begin.Exec(); err != nil {
		return err
	}
	s.rates.begin()
	for _, j := range batch {
		if err := j.do(s); err != nil {
			return s.undo(err)
		}
	}
	if _, err := s.commit.Exec(); err != nil {
		return s.undo(err)
	}
	return nil
}

func (s *session) undo(err error) error {
	s.rates.undo()
	// It fails where SQLite has rolled back by itself. The connection isn't used again.
	s.rollback.Exec()
	return err
}

// inPlace returns an error if the file that was written to isn't the one at its path any more:
// then what is in it won't be found after a restart.
func (s *session) inPlace() error {
	info, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	if !os.SameFile(info, s.file) {
		return errors.New("the database was replaced")
	}
	return nil
}

// tidy removes from the log what was deleted. Those who read keep it from doing so; then it is done
// after a later transaction, rather than to have everybody wait for them.
func (s *session) tidy(o Options) {
	if !s.remains {
		return
	}
	ctx := context.Background()
	if _, err := s.conn.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
		return
	}
	var busy, frames, moved int
	err := s.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	s.remains = err != nil || busy != 0
	// If this fails, others who write are not waited for, and their locks are failures.
	s.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout = %d", o.BusyTimeout.Milliseconds()))
}
