package snapshot

import (
	"context"
	"os"
	"sync"
	"time"

	"baken.example/baken/internal/source"
)

// Changed returns the indexes of the entries that don't hold of the files below a directory; ok is
// false if there are more than a number, or if a directory isn't one any more. Stamps that prove
// nothing are replaced by the present ones. The error is the context's.
func Changed(
	ctx context.Context, dir string, entries []Entry, most int, tick time.Duration, workers int,
) (changed []int, ok bool, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, false, ctx.Err()
	}
	defer root.Close()
	at, err := openDirectory(dir)
	if err != nil {
		return nil, false, ctx.Err()
	}
	defer at.Close()
	device, local := at.local()
	v := verifier{at: at, files: source.Root(root), tick: tick, device: device, local: local}
	if _, ok := v.verifyParents(entries); !ok {
		return nil, false, ctx.Err()
	}
	var mu sync.Mutex
	each(len(entries), workers, func() func(int) bool {
		v := v // With a buffer of its own.
		return func(i int) bool {
			e := &entries[i]
			if holds, _ := v.verify(e); !holds {
				mu.Lock()
				changed = append(changed, i)
				many := len(changed) > most
				mu.Unlock()
				return !many && ctx.Err() == nil
			}
			if e.Kind == Content && !e.Settled {
				if _, stamp, err := at.stat(e.Name); err == nil {
					e.Stamp = stamp
				}
			}
			return ctx.Err() == nil
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	return changed, len(changed) <= most, nil
}
