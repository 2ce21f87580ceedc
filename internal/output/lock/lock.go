// Package lock has locks that no two processes hold at a time, and that are free when their holder
// dies. On systems that have neither flock nor the sharing modes of Windows, nothing is locked.
package lock

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"time"
	"unicode"
)

// errHeld is returned by tryLock while another process holds the lock.
var errHeld = errors.New("another build holds the lock")

// heading begins the text of a lock file, and identifies it as one.
const heading = "baken build"

// holder returns the description of the holder from the lock file of the given name, or heading
// if it has none.
func holder(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return heading
	}
	defer f.Close()
	text, _ := io.ReadAll(io.LimitReader(f, 100))
	line, _, _ := strings.Cut(string(text), "\n")
	if !strings.HasPrefix(line, heading) || strings.ContainsFunc(line, unicode.IsControl) {
		return heading
	}
	return line
}

// Acquire acquires the lock that is the file of the given name, waiting until ctx ends, and returns
// the function that releases it and removes the file. waiting, unless nil, is called once before
// waiting, with the description of the holder. A file that isn't a lock is an error, and left as it
// is.
func Acquire(ctx context.Context, name string, waiting func(string)) (unlock func() error, err error) {
	// Poll with a backoff: waiting for flock or for a sharing mode of Windows can't be cancelled.
	const maxPause = 200 * time.Millisecond
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, maxPause) {
		unlock, err := tryLock(name)
		if !errors.Is(err, errHeld) {
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
