//go:build unix

package connlimit

import "golang.org/x/sys/unix"

// descriptors returns the number of file descriptors that the process may have open, or 0 if it
// isn't known.
func descriptors() uint64 {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	return uint64(limit.Cur)
}
