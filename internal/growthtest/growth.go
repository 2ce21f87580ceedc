// Package growthtest checks that a reader takes time in proportion to the size of its input, not to
// the square of it. Only tests import it.
package growthtest

import (
	"runtime"
	"testing"
	"time"
)

const (
	// factor is the ratio of the sizes that Linear compares, and most the ratio of the times per
	// byte that it allows: between 1, for linear time, and factor, for quadratic time.
	factor, most = 8, 3
	// slack is a difference that is no evidence, such as a garbage collection.
	slack = 5 * time.Millisecond
	// enough is a time that stands out from slack. Readers that take less are called again.
	enough = 4 * time.Millisecond
	// attempts bounds the repetitions on a busy machine. Each takes twice as long as the one
	// before.
	attempts = 7
)

// Linear fails the test where reading an input of eight times [Small] takes more than three times
// the CPU time of reading one of [Small] eight times, in each of several attempts: the longer one
// takes, the more alike a busy machine disturbs both. Of returns an input of about a size in
// bytes, read reads it. The time itself has no limit, since it is the machine's.
func Linear[T any](t *testing.T, of func(size int) T, read func(T)) {
	t.Helper()
	n := 1
	for took(of(Small), read, n*factor) < enough {
		n *= 2
	}
	var small, large time.Duration
	for range attempts {
		small, large = took(of(Small), read, n*factor), took(of(Small*factor), read, n)
		if large <= most*small+slack {
			return
		}
		n *= 2
	}
	n /= 2
	t.Errorf("%v for %d times %d KiB, %v for %d times %d KiB", small, n*factor, Small>>10, large, n, Small*factor>>10)
}

// took returns the CPU time of reading an input n times.
func took[T any](input T, read func(T), n int) time.Duration {
	runtime.GC() // Garbage of the input isn't the reader's.
	start := cpuTime()
	for range n {
		read(input)
	}
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
