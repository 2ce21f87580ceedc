package exchange

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Entries exchanges two entries of one file system in one step: see renameat2(2), RENAME_EXCHANGE.
func Entries(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EINVAL), errors.Is(err, unix.EOPNOTSUPP), errors.Is(err, unix.EPERM):
		// Some containers answer EPERM to system calls that they don't know.
		return ErrUnsupported
	}
	return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
}
