// Package sqlite keeps answers in a SQLite database, for a portal that one machine serves. It is
// pure Go (modernc.org/sqlite).
//
// A single goroutine writes. It batches up to 256 queued submissions into one transaction, and
// acknowledges them after the commit: with the write-ahead log and synchronous=FULL, they are
// durable then (https://www.sqlite.org/pragma.html#pragma_synchronous). The next batch accumulates
// during the commit.
//
// The rates of visitors are kept in memory: one process owns the database. Other processes may read
// it, and call Forget and Purge.
//
// The database need not exist when the program starts, and may become unavailable: each submission
// tries again. A database that has disappeared is not recreated, since its disk may be unmounted.
//
// Deleted data is overwritten, in the database and in its log. Only the owner can read the files.
package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"baken.example/baken/internal/feedback"
)

// Options configure a store. The zero value suits a server.
type Options struct {
	// BusyTimeout is how long to wait for the lock of another process, 2 seconds by default.
	BusyTimeout time.Duration
	// Batch is the maximal number of submissions in a transaction, 256 by default.
	Batch int

	// maxPages bounds the size of the database, for tests.
	maxPages int
}

const (
	defaultBusyTimeout = 2 * time.Second
	defaultBatch       = 256
	// queueLength is the number of submissions that may be queued before further ones block.
	queueLength = 1024
)

// Store is a feedback.Store.
type Store struct {
	path    string
	options Options
	rates   rates
	jobs    chan *job
	// open guards closed. It is held for reading while a job is enqueued.
	open   sync.RWMutex
	closed bool
	// written is closed when the writer has ended.
	written chan struct{}
}

var _ feedback.Store = (*Store)(nil)

// Open returns a store in a file, which the first submission creates if it doesn't exist. Its
// directory must exist.
func Open(path string, o Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New(path + " isn't a file")
	}
	if o.BusyTimeout == 0 {
		o.BusyTimeout = defaultBusyTimeout
	}
	if o.Batch == 0 {
		o.Batch = defaultBatch
	}
	s := &Store{path: path, options: o, jobs: make(chan *job, queueLength), written: make(chan struct{})}
	go s.write()
	return s, nil
}

// Close implements feedback.Store.
func (s *Store) Close() error {
	s.open.Lock()
	if !s.closed {
		s.closed = true
		close(s.jobs)
	}
	s.open.Unlock()
	<-s.written
	return nil
}

// run runs a function in the writer's next transaction, and returns after its commit.
func (s *Store) run(ctx context.Context, do func(*session) error) error {
	j := &job{do: do, done: make(chan error, 1)}
	if err := s.enqueue(ctx, j); err != nil {
		return err
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Store) enqueue(ctx context.Context, j *job) error {
	s.open.RLock()
	defer s.open.RUnlock()
	if s.closed {
		return feedback.ErrClosed
	}
	select {
	case s.jobs <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
