package sqlite

import (
	"fmt"
	"os"
)

// job is something for the writer to do within a transaction.
type job struct {
	do func(*session) error
	// done gets the outcome once the transaction has ended. It has room for it, so that the writer
	// doesn't wait for who has given up.
	done chan error
}

// write does all jobs until the store is closed.
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

// writer holds what the goroutine that writes has between transactions.
type writer struct {
	store   *Store
	session *session // nil while there is no connection
	batch   []*job
	// file is the database as it was when it was first opened.
	file os.FileInfo
}

func (w *writer) close() {
	if w.session != nil {
		w.session.close()
		w.session = nil
	}
}

// commit does jobs in one transaction. Either all of them are done and on the disk, or none is.
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
		err = w.session.inPlace()
	}
	if err != nil {
		// Whatever it was, a new connection knows no worse.
		w.close()
		return fmt.Errorf("store in %s: %w", w.store.path, err)
	}
	w.session.tidy(w.store.options)
	return nil
}
