//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package lock

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// tryLock locks the file of the given name by flock(2), which the kernel releases when the process
// dies.
func tryLock(name string) (unlock func() error, err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	if err != nil {
		f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, errHeld
		}
		return nil, &os.PathError{Op: "flock", Path: name, Err: err}
	}
	// The previous holder may have removed the file: the lock counts only on the file that has the
	// name.
	info, err := f.Stat()
	if err == nil {
		var named os.FileInfo
		if named, err = os.Lstat(name); errors.Is(err, os.ErrNotExist) || err == nil && !os.SameFile(info, named) {
			err = errHeld
		}
	}
	if err == nil {
		err = sign(f, info)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return func() error {
		// Remove before closing: once closed, the file may be the lock of another process.
		err := os.Remove(name)
		if errors.Is(err, os.ErrNotExist) {
			err = nil
		}
		return errors.Join(err, f.Close())
	}, nil
}

// sign writes the process id into the lock. It refuses a file with any other text than an earlier
// process wrote there, since that isn't a lock.
func sign(f *os.File, info os.FileInfo) error {
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s isn't a lock of Baken: move it away", f.Name())
	}
	text := make([]byte, 100)
	n, err := f.ReadAt(text, 0)
	if err != nil && err != io.EOF || n > 0 && !signed(string(text[:n])) {
		return errors.Join(fmt.Errorf("%s isn't a lock of Baken: move it away", f.Name()), err)
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%s, process %d\n", heading, os.Getpid())
	return err
}

// signed reports whether the text is one that sign wrote, or the beginning of one.
func signed(text string) bool {
	const before = heading + ", process "
	process, ok := strings.CutPrefix(text, before)
	if !ok {
		return strings.HasPrefix(before, text)
	}
	return strings.Trim(strings.TrimSuffix(process, "\n"), "0123456789") == ""
}
