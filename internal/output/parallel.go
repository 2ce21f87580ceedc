package output

import (
	"context"
	"sync"
	"sync/atomic"
)

// chunk is the number of consecutive indexes that a worker takes at a time. Neighbours share
// directories, so that smaller chunks would make workers contend for the locks of those.
const chunk = 16

// parallel calls worker once in each of the goroutines that it starts, and the functions that
// worker returned for every i below n. The first error, or the end of ctx, stops all goroutines. Of
// several errors it returns the one with the smallest i.
func parallel(ctx context.Context, workers, n int, worker func() func(i int) error) error {
	var (
		next     atomic.Int64
		failed   atomic.Bool
		mu       sync.Mutex
		failedAt = n
		first    error
		wg       sync.WaitGroup
	)
	fail := func(i int, err error) {
		failed.Store(true)
		mu.Lock()
		defer mu.Unlock()
		if i < failedAt {
			failedAt, first = i, err
		}
	}
	for range min(workers, (n+chunk-1)/chunk) {
		wg.Go(func() {
			do := worker()
			for {
				from := int(next.Add(chunk)) - chunk
				for i := from; i < min(from+chunk, n); i++ {
					if failed.Load() {
						return
					}
					err := ctx.Err()
					if err == nil {
						err = do(i)
					}
					if err != nil {
						fail(i, err)
						return
					}
				}
				if from >= n {
					return
				}
			}
		})
	}
	wg.Wait()
	return first
}
