package sqlite

import (
	"context"
	"sync"

	"baken.example/baken/internal/feedback"
)

// rates count answers in the window of time that has begun last. The zero value is ready.
type rates struct {
	// Of senders. Only the writer looks at these.
	slot    int64
	senders map[string]int
	// counted are those of the transaction under way.
	counted []string

	// Of everybody.
	mu     sync.Mutex
	leased int64 // the slot that taken is of
	taken  int
}

// begin says that a transaction begins.
func (r *rates) begin() { r.counted = r.counted[:0] }

// undo says that the transaction failed.
func (r *rates) undo() {
	for _, sender := range r.counted {
		r.senders[sender]--
	}
	r.begin()
}

// full tells whether a sender has given as many answers as they may.
func (r *rates) full(sub *feedback.Submission) bool {
	if r.senders == nil || feedback.Later(sub.Slot, r.slot) {
		r.slot, r.senders, r.counted = sub.Slot, map[string]int{}, nil
	}
	return sub.Sender != nil && r.senders[string(sub.Sender)] >= sub.Limit
}

func (r *rates) count(sub *feedback.Submission) {
	if sub.Sender != nil {
		r.senders[string(sub.Sender)]++
		r.counted = append(r.counted, string(sub.Sender))
	}
}

// Lease implements feedback.Store.
func (s *Store) Lease(_ context.Context, slot int64, want, limit int) (int, error) {
	s.open.RLock()
	defer s.open.RUnlock()
	if s.closed {
		return 0, feedback.ErrClosed
	}
	r := &s.rates
	r.mu.Lock()
	defer r.mu.Unlock()
	if feedback.Later(slot, r.leased) {
		r.leased, r.taken = slot, 0
	}
	n := max(0, min(want, limit-r.taken))
	r.taken += n
	return n, nil
}
