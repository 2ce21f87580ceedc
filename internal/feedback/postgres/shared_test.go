package postgres_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
	"baken.example/baken/internal/feedback/limit"
	"baken.example/baken/internal/feedback/postgres/pgtest"
	"baken.example/baken/internal/feedback/systemtest"
)

// TestShared checks that processes that share a database share its answers, salts and limits: three
// handlers, each with a pool of its own.
func TestShared(t *testing.T) {
	server := pgtest.Start(t)
	for name, test := range map[string]func(*testing.T, *sharing){
		"visitors": visitorsShared, "retries": retriesShared, "rate of a visitor": visitorRateShared, "rate of all": rateShared,
	} {
		t.Run(name, func(t *testing.T) {
			address := server.Empty(t)
			s := &sharing{t: t}
			for range 3 {
				store := open(t, address)
				t.Cleanup(func() { store.Close() })
				c := systemtest.Config(store, slog.New(slog.DiscardHandler))
				c.Clock = func() time.Time { return time.Unix(1795000000, 0) }
				c.Limits = limit.Limits{Window: time.Minute, Visitor: 20, All: 500, PageBrowser: 3}
				h, err := feedback.New(c)
				if err != nil {
					t.Fatal(err)
				}
				web := httptest.NewServer(h)
				t.Cleanup(web.Close)
				s.urls = append(s.urls, web.URL)
				s.store = store
			}
			test(t, s)
		})
	}
}

type sharing struct {
	t     *testing.T
	urls  []string
	store feedback.Store
	n     atomic.Int64
}

// send sends an answer to one of the handlers in turn, and returns the status.
func (s *sharing) send(address, page, id string) int {
	body := fmt.Sprintf(`{"page":%q,"lang":"xx","helpful":"yes","id":%q}`, page, id)
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.urls[int(s.n.Add(1))%len(s.urls)], strings.NewReader(body))
	if err != nil {
		s.t.Error(err)
		return 0
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Forwarded-For", address)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Error(err)
		return 0
	}
	defer res.Body.Close()
	io.Copy(io.Discard, res.Body)
	return res.StatusCode
}

// together sends many answers concurrently, and counts the statuses.
func (s *sharing) together(times int, send func(n int) int) map[int]int {
	var mu sync.Mutex
	statuses := map[int]int{}
	slots := make(chan struct{}, 48)
	var all sync.WaitGroup
	for n := range times {
		slots <- struct{}{}
		all.Go(func() {
			status := send(n)
			mu.Lock()
			statuses[status]++
			mu.Unlock()
			<-slots
		})
	}
	all.Wait()
	return statuses
}

func (s *sharing) stored() (all, counting int) {
	for a, err := range s.store.Answers(s.t.Context(), 0, 40000) {
		if err != nil {
			s.t.Fatal(err)
		}
		all++
		if a.Counts {
			counting++
		}
	}
	return all, counting
}

func visitorsShared(t *testing.T, s *sharing) {
	statuses := s.together(100, func(n int) int {
		return s.send(fmt.Sprintf("192.0.2.%d", n%10), "/xx/", fmt.Sprintf("0123456789abcdef%d", n))
	})
	if all, counting := s.stored(); statuses[201] != 100 || all != 100 || counting != 30 {
		t.Errorf("%v, %d answers, %d count", statuses, all, counting)
	}
}

func retriesShared(t *testing.T, s *sharing) {
	statuses := s.together(1000, func(n int) int { return s.send("192.0.2.1", "/xx/", "0123456789abcdef") })
	// They exceed the total limit, but retries don't count.
	if all, counting := s.stored(); statuses[201] != 1 || statuses[200] != 999 || all != 1 || counting != 1 {
		t.Errorf("%v, %d answers, %d count", statuses, all, counting)
	}
}

func visitorRateShared(t *testing.T, s *sharing) {
	statuses := s.together(200, func(n int) int {
		return s.send("192.0.2.1", fmt.Sprintf("/xx/%d/", n), fmt.Sprintf("0123456789abcdef%d", n))
	})
	if all, _ := s.stored(); statuses[201] != 20 || statuses[429] != 180 || all != 20 {
		t.Errorf("%v, %d answers", statuses, all)
	}
}

func rateShared(t *testing.T, s *sharing) {
	statuses := s.together(1000, func(n int) int {
		return s.send(fmt.Sprintf("2001:db8:%x::1", n), "/xx/", fmt.Sprintf("0123456789abcdef%d", n))
	})
	if all, _ := s.stored(); statuses[201] != 500 || statuses[429] != 500 || all != 500 {
		t.Errorf("%v, %d answers", statuses, all)
	}
}
