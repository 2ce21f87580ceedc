package sqlite

import (
	"context"
	"sync"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
)

// rates counts answers in the current window of time and day. The zero value is ready to use.
type rates struct {
	// By the keys of bounds. Only the writer accesses these.
	slot   int64
	day    feedback.Day
	window map[key]int
	// share and counting belong to the day.
	share, counting map[key]int
	// counted is the journal of the current transaction.
	counted []counted

	// Of all visitors.
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

// begin begins a transaction.
func (r *rates) begin() { r.counted = r.counted[:0] }

// undo reverts the counts of a failed transaction.
func (r *rates) undo() {
	for _, c := range r.counted {
		c.of[c.key] -= c.cost
	}
	r.begin()
}

// forget destroys the counts under hashes of the days before one.
func (r *rates) forget(before feedback.Day) {
	if r.day < before {
		r.window, r.share, r.counting = nil, nil, nil
		r.begin()
	}
}

// verdict reports which kinds of bounds a submission exceeds.
type verdict struct{ limited, spent, uncounted bool }

func (v verdict) refuses() bool { return v.limited || v.spent }

func (v verdict) result() feedback.Result {
	if v.limited {
		return feedback.Limited
	}
	return feedback.Spent
}

// of returns the counts of a period.
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

// check checks the bounds of a submission.
func (r *rates) check(sub *feedback.Submission, bounds []feedback.Bound) (v verdict) {
	if r.window == nil || limit.Later(sub.Slot, r.slot) {
		r.slot, r.window = sub.Slot, map[key]int{}
	}
	// A key belongs to one day, so that the counts of two days don't mix.
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

// count adds the cost of a stored or changed answer to its bounds; to those of Counting only if it
// counts.
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

// join counts a visitor towards a quorum. It returns the number of its members, and whether the
// visitor wasn't one before.
func (r *rates) join(q *feedback.Quorum) (members int, joined bool) {
	var group, member key
	copy(group[:], q.Key)
	copy(member[:], q.Member)
	if joined = r.share[member] == 0; joined {
		for _, k := range []key{group, member} {
			r.share[k]++
			r.counted = append(r.counted, counted{r.share, k, 1})
		}
	}
	return r.share[group], joined
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
