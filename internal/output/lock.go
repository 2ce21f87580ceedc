package output

import (
	"context"
	"errors"
	"time"
)

// errLocked is what tryLock returns while somebody else has the lock.
var errLocked = errors.New("another build holds the lock")

// lock takes the lock of the given name, waiting for it as long as ctx lasts, and returns what gives it back.
// waiting, unless nil, is called once before waiting.
func lock(ctx context.Context, name string, waiting func()) (unlock func() error, err error) {
	// Neither flock nor Windows' sharing modes can wait and be cancelled at once.
	const longest = 200 * time.Millisecond
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, longest) {
		unlock, err := tryLock(name)
		if !errors.Is(err, errLocked) {
			return unlock, err
		}
		if waiting != nil {
			waiting()
			waiting = nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}
