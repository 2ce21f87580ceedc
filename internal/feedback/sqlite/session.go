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
	// tags caches the tags of the salts in the database.
	tags  map[feedback.Day]int64
	rates *rates
	// dirtyLog reports whether the write-ahead log may contain deleted data.
	dirtyLog bool
}

// openSession opens the database. It creates the file if create is set.
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

// createFile creates an empty file that only its owner can read, unless it exists. SQLite gives its
// auxiliary files the same permissions.
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
	// The directory entry must be durable too.
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

// dsn returns the data source name of a file, with the settings of the connection.
func dsn(path string, o Options) string {
	q := url.Values{"mode": {"rw"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", o.BusyTimeout.Milliseconds()),
		"synchronous(FULL)",
		"secure_delete(ON)",
		"trusted_schema(OFF)",
		"journal_size_limit(16777216)",
		// Fewer, larger checkpoints, since each of them blocks the writer.
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

// transaction runs a batch in a transaction. It rolls back on an error.
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
	// This fails if SQLite has rolled back already. The connection isn't used again.
	s.rollback.Exec()
	return err
}

// verifyFile returns an error if the open file is no longer the one at its path: its data would be
// lost after a restart.
func (s *session) verifyFile() error {
	info, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	if !os.SameFile(info, s.file) {
		return errors.New("the database was replaced")
	}
	return nil
}

// truncateLog removes deleted data from the write-ahead log. It doesn't wait for readers, which
// prevent it; then it is retried after a later transaction.
func (s *session) truncateLog(o Options) {
	if !s.dirtyLog {
		return
	}
	ctx := context.Background()
	if _, err := s.conn.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
		return
	}
	var busy, frames, moved int
	err := s.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	s.dirtyLog = err != nil || busy != 0
	// If this fails, the lock of another process is an error at once.
	s.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout = %d", o.BusyTimeout.Milliseconds()))
}
