// Package growthtest holds readers to time that grows with the size of what they read, not with its
// square. Nothing but tests imports it.
package growthtest

import (
	"testing"
	"time"
)

const (
	// Small is the smaller one of the two sizes that [Linear] compares, in bytes.
	Small = 1 << 16
	// factor is by how much the other one is larger, most by how much its time may be. Quadratic
	// time is factor times factor.
	factor, most = 4, 10
	// slack is time that says nothing: that of a pause for garbage, or for another process.
	slack = 5 * time.Millisecond
	// attempts is how often a measurement is repeated on a busy machine before it counts.
	attempts = 8
)

// Linear fails the test where reading an input of four times [Small] takes ten times as long as one of
// [Small], in the best of several attempts each. Of makes an input of about a size in bytes, read
// reads it. There is no limit to the time itself, which is the machine's.
func Linear[T any](t *testing.T, of func(size int) T, read func(T)) {
	t.Helper()
	var small, large time.Duration
	for attempt := range attempts {
		a, b := took(of(Small), read), took(of(Small*factor), read)
		if attempt == 0 || a < small {
			small = a
		}
		if attempt == 0 || b < large {
			large = b
		}
		if large <= most*small+slack {
			return
		}
	}
	t.Errorf("%v for %d KiB, %v for %d KiB", small, Small>>10, large, Small*factor>>10)
}

func took[T any](input T, read func(T)) time.Duration {
	start := time.Now()
	read(input)
	return time.Since(start)
}

// Bench measures reading an input of a mebibyte.
func Bench[T any](b *testing.B, of func(size int) T, read func(T)) {
	b.Helper()
	input := of(1 << 20)
	b.SetBytes(1 << 20)
	for b.Loop() {
		read(input)
	}
}
