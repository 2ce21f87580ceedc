package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
)

// parallel puts one submission a thousand times concurrently, through two stores.
func parallel(t *testing.T, place Place) {
	stores := []feedback.Store{open(t, place), open(t, place)}
	const times = 1000
	sub := submission(1)
	sub.Limit = 5 // retries aren't limited
	count := together(t, times, func(n int) (feedback.Submission, feedback.Store) { return sub, stores[n%2] })
	if count[feedback.Stored] != 1 || count[feedback.Repeated] != times-1 {
		t.Errorf("%v", count)
	}
	checkStored(t, stores[0], counting(sub.Answer))
}

// visitorsInParallel concurrently puts answers of a few visitors, each under an id of its own.
func visitorsInParallel(t *testing.T, place Place) {
	s := open(t, place)
	const times, visitors, most = 400, 7, 5
	together(t, times, func(n int) (feedback.Submission, feedback.Store) {
		sub := bounded(n, n%visitors, most)
		sub.Sender = hash('s', n%visitors)
		if n%5 == 0 {
			sub.Comment = fmt.Sprint("comment ", n)
		}
		return sub, s
	})
	counts, comments := 0, map[string]int{}
	for _, a := range stored(t, s) {
		if a.Counts {
			counts++
		}
		if a.Comment != "" {
			comments[a.Comment]++
		}
	}
	if counts != visitors*most {
		t.Errorf("%d answers of %d visitors count, want %d of each", counts, visitors, most)
	}
	for n := 0; n < times; n += 5 {
		if c := fmt.Sprint("comment ", n); comments[c] != 1 {
			t.Errorf("%q is there %d times", c, comments[c])
		}
	}
}

// oneIDOfTwo concurrently puts the same id for two visitors who have an answer each. One submission
// is stored, the rest are repeated, and all earlier answers still count.
func oneIDOfTwo(t *testing.T, place Place) {
	stores := []feedback.Store{open(t, place), open(t, place)}
	const rounds = 60
	for round := range rounds {
		for n := range 2 {
			sub := submission(10*round + n)
			put(t, stores[0], sub, feedback.Stored, sub.ID)
		}
		count := together(t, 8, func(n int) (feedback.Submission, feedback.Store) {
			sub := submission(10*round + n%2)
			sub.ID = submission(10*round + 9).ID
			return sub, stores[n/4]
		})
		if count[feedback.Stored] != 1 || count[feedback.Repeated] != 7 {
			t.Errorf("%v", count)
		}
	}
	counts := 0
	for _, a := range stored(t, stores[0]) {
		if a.Counts {
			counts++
		}
	}
	if counts != 3*rounds {
		t.Errorf("%d answers count, want %d", counts, 3*rounds)
	}
}

// together puts many submissions concurrently, and counts the results.
func together(t *testing.T, times int, make func(int) (feedback.Submission, feedback.Store)) map[feedback.Result]int {
	t.Helper()
	var mu sync.Mutex
	count := map[feedback.Result]int{}
	var all sync.WaitGroup
	for n := range times {
		all.Go(func() {
			sub, s := make(n)
			receipt, err := s.Put(t.Context(), sub)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			count[receipt.Result]++
		})
	}
	all.Wait()
	return count
}

// anything puts random submissions of few ids, visitors and texts sequentially, and compares each
// receipt and the final answers with those of the model.
func anything(t *testing.T, place Place) {
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	s := open(t, place)
	var m model
	for range 600 {
		sub := submission(r.IntN(30))
		sub.Visitor, sub.Sender = hash('v', r.IntN(6)), hash('s', r.IntN(4))
		sub.Bounds = []feedback.Bound{
			{Per: feedback.PerWindow, Key: hash('n', r.IntN(2)), Cost: 1, Limit: 12},
			{Per: feedback.PerDay, Key: hash('d', r.IntN(3)), Cost: 1 + r.IntN(3), Limit: 90},
			{Per: feedback.Counting, Key: sub.Visitor, Cost: 1, Limit: 4},
			{Per: feedback.Counting, Key: hash('p', r.IntN(2)), Cost: 1, Limit: 9},
		}
		if r.IntN(10) == 0 {
			sub.Visitor, sub.Sender, sub.Bounds = nil, nil, nil
		}
		if r.IntN(12) == 0 && sub.Visitor == nil {
			sub.Day-- // late, or by another clock
		}
		sub.Page = []string{"/xx/a/", "/xx/b/"}[r.IntN(8)/7]
		sub.Helpful = r.IntN(2) == 0
		sub.Comment = []string{"", "", "a", "b"}[r.IntN(4)]
		sub.Slot, sub.Limit = m.slot+int64(r.IntN(20)/19), 5
		if r.IntN(3) == 0 {
			sub.ID = fmt.Sprintf("made-by-the-server-%d", r.Int64())
		}
		want := m.put(sub)
		put(t, s, sub, want.Result, want.ID)
	}
	slices.SortStableFunc(m.kept, func(a, b feedback.Answer) int { return int(a.Day - b.Day) })
	checkStored(t, s, m.kept...)
}

// closing closes a store during concurrent calls of Put, and checks that each answer was either
// stored or refused.
func closing(t *testing.T, place Place) {
	s := place()
	if _, err := s.Salt(t.Context(), feedback.Salt{Day: today, Tag: tag, Key: []byte("key")}); err != nil {
		t.Fatal(err)
	}
	const times = 300
	var acknowledged atomic.Int64
	var all sync.WaitGroup
	some := make(chan struct{}, times)
	for n := range times {
		all.Go(func() {
			switch receipt, err := s.Put(t.Context(), submission(n)); {
			case err == nil && receipt.Result == feedback.Stored:
				acknowledged.Add(1)
			case !errors.Is(err, feedback.ErrClosed):
				t.Error(receipt, err)
			}
			some <- struct{}{}
		})
	}
	<-some
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	all.Wait()
	again := place()
	defer again.Close()
	if got := len(stored(t, again)); got != int(acknowledged.Load()) {
		t.Errorf("%d answers, %d acknowledged", got, acknowledged.Load())
	}
}
