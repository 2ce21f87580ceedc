//go:build (linux && !amd64 && !arm64) || darwin || freebsd

package snapshot

import "golang.org/x/sys/unix"

// lstatat is [unix.Fstatat] without following a symbolic link, of a name with a zero byte after it.
func lstatat(fd int, name []byte, st *unix.Stat_t) error {
	return unix.Fstatat(fd, string(name[:len(name)-1]), st, unix.AT_SYMLINK_NOFOLLOW)
}
