package systemtest

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"baken.example/baken/internal/feedback"
)

// Crash has 32 clients send answers while the service crashes repeatedly, and returns the
// acknowledged ids. A client retries an answer until it is acknowledged.
//
// url is called before every request. crash crashes the service, and returns when it is reachable
// again; it is called at random times.
func Crash(t *testing.T, times int, url func() string, crash func()) []string {
	t.Helper()
	const clients = 32
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var acknowledged, failures atomic.Int64
	progress := make(chan struct{}, 1)
	ids := make([][]string, clients)
	var all sync.WaitGroup
	for c := range clients {
		all.Go(func() {
			client := &http.Client{Transport: &http.Transport{}, Timeout: 20 * time.Second}
			defer client.CloseIdleConnections()
			for n := 0; ctx.Err() == nil; n++ {
				id := fmt.Sprintf("client-%02d-answer-%08d", c, n)
				for !sent(ctx, client, url(), id, c, n) {
					failures.Add(1)
					if ctx.Err() != nil {
						return
					}
					select {
					case <-ctx.Done():
					case <-time.After(time.Millisecond): // backoff while the service is down
					}
				}
				ids[c] = append(ids[c], id)
				acknowledged.Add(1)
				select {
				case progress <- struct{}{}:
				default:
				}
			}
		})
	}
	for range times {
		// The time is a random number of answers, so that requests are in flight.
		until := acknowledged.Load() + 1 + rand.Int64N(300)
		for acknowledged.Load() < until {
			select {
			case <-progress:
			case <-time.After(time.Minute):
				t.Fatal("nothing is acknowledged any more")
			}
		}
		crash()
	}
	stop()
	all.Wait()
	var out []string
	for _, list := range ids {
		out = append(out, list...)
	}
	t.Logf("%d crashes, %d answers acknowledged, %d requests failed", times, len(out), failures.Load())
	return out
}

// sent sends one answer, and reports whether it was acknowledged.
func sent(ctx context.Context, client *http.Client, url, id string, c, n int) bool {
	body := fmt.Sprintf(`{"page":"/xx/%d/","lang":"xx","helpful":"yes","id":%q,"comment":"%d"}`, n%10, id, n)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		return false
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Forwarded-For", fmt.Sprintf("2001:db8:%x:%x::1", c, n%65536))
	res, err := client.Do(r)
	if err != nil {
		return false
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	return err == nil && (res.StatusCode == http.StatusCreated || res.StatusCode == http.StatusOK) && strings.Contains(string(answer), id)
}

// Once checks that a store has each of the ids exactly once, that all answers count, and that there
// are no duplicates.
func Once(t *testing.T, s feedback.Store, ids []string) {
	t.Helper()
	times := map[string]int{}
	for a, err := range s.Answers(t.Context(), 0, 1<<20) {
		if err != nil {
			t.Fatal(err)
		}
		if times[a.ID]++; times[a.ID] > 1 {
			t.Errorf("%s is there %d times", a.ID, times[a.ID])
		}
		if !a.Counts || a.Comment == "" {
			t.Errorf("%+v", a)
		}
	}
	lost := 0
	for _, id := range ids {
		if times[id] == 0 {
			lost++
		}
	}
	if lost > 0 {
		t.Errorf("%d of %d acknowledged answers are lost", lost, len(ids))
	}
	// One answer per client may have been in flight at the end.
	if len(times) > len(ids)+32 {
		t.Errorf("%d answers, %d acknowledged", len(times), len(ids))
	}
}
