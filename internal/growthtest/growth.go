// Package growthtest checks that a reader takes time in proportion to the size of its input, not to
// the square of it. Only tests import it.
package growthtest

import (
	"runtime"
	"testing"
	"time"
)

const (
	// factor is the ratio of the sizes that Linear compares, most the ratio of the times that it
	// allows: between factor, for linear time, and its square, 64.
	factor, most = 8, 24
	// slack is a difference that is no evidence, such as a garbage collection.
	slack = 5 * time.Millisecond
	// attempts bounds the repetitions on a busy machine.
	attempts = 8
)

// Linear fails the test where reading an input of eight times [Small] takes more than 24 times the
// CPU time of one of [Small], in the best of several attempts each. Of returns an input of about a
// size in bytes, read reads it. The time itself has no limit, since it is the machine's.
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
	runtime.GC() // Garbage of the input isn't the reader's.
	start := cpuTime()
	read(input)
	return cpuTime() - start
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
