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

// errLocked is what tryLock returns while somebody else has the lock.
var errLocked = errors.New("another build holds the lock")

// lockHeading begins the text of a lock, by which a build knows that the file is one.
const lockHeading = "baken build"

// holder says who holds the lock of the given name: as much as can be read of it.
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

// lock takes the lock of the given name, waiting for it as long as ctx lasts, and returns what gives it back.
// waiting, unless nil, is called once before waiting.
func lock(ctx context.Context, name string, waiting func(string)) (unlock func() error, err error) {
	// Neither flock nor Windows' sharing modes can wait and be cancelled at once.
	const longest = 200 * time.Millisecond
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, longest) {
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
