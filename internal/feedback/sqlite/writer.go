package sqlite

import (
	"fmt"
	"os"
)

// job is a function to run in a transaction of the writer.
type job struct {
	do func(*session) error
	// done receives the result after the transaction. It is buffered, so that the writer doesn't
	// block on a caller that has given up.
	done chan error
}

// write runs all jobs until the store is closed.
func (s *Store) write() {
	defer close(s.written)
	w := writer{store: s}
	defer w.close()
	for first := range s.jobs {
		batch := append(w.batch[:0], first)
	gather:
		for len(batch) < s.options.Batch {
			select {
			case j, ok := <-s.jobs:
				if !ok {
					break gather
				}
				batch = append(batch, j)
			default:
				break gather
			}
		}
		err := w.commit(batch)
		for _, j := range batch {
			j.done <- err
		}
		clear(batch)
		w.batch = batch
	}
}

// writer is the state of the writing goroutine between transactions.
type writer struct {
	store   *Store
	session *session // nil without a connection
	batch   []*job
	// file identifies the database file that was opened first.
	file os.FileInfo
}

func (w *writer) close() {
	if w.session != nil {
		w.session.close()
		w.session = nil
	}
}

// commit runs a batch in one transaction: either all of its jobs are durable, or none is.
func (w *writer) commit(batch []*job) error {
	if w.session == nil {
		session, err := openSession(w.store.path, w.store.options, w.file == nil, &w.store.rates)
		if err != nil {
			return err
		}
		w.session = session
		w.file = session.file
	}
	err := w.session.transaction(batch)
	if err == nil {
		err = w.session.verifyFile()
	}
	if err != nil {
		// A new connection recovers from any cause.
		w.close()
		return fmt.Errorf("store in %s: %w", w.store.path, err)
	}
	w.session.truncateLog(w.store.options)
	return nil
}
