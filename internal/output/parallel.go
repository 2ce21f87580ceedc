package output

import (
	"context"
	"sync"
	"sync/atomic"
)

// chunk is how many neighbours a worker takes at a time: neighbours share directories, whose lock two workers
// would otherwise contend for.
const chunk = 16

// parallel calls, for every i below n, a function that worker returned; each of the workers calls worker once
// and has its function for itself. The first error, or the end of ctx, stops all of them. Of several
// errors it returns the one with the smallest i.
func parallel(ctx context.Context, workers, n int, worker func() func(i int) error) error {
	var (
		next   atomic.Int64
		failed atomic.Bool
		mu     sync.Mutex
		where  = n
		first  error
		wg     sync.WaitGroup
	)
	fail := func(i int, err error) {
		failed.Store(true)
		mu.Lock()
		defer mu.Unlock()
		if i < where {
			where, first = i, err
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
