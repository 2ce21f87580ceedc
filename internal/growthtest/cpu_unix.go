//go:build unix

package growthtest

import (
	"syscall"
	"time"
)

// cpuTime returns the CPU time of the process, so that other processes don't count.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // The arguments are constant.
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
