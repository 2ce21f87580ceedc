//go:build unix

package measure

import (
	"os"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// PeakMemory is the largest resident size that an ended process had, in bytes. The parent's size
// when it started the process counts too, which is why corpora are generated in processes of their
// own.
func PeakMemory(s *os.ProcessState) int64 {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) << 10
}

// FlushWrites waits until the system has written what it was given.
func FlushWrites() { unix.Sync() }
