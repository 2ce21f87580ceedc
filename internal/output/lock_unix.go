//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"errors"
	"fmt"
	"io"
	"os"

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
			return nil, errLocked
		}
		return nil, &os.PathError{Op: "flock", Path: name, Err: err}
	}
	// The previous holder may have removed the file: the lock counts only on the file that has the
	// name.
	info, err := f.Stat()
	if err == nil {
		var named os.FileInfo
		if named, err = os.Lstat(name); errors.Is(err, os.ErrNotExist) || err == nil && !os.SameFile(info, named) {
			err = errLocked
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

// sign writes the process id into the lock. It refuses a file with another text, which isn't a
// lock.
func sign(f *os.File, info os.FileInfo) error {
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s isn't a lock of Baken: move it away", f.Name())
	}
	text := make([]byte, len(lockHeading))
	if n, err := f.ReadAt(text, 0); err != nil && err != io.EOF || n > 0 && string(text[:n]) != lockHeading {
		return errors.Join(fmt.Errorf("%s isn't a lock of Baken: move it away", f.Name()), err)
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := fmt.Fprintf(f, "%s, process %d\n", lockHeading, os.Getpid())
	return err
}
