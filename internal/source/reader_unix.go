//go:build unix

package source

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"syscall"

	"golang.org/x/sys/unix"
)

// regular returns the content of a regular file of at most limit bytes, and false for all else, of
// which [RawInto] says what it is. The name itself isn't followed if it is a symbolic link; the
// way to its directory is [os.Root]'s.
func (r *Reader) regular(buf []byte, name string, limit int) ([]byte, bool) {
	fsys := r.fsys
	observed, isObserved := fsys.(Observed)
	if isObserved {
		fsys = observed.Underlying()
	}
	root, ok := fsys.(rootFS)
	if !ok || !fs.ValidPath(name) {
		return nil, false
	}
	if dir := path.Dir(name); r.dir == nil || dir != r.name {
		r.Close()
		opened, err := root.root.OpenFile(dir, os.O_RDONLY|syscall.O_DIRECTORY, 0)
		if err != nil {
			return nil, false
		}
		r.name, r.dir = dir, opened
	}
	fd, err := retry(func() (int, error) {
		return unix.Openat(int(r.dir.Fd()), path.Base(name), unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, false
	}
	defer unix.Close(fd)
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil || stat.Mode&unix.S_IFMT != unix.S_IFREG || stat.Size > int64(limit) {
		return nil, false
	}
	read := func([]byte) {}
	if isObserved {
		read = observed.Opened(name, uintptr(fd))
	}
	b := slices.Grow(buf[:0], int(stat.Size)+bytes.MinRead)
	for {
		room := b[len(b):cap(b)]
		n, err := retry(func() (int, error) { return unix.Read(fd, room) })
		if err != nil || len(b)+n > limit {
			return nil, false
		}
		b = b[:len(b)+n]
		// A regular file gives less than there is room for at its end only; where it has the size
		// that it had, nobody has to ask again.
		if n == 0 || n < len(room) && int64(len(b)) == stat.Size {
			read(b)
			return b, true
		}
		// The file may grow while it is read.
		b = slices.Grow(b, bytes.MinRead)
	}
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
