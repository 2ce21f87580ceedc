package sqlite

import (
	"context"
	"sync"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
)

// rates count answers in the window of time and on the day that have begun last. The zero value is
// ready.
type rates struct {
	// By the hashes of bounds. Only the writer looks at these.
	slot   int64
	day    feedback.Day
	window map[key]int
	// share and counting are of the day.
	share, counting map[key]int
	// counted is what the transaction under way has added.
	counted []counted

	// Of everybody.
	mu     sync.Mutex
	leased int64 // the slot that taken is of
	taken  int
}

type key [16]byte

type counted struct {
	of   map[key]int
	key  key
	cost int
}

// begin says that a transaction begins.
func (r *rates) begin() { r.counted = r.counted[:0] }

// undo says that the transaction failed.
func (r *rates) undo() {
	for _, c := range r.counted {
		c.of[c.key] -= c.cost
	}
	r.begin()
}

// forget destroys what was counted by the hashes of days before one.
func (r *rates) forget(before feedback.Day) {
	if r.day < before {
		r.window, r.share, r.counting = nil, nil, nil
		r.begin()
	}
}

// verdict is what the bounds of a submission say.
type verdict struct{ limited, spent, uncounted bool }

func (v verdict) refuses() bool { return v.limited || v.spent }

func (v verdict) result() feedback.Result {
	if v.limited {
		return feedback.Limited
	}
	return feedback.Spent
}

// of is where a bound's counts are.
func (r *rates) of(per feedback.Period) map[key]int {
	switch per {
	case feedback.PerDay:
		return r.share
	case feedback.Counting:
		return r.counting
	}
	return r.window
}

func keyOf(b *feedback.Bound) (k key) {
	copy(k[:], b.Key)
	return k
}

// look returns what the bounds of a submission say of it.
func (r *rates) look(sub *feedback.Submission, bounds []feedback.Bound) (v verdict) {
	if r.window == nil || limit.Later(sub.Slot, r.slot) {
		r.slot, r.window = sub.Slot, map[key]int{}
	}
	// Keys are of one day, so that those of two don't meet.
	if r.share == nil || sub.Day > r.day || sub.Day < r.day-1 {
		r.day, r.share, r.counting = sub.Day, map[key]int{}, map[key]int{}
	}
	for i := range bounds {
		b := &bounds[i]
		if r.of(b.Per)[keyOf(b)]+b.Cost <= b.Limit {
			continue
		}
		switch b.Per {
		case feedback.PerWindow:
			v.limited = true
		case feedback.PerDay:
			v.spent = true
		case feedback.Counting:
			v.uncounted = true
		}
	}
	return v
}

// count adds what was stored or changed. What counts is counted when it is new.
func (r *rates) count(bounds []feedback.Bound, counts bool) {
	for i := range bounds {
		b := &bounds[i]
		if b.Per == feedback.Counting && !counts {
			continue
		}
		of, k := r.of(b.Per), keyOf(b)
		of[k] += b.Cost
		r.counted = append(r.counted, counted{of, k, b.Cost})
	}
}

// Lease implements feedback.Store.
func (s *Store) Lease(_ context.Context, slot int64, want, most int) (int, error) {
	s.open.RLock()
	defer s.open.RUnlock()
	if s.closed {
		return 0, feedback.ErrClosed
	}
	r := &s.rates
	r.mu.Lock()
	defer r.mu.Unlock()
	if limit.Later(slot, r.leased) {
		r.leased, r.taken = slot, 0
	}
	n := max(0, min(want, most-r.taken))
	r.taken += n
	return n, nil
}
