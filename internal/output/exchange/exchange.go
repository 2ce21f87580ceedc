// Package exchange puts an entry of a file system in the place of another in one step, so that who
// opens it by its path gets the old one or the new one.
package exchange

import (
	"errors"
	"io/fs"
	"os"
)

// ErrUnsupported is returned where the system or the file system can't exchange two directories in
// one call.
var ErrUnsupported = errors.New("directories can't be exchanged here")

// Into moves an entry to an unused name. It fails if an entry has appeared there meanwhile: a file
// is then never replaced, another entry only if it appears between two system calls.
func Into(from, to string, dir bool) error {
	if !dir {
		switch err := os.Link(from, to); {
		case err == nil:
			return os.Remove(from)
		case errors.Is(err, fs.ErrExist):
			return err
		}
	}
	if _, err := os.Lstat(to); err == nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: fs.ErrExist}
	}
	return os.Rename(from, to)
}
