//go:build linux && (amd64 || arm64)

package snapshot

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// lstatat is [unix.Fstatat] without following a symbolic link. It takes a name with a zero byte
// after it as it is: that one copies each name to memory of its own, which takes half as long as
// the call itself.
func lstatat(fd int, name []byte, st *unix.Stat_t) error {
	_, _, errno := unix.Syscall6(unix.SYS_NEWFSTATAT, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(name))),
		uintptr(unsafe.Pointer(st)), unix.AT_SYMLINK_NOFOLLOW, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
