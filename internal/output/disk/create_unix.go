//go:build unix

package disk

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// Create writes a new file, or none, and returns its modification time. It fails if the file
// exists.
//
// It makes four system calls. Package os makes five more for each file, to find out whether the
// poller can wait for it, and a build writes tens of thousands.
func Create(name string, content []byte) (modified time.Time, err error) {
	fd, err := retry(func() (int, error) {
		return unix.Open(name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, 0o644)
	})
	if err != nil {
		return modified, &os.PathError{Op: "open", Path: name, Err: err}
	}
	for len(content) > 0 && err == nil {
		var n int
		n, err = retry(func() (int, error) { return unix.Write(fd, content) })
		content = content[max(n, 0):]
	}
	var written unix.Stat_t
	if err == nil {
		err = unix.Fstat(fd, &written)
	}
	if err != nil {
		return modified, errors.Join(&os.PathError{Op: "write", Path: name, Err: err}, discard(fd, name))
	}
	if err := unix.Close(fd); err != nil && !errors.Is(err, unix.EINTR) { // After EINTR it is closed all the same.
		return modified, &os.PathError{Op: "close", Path: name, Err: err}
	}
	return time.Unix(written.Mtim.Unix()), nil
}

// discard closes a file that wasn't written to its end, and removes it if it still has its name:
// half a file has a sum that nobody knows, so that no build would remove it.
func discard(fd int, name string) error {
	var opened, named unix.Stat_t
	err := unix.Fstat(fd, &opened)
	unix.Close(fd)
	if err != nil || unix.Lstat(name, &named) != nil || opened.Dev != named.Dev || opened.Ino != named.Ino {
		return nil
	}
	return os.Remove(name)
}

// retry calls a system call until no signal interrupts it.
func retry(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}
