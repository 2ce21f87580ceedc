//go:build !linux && !darwin && !freebsd

package snapshot

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// directory is a directory in which names are looked up.
type directory struct{ name string }

func openDirectory(name string) (*directory, error) { return &directory{name}, nil }

func (d *directory) Close() error { return nil }

// local returns false: no stamps are believed.
func (d *directory) local() (device uint64, ok bool) { return 0, false }

// stat returns the kind of a name with a zero byte after it, Missing, Directory or Content, and a
// stamp that has the size only, which is never settled. The error is [fs.ErrInvalid] for anything
// else, such as a symbolic link.
func (d *directory) stat(name []byte) (Kind, Stamp, error) {
	info, err := os.Lstat(filepath.Join(d.name, filepath.FromSlash(string(name[:len(name)-1]))))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Missing, Stamp{}, nil
	case err != nil:
		return 0, Stamp{}, err
	case info.IsDir():
		return Directory, unsettled(0), nil
	case info.Mode().IsRegular():
		return Content, unsettled(info.Size()), nil
	}
	return 0, Stamp{}, fs.ErrInvalid
}

// unsettled returns a stamp whose times lie so far ahead that it proves nothing.
func unsettled(size int64) Stamp {
	const never = 1<<63 - 1
	return Stamp{Size: size, Modified: never, Changed: never}
}

// OfFile returns the stamp of an open file or directory, which has the size only.
func OfFile(f fs.File) Stamp {
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		return unsettled(0)
	}
	return unsettled(info.Size())
}

// OfDescriptor returns the zero stamp, which proves nothing.
func OfDescriptor(uintptr) Stamp { return Stamp{} }
