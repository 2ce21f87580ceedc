// Package sqlite keeps answers in a SQLite database, for a portal that one machine serves. It is
// pure Go (modernc.org/sqlite).
//
// One goroutine writes. It takes all submissions that wait, up to 256, into one transaction, and
// acknowledges them after its commit: with the write-ahead log and synchronous=FULL, that is once
// they are on the disk (https://www.sqlite.org/pragma.html#pragma_synchronous). While it waits for
// the disk, the next ones gather.
//
// The rates of visitors are kept in memory: one process owns the database. Others may read it, and
// call Forget and Purge.
//
// Nothing of it needs to be there when the program starts, or to stay: what fails is tried again
// with the next submission. But a database that was there and is gone is not made anew, since it
// may only be out of sight, on a disk that isn't mounted.
//
// What is deleted is overwritten, in the database and in its log. The file is for its owner only.
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

// Options are what a caller may choose. The zero value is what a server wants.
type Options struct {
	// BusyTimeout is how long to wait for others who write, 2 seconds by default.
	BusyTimeout time.Duration
	// Batch is how many submissions go into a transaction at most, 256 by default.
	Batch int

	// maxPages bounds the size of the database, for tests.
	maxPages int
}

const (
	defaultBusyTimeout = 2 * time.Second
	defaultBatch       = 256
	// waiting is how many submissions may wait for the writer before further ones block.
	waiting = 1024
)

// Store is a feedback.Store.
type Store struct {
	path    string
	options Options
	rates   rates
	jobs    chan *job
	// open is held for reading by those who add jobs, and for writing by who closes the store.
	open   sync.RWMutex
	closed bool
	// written is closed when the writer has finished.
	written chan struct{}
}

var _ feedback.Store = (*Store)(nil)

// Open returns a store in a file, which is made with the first submission if it isn't there. Its
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
	s := &Store{path: path, options: o, jobs: make(chan *job, waiting), written: make(chan struct{})}
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

// run gives the writer something to do, and waits until it is done and on the disk.
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
