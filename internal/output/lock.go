package output

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"time"
	"unicode"
)

// errLocked is returned by tryLock while another process holds the lock.
var errLocked = errors.New("another build holds the lock")

// lockHeading begins the text of a lock file, and identifies it as one.
const lockHeading = "baken build"

// holder returns the description of the holder from the lock file of the given name, or lockHeading
// if it has none.
func holder(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return lockHeading
	}
	defer f.Close()
	text, _ := io.ReadAll(io.LimitReader(f, 100))
	line, _, _ := strings.Cut(string(text), "\n")
	if !strings.HasPrefix(line, lockHeading) || strings.ContainsFunc(line, unicode.IsControl) {
		return lockHeading
	}
	return line
}

// lock acquires the lock of the given name, waiting until ctx ends, and returns the function that
// releases it. waiting, unless nil, is called once before waiting, with the description of the
// holder.
func lock(ctx context.Context, name string, waiting func(string)) (unlock func() error, err error) {
	// Poll with a backoff: waiting for flock or for a sharing mode of Windows can't be cancelled.
	const maxPause = 200 * time.Millisecond
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, maxPause) {
		unlock, err := tryLock(name)
		if !errors.Is(err, errLocked) {
			return unlock, err
		}
		if waiting != nil {
			waiting(holder(name))
			waiting = nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}
