//go:build unix

package criteria_test

import (
	"syscall"
	"time"
)

// cpuTime returns the processor time, user and system, that the process has used so far. Unlike
// the wall clock it doesn't run on while a busy machine serves another process.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
