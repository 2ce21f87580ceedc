package source

import (
	"cmp"
	"io/fs"
	"os"
	"slices"
)

// Root returns the file system below root. Opening a file never blocks: a named pipe without a
// writer opens at once, and [Bytes], [Text] and [Dir] report that it isn't a regular file or a
// directory.
func Root(root *os.Root) fs.FS {
	return rootFS{root.FS().(fullFS), root}
}

// fullFS is implemented by the file system of an [os.Root], as its documentation promises.
type fullFS interface {
	fs.StatFS
	fs.ReadDirFS
	fs.ReadLinkFS
}

type rootFS struct {
	fullFS
	root *os.Root
}

// Open opens a file for reading without blocking.
func (r rootFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := r.root.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// ReadDir lists a directory, sorted by name, without blocking.
func (r rootFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := r.root.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, err
}
