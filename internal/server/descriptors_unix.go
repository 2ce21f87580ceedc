//go:build unix

package server

import "golang.org/x/sys/unix"

// descriptors returns how many file descriptors the process may have open, 0 if that isn't known.
func descriptors() uint64 {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	return uint64(limit.Cur)
}
