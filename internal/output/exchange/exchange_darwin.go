package exchange

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Entries exchanges two entries of one file system in one step: see renamex_np(2), RENAME_SWAP.
func Entries(a, b string) error {
	err := unix.RenamexNp(a, b, unix.RENAME_SWAP)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.ENOTSUP), errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS):
		return ErrUnsupported
	}
	return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
}
